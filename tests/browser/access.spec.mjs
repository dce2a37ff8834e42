// axe finds nothing in what we draw: marks and notices on the site, the frame in every state, the options, the panel; in
// light and in dark.

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { violations, violationsOn } from './harness/axe.mjs';
import { inTurn } from './harness/browsers.mjs';
import { ask } from './harness/setup.mjs';
import { until } from './harness/wait.mjs';
import { inBrowsers, replying, show } from './harness/world.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./harness/browsers.mjs').Doc} Doc */
/** @typedef {import('./harness/world.mjs').World} World */

const HOURS = { zone: 'Europe/London', week: 'Mon-Sun 0-24', special: '' };
const VISIT = `---
name: Terminbestätigungsschreiben für Glasfaseranschlüsse
when: complaint, question, suggestion, praise, other
ask.order: text Order number
ask.kind: menu Router | TV box
ask.day: date Day of the visit = tomorrow
ask.sorry: toggle We are sorry that it comes to this.
---
Your {{ask.kind}}, order {{ask.order}}, comes on {{ask.day}}. {{ask.sorry}}
`;
/** What a check finds in it: something that holds, and advice. */
const BAD = "Hi [name], we'll get back to you in 48 hours. You should have read the terms. Call 020 7946 0000.";

/** What a lead has set up, and what the team's day has left. */
async function setUp(/** @type {Doc} */ page) {
  await ask(page, { type: 'saveTemplates', templates: [{ path: 'visit.md', text: VISIT }, { path: 'plain.md', text: '---\nname: Plain\nwhen: praise\n---\nThank you.\n' }] });
  const way = (/** @type {string} */ kind, /** @type {string} */ to) => ({ kind, to, text: '', hours: HOURS });
  await ask(page, { type: 'saveWays', ways: [{ brand: 'Larkspur Broadband', hours: HOURS, ways: [way('phone', '0800 123456'), way('chat', 'https://chat.example/larkspur')] }] });
  const act = (/** @type {string} */ id, /** @type {object} */ act) => ask(page, { type: 'act', event: { id, post: 'x:901', at: Date.now() - 7_200_000, act } });
  const seen = ['Larkcrap has been down for three days and nobody answers, worst company ever', 'Still no internet from larkcrap, this is ridiculous'].map((text, at) => ({
    key: `/example_user/status/90${at}`,
    fields: { permalink: `/example_user/status/90${at}`, author: '/example_user', name: 'Example', text },
    lists: {},
    flags: [],
  }));
  await ask(page, { type: 'observe', site: 'x', posts: seen, shown: [] });
  await act('promise-1', { type: 'promised', what: 'call', words: 'We will call you back within the hour.', due: Date.now() - 3_600_000 });
}

/** A post with a mark, its reply box open and written in, and the frame beside it. */
const writing = (/** @type {World} */ world, /** @type {string} */ theme, text = '') =>
  replying(world, { post: '@LarkspurCare where is my refund? كل مساء 毎晩 wifi drops', text, path: `/home?theme=${theme}` });

const there = (/** @type {Doc} */ doc, /** @type {string} */ selector) =>
  until(selector, () => doc.evaluate((selector) => document.querySelector(selector) !== null, selector));
/** What axe finds in several states, told at the end: one fault does not hide another. */
function notes() {
  /** @type {string[]} */
  const all = [];
  return {
    note: async (/** @type {Promise<string[]>} */ found, /** @type {string} */ what) => void all.push(...(await found).map((line) => `${what}: ${line}`)),
    none: () => assert.deepEqual(all, []),
  };
}

