// A draft arrives in the site's own editor exactly as it was shown, and the agent types on after it.

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import twitter from 'twitter-text';
import { mark } from './harness/marks.mjs';
import { ask } from './harness/setup.mjs';
import { until } from './harness/wait.mjs';
import { assist, inBrowsers, push } from './harness/world.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./harness/world.mjs').World} World */

const BODY = 'Hello {{first_name}} 👩‍🚒, thank you 🙂\nThis page helps: https://help.example.com/wifi?room=1&floor=2';
const DRAFT = BODY.replace('{{first_name}}', 'Inés');
const TEMPLATES = [
  { path: 'two-lines.md', text: `---\nname: Two lines\nwhen: complaint, question, suggestion, praise, other\n---\n${BODY}\n` },
];

/** A page with a fresh post by Inés; the post's number. */
async function written(/** @type {World} */ world) {
  await ask(world.extension, { type: 'saveTemplates', templates: TEMPLATES });
  const page = await world.visit();
  const [id] = await push(page, [{ text: '@LarkspurCare the wifi drops every evening', author: 'example_ines' }]);
  return { page, id: /** @type {string} */ (id) };
}

/** What the editors hold in their own model. */
const composers = (/** @type {Page} */ page) => page.evaluate(() => __stand.composers().map(({ text }) => text));

/** Waits until an editor holds exactly `text`. */
const holds = (/** @type {Page} */ page, /** @type {string} */ text) =>
  until(`the editor to hold ${JSON.stringify(text)}`, async () => (await composers(page)).includes(text)).catch(async () =>
    assert.deepEqual(await composers(page), [text]),
  );

/** What the site counts, against the published rules of counting. */
async function counts(/** @type {Page} */ page, /** @type {string} */ text) {
  const left = 280 - twitter.parseTweet(text).weightedLength;
  await until(`the counter to say ${left}`, () =>
    page.evaluate(
      (left) =>
        [...document.querySelectorAll('[role="progressbar"]')].some((counter) =>
          counter.getAttribute('aria-valuetext')?.startsWith(`${left} characters left`),
        ),
      left,
    ),
  );
}

inBrowsers('drafts', {}, (world) => {
  test('go into an open composer with one key, and typing goes on after them', async () => {
    const { page, id } = await written(world());
    await page.evaluate((id) => __stand.go(`/example_ines/status/${id}`), id);
    const frame = await assist(world(), page, id);
    await frame.press('1');
    await holds(page, DRAFT);
    await until('the focus in the editor', () =>
      page.evaluate(() => document.activeElement?.closest('[contenteditable="true"]') !== null && document.hasFocus()),
    );
    await page.keyboard.type(' Ask me anything.');
    await holds(page, `${DRAFT} Ask me anything.`);
    await counts(page, `${DRAFT} Ask me anything.`);
    assert.deepEqual(await page.evaluate(() => __stand.sent()), [], 'a person sends, never Handrail');
  });

  test('wait for the composer to be opened', async () => {
    const { page, id } = await written(world());
    const frame = await assist(world(), page, id);
    await frame.press('1');
    await mark(world().opened, page, id, ({ name }) => /draft is waiting/.test(name));
    assert.deepEqual(await composers(page), await page.evaluate(() => __stand.composers().map(() => '')));
    const button = await page.waitForSelector(`article:has(a[href$="/status/${id}"]) [data-testid="reply"]`);
    await button?.click();
    await holds(page, DRAFT);
    await counts(page, DRAFT);
  });

  test('ask before they are added to what the agent has written', async () => {
    const { page, id } = await written(world());
    await page.evaluate((id) => __stand.go(`/example_ines/status/${id}`), id);
    const editor = await page.waitForSelector('[data-testid="tweetTextarea_0"]');
    await editor?.click();
    await page.keyboard.type('Half a thought');
    await holds(page, 'Half a thought');
    const frame = await assist(world(), page, id);
    await frame.press('1');
    await until('the question', () => frame.evaluate(() => document.querySelector('[role="alertdialog"]') !== null));
    assert.ok((await composers(page)).includes('Half a thought'), 'nothing is added unasked');
    await frame.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[role="alertdialog"] button')).click());
    await holds(page, `Half a thought\n${DRAFT}`);
  });
});
