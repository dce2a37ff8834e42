// What the frame does for the agent's own reply: it asks what a draft needs, finds one by a few letters, and says what the
// checks find while one writes.

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { ask } from './harness/setup.mjs';
import { until } from './harness/wait.mjs';
import { inBrowsers, replying } from './harness/world.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./harness/browsers.mjs').Doc} Doc */
/** @typedef {import('./harness/world.mjs').World} World */

const TEMPLATES = [
  {
    path: 'visit.md',
    text: '---\nname: Visit\nwhen: complaint, question, suggestion, praise, other\nask.order: text Order number\n---\nHi, your order {{ask.order}} is on its way.\n',
  },
  { path: 'parcel.md', text: '---\nname: Lost parcel\nwhen: praise\n---\nWe look for your parcel now.\n' },
];

/** The frame beside a fresh post by Inés whose reply box is open. */
async function opened(/** @type {World} */ world, text = '') {
  await ask(world.extension, { type: 'saveTemplates', templates: TEMPLATES });
  return replying(world, { post: '@LarkspurCare the wifi drops every evening', text });
}

const composers = (/** @type {Page} */ page) => page.evaluate(() => __stand.composers().map(({ text }) => text));
const focused = (/** @type {Doc} */ frame, /** @type {string} */ id) =>
  until(`the focus on ${id}`, () => frame.evaluate((id) => document.activeElement?.id === id, id));
const says = (/** @type {Doc} */ frame, /** @type {string} */ selector, /** @type {RegExp} */ words) =>
  until(`${selector} to say ${words}`, async () => {
    const text = await frame.evaluate((selector) => document.querySelector(selector)?.textContent ?? '', selector);
    return words.test(text);
  });

inBrowsers('a reply', {}, (world) => {
  test('is asked for what its draft needs, and nothing is put anywhere before', async () => {
    const { page, frame } = await opened(world());
    await frame.press('1');
    await focused(frame, 'ask-0');
    await frame.press('Enter');
    await says(frame, '#ask-0-fault', /needs this/);
    assert.ok((await composers(page)).every((text) => text === ''));
    for (const key of ['A', '7']) await frame.press(key);
    await says(frame, '.draft-text', /your order A7 is/);
    await frame.press('Enter');
    await until('the draft', async () => (await composers(page)).includes('Hi, your order A7 is on its way.'));
    await page.close();
  });

  test('is found by a few letters after a slash, and Escape brings the drafts back', async () => {
    const { page, frame } = await opened(world());
    await frame.press('/');
    await focused(frame, 'find-reply');
    for (const key of 'parcle') await frame.press(key);
    await says(frame, '.drafts .cards', /^1Lost parcel/);
    await frame.press('Enter');
    await focused(frame, 'place-0');
    await frame.press('Escape');
    await says(frame, '.drafts .cards', /^1Visit/);
    await page.close();
  });

  test('is checked as it is written, and one that was stopped is let go from the frame', async () => {
    const { page, id, frame } = await opened(world(), 'Hello [name]');
    await says(frame, '.findings .holds', /“\[name\]” was to be filled in/);
    await page.click('[data-testid="tweetButtonInline"]');
    await says(frame, '.reply [role="alert"]', /Not sent yet/);
    assert.deepEqual(await page.evaluate(() => __stand.sent()), []);
    await frame.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('.reply [role="alert"] button')).click());
    await says(frame, 'footer [role="status"]', /goes when you press send/);
    assert.deepEqual(await page.evaluate(() => __stand.sent()), [], `a release of ${id} sends nothing`);
    await page.click('[data-testid="tweetButtonInline"]');
    await until('the reply to go', () => page.evaluate(() => __stand.sent().some(({ text }) => text === 'Hello [name]')));
    await until('the section to go', () => frame.evaluate(() => document.querySelector('#reply') === null));
    await page.close();
  });
});