for (const [at, theme] of ['light', 'black'].entries()) {
  inBrowsers(`what we draw, ${theme},`, { articles: true }, (world) => {
    test('on the site: marks and a notice', async () => {
      const { note, none } = notes();
      const page = await world().visit(`/home?theme=${theme}`);
      await show(page, 'bill-twice-1');
      await page.waitForSelector('handrail-mark');
      await note(violationsOn(world().opened, page, 'handrail-mark'), 'marks');
      await page.close();
      none();
    });

    test('in the frame: a post, the help, topics, a search, questions', async () => {
      const { note, none } = notes();
      await setUp(world().extension);
      const { page, frame } = await writing(world(), theme);
      await there(frame, '.drafts .card');
      await note(violations(frame), 'a post');
      await there(frame, '.ways');
      await frame.press('?');
      await there(frame, '#help');
      await note(violations(frame), 'the help');
      await frame.press('Escape');
      await frame.press('t');
      await there(frame, '#topics-to-choose');
      await note(violations(frame), 'topics');
      await frame.press('t');
      await frame.press('/');
      await there(frame, '#find-reply');
      for (const key of 'zzz') await frame.press(key);
      await note(violations(frame), 'a search');
      await frame.press('Escape');
      await frame.press('1');
      await there(frame, '#ask-0');
      await frame.press('Enter');
      await there(frame, '[aria-invalid="true"]');
      await note(violations(frame), 'questions');
      await note(violationsOn(world().opened, page, 'handrail-frame'), 'the frame itself');
      await frame.press('Escape');
      await until('the cards', () => frame.evaluate(() => document.querySelector('#ask-0') === null));
      // Something to learn from, for the options.
      await frame.press('n');
      await until('the correction', () => frame.evaluate(() => /back|undo/i.test(document.querySelector('footer .actions')?.textContent ?? '')));
      await note(violations(frame), 'corrected');
      await page.close();
      none();
    });

    test('in the frame: findings, a send that was held, a reply in parts', async () => {
      const { note, none } = notes();
      const { page, frame } = await writing(world(), theme, BAD);
      await there(frame, '.findings .holds');
      await note(violations(frame), 'findings');
      await page.click('[data-testid="tweetButtonInline"]');
      await there(frame, '.reply [role="alert"] button');
      await note(violations(frame), 'held');
      await note(violationsOn(world().opened, page, 'handrail-toast'), 'the notice');
      await page.close();
      const long = await writing(world(), theme, 'The engineer comes and looks at the cable in the street. '.repeat(7));
      await there(long.frame, '.parts');
      await long.frame.evaluate(() => /** @type {HTMLDetailsElement} */ (document.querySelector('.parts')).setAttribute('open', ''));
      await note(violations(long.frame), 'parts');
      await long.page.close();
      none();
    });

    test('in the options, with every fold and form open', async () => {
      const { note, none } = notes();
      const page = await world().opened.extensionPage('pages/options.html');
      await until('the sections', () => page.evaluate(() => ['#brand-0-name', '#articles .card', '#replies .entry', '#hours-0-week', '#checks .switches', '#promises .promise', '.nicknames-seen li', '#learnt .lessons li'].every((part) => document.querySelector(part))));
      await page.evaluate((theme) => {
        document.documentElement.dataset['theme'] = theme === 'black' ? 'dark' : 'light';
        for (const fold of document.querySelectorAll('details')) fold.open = true;
      }, theme);
      await note(violations(page), 'every section');
      // Forms that are opened by a button, and what a fault looks like.
      await page.evaluate(() => {
        const all = [.../** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('main button'))];
        for (const name of ['Add a brand', 'Add a reply', 'Add a private way', 'Add a topic']) all.find(({ textContent }) => textContent?.startsWith(name))?.click();
        for (const field of /** @type {NodeListOf<HTMLTextAreaElement>} */ (document.querySelectorAll('#hours-0-week, #brand-0-handles, #checks-orderPatterns'))) {
          field.value = 'AB';
          field.dispatchEvent(new Event('input', { bubbles: true }));
        }
      });
      await there(page, '#hours [aria-invalid="true"]');
      await note(violations(page), 'forms');
      await page.close();
      none();
    });

    test('in the panel', async () => {
      const { note, none } = notes();
      const panel = await world().opened.extensionPage('pages/panel.html');
      await until('the panel', () => panel.evaluate(() => document.querySelector('main h1, main h2, h1') !== null));
      await panel.evaluate((theme) => void (document.documentElement.dataset['theme'] = theme === 'black' ? 'dark' : 'light'), theme);
      await note(violations(panel), 'the panel');
      await panel.close();
      none();
    });
  }, inTurn(at));
}
