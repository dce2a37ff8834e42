// Drafts into every kind of editor, the real ones, in the extension's own world: exact by the editor's own model, or
// refused with nothing changed. Then the site's undo takes them back, and typing goes on after them.

import { strict as assert } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { serveEditors } from './editors/serve.mjs';
import { EDITORS } from './editors/tables.mjs';
import { BROWSERS, open, QUIET } from './harness/browsers.mjs';
import { remade } from './harness/remade.mjs';
import { until } from './harness/wait.mjs';
import { LONGEST } from './harness/world.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {{ outcome: string, copied: boolean }} Placed */

const LINE = 'Hello Inés, thank you for telling us.';
const TWO = 'Hello Inés, thank you.\nThis page helps: https://help.example.com/wifi?room=1&floor=2';

/** @type {Record<string, { before?: string, caret?: number, draft: string }>} */
const CASES = {
  empty: { draft: LINE },
  'caret in the middle': { before: 'Half a thought of mine', caret: 4, draft: LINE },
  'two lines': { draft: TWO },
  'a blank line': { draft: 'Hello Inés,\n\nthank you.' },
  emoji: { draft: '👩‍🚒 thank you 🙂 🏳️‍🌈 👍🏽' },
  RTL: { draft: 'שלום Inés, תודה רבה.\nمرحبا، شكرا لك' },
  '280 characters': { draft: 'Every word of it counts, and '.repeat(10).slice(0, 279) + '.' },
};

const KEY = '1001';

/** @param {'chromium' | 'firefox'} name */
async function makeEditors(name) {
  const outdir = await mkdtemp(join(tmpdir(), 'handrail-editors-'));
  const profile = await mkdtemp(join(tmpdir(), 'handrail-'));
  const site = await serveEditors(outdir);
  const { folder, remove } = await remade(name, { 'content/content.js': 'editors/content.mjs' });
  const opened = await open(name, { port: site.port, profile, folder });
  const extension = await opened.extensionPage(QUIET);
  /** Tells the content script of the page that was opened last, once it is there. */
  const tell = (/** @type {object} */ message) =>
    until('the content script', () =>
      extension.evaluate(async (message) => {
        // @ts-ignore: there in an extension's page
        const tabs = await chrome.tabs.query({ url: 'https://x.com/*' });
        // @ts-ignore
        return await chrome.tabs.sendMessage(tabs.at(-1).id, message);
      }, message),
    );
  // One tab for all: what was on it before is gone with its page.
  const page = await opened.browser.newPage();
  return {
    async visit(/** @type {string} */ editor, bad = '') {
      await page.goto(`https://x.com/editors/${editor}/status/${KEY}?bad=${bad}`);
      await page.bringToFront();
      return page;
    },
    /** What became of a draft. */
    place: (/** @type {string} */ text, add = false) =>
      tell({ to: 'editors', key: KEY, text, add }).then((placed) => /** @type {Placed} */ (placed)),
    /** What the gate before a send did. */
    told: () => tell({ to: 'editors', kind: 'told' }).then((told) => /** @type {string[]} */ (told)),
    async end() {
      await opened.close();
      await site.close();
      await remove();
      for (const path of [outdir, profile]) await rm(path, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

const model = (/** @type {Page} */ page) =>
  // @ts-ignore: the page's own
  page.evaluate(() => /** @type {string} */ (window.__editor.text()));

const holds = (/** @type {Page} */ page, /** @type {string} */ text) =>
  until(`the editor to hold ${JSON.stringify(text)}`, async () => (await model(page)) === text).catch(async () =>
    assert.equal(await model(page), text),
  );

async function ctrl(/** @type {Page} */ page, /** @type {'z' | 'Enter'} */ key) {
  await page.keyboard.down('Control');
  await page.keyboard.press(key);
  await page.keyboard.up('Control');
}

/** How often the site's own undo takes until the editor holds `text` again. */
async function undone(/** @type {Page} */ page, /** @type {string} */ text) {
  for (let steps = 1; steps <= 3; steps += 1) {
    const before = await model(page);
    await ctrl(page, 'z');
    // A step that changes no text is one too.
    await until('undo', async () => (await model(page)) !== before, 1500).catch(() => {});
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    if ((await model(page)) === text) return steps;
  }
  return assert.fail(`undo leaves ${JSON.stringify(await model(page))}`);
}

for (const name of BROWSERS) {
  describe(`a draft in ${name}`, { timeout: LONGEST }, () => {
    /** @type {Awaited<ReturnType<typeof makeEditors>>} */
    let world;
    /** @type {string[]} */
    const matrix = [];
    before(async () => {
      world = await makeEditors(name);
    });
    after(async () => {
      console.log(matrix.join('\n'));
      await world?.end();
    });

    for (const editor of EDITORS) {
      for (const [what, { before = '', caret = 0, draft }] of Object.entries(CASES)) {
        test(`arrives in ${editor}: ${what}`, async () => {
          const page = await world.visit(editor);
          if (before !== '') {
            // @ts-ignore: the page's own
            await page.evaluate((text, caret) => window.__editor.set(text, caret), before, caret);
            await holds(page, before);
            assert.deepEqual(await world.place(draft), { outcome: 'occupied', copied: false });
            assert.equal(await model(page), before, 'nothing is added unasked');
          }
          const expected = before === '' ? draft : `${before}\n${draft}`;
          assert.deepEqual(await world.place(draft, true), { outcome: 'placed', copied: false });
          assert.equal(await model(page), expected);
          const steps = await undone(page, before);
          assert.deepEqual(await world.place(draft, true), { outcome: 'placed', copied: false });
          await page.keyboard.type('!');
          await holds(page, `${expected}!`);
          matrix.push(`${name} | ${editor} | ${what} | exact | undone in ${steps}`);
        });
      }

      for (const bad of ['throws', 'swallows', 'replaces']) {
        test(`is all there or kept, where the page of ${editor} ${bad}`, async () => {
          const page = await world.visit(editor, bad);
          await page.click('#editor [contenteditable="true"], #editor textarea');
          const { outcome, copied } = await world.place(TWO);
          // Lexical goes on where a listener stumbles; the others do not.
          const placed = editor.startsWith('lexical') && bad === 'throws';
          assert.deepEqual([outcome, copied, await model(page)], placed ? ['placed', false, TWO] : ['refused', true, '']);
          matrix.push(`${name} | ${editor} | page ${bad} | ${placed ? 'exact' : 'refused, nothing changed, on the clipboard'}`);
        });
      }

      test(`is held once before a send from ${editor}, and told once it is sent`, async () => {
        const page = await world.visit(editor);
        // @ts-ignore: the page's own
        const sent = () => page.evaluate(() => /** @type {string[]} */ (window.__sent));
        for (const [text, press] of /** @type {[string, () => Promise<void>][]} */ ([
          ['Hello [name]', () => page.click('[data-testid="tweetButton"]')],
          ['Again [name]', () => ctrl(page, 'Enter')],
        ])) {
          assert.equal((await world.place(text)).outcome, 'placed');
          const before = await sent();
          await press();
          await until('the hold', async () => (await world.told()).at(-1) === `held ${text}`);
          assert.deepEqual([await sent(), await model(page)], [before, text]);
          await press();
          await until('the send', async () => (await world.told()).at(-1) === `sent ${text} to ${KEY}`);
          assert.deepEqual([await sent(), await model(page)], [[...before, text], '']);
        }
      });

      test(`waits where ${editor} cannot be written in`, async () => {
        const page = await world.visit(editor, 'readonly');
        assert.deepEqual(await world.place(TWO), { outcome: 'held', copied: false });
        assert.equal(await model(page), '');
        matrix.push(`${name} | ${editor} | read-only | held, nothing changed`);
      });
    }

    const texts = (/** @type {Page} */ page) =>
      // @ts-ignore: the page's own
      page.evaluate(() => /** @type {string[]} */ (window.__texts()));

    test('goes into the part of a thread that has the focus', async () => {
      const page = await world.visit('thread');
      await page.click('[data-testid="reply"]');
      await page.click('[data-testid="tweetTextarea_1"]');
      await page.keyboard.type('b');
      assert.deepEqual(await world.place(LINE), { outcome: 'occupied', copied: false });
      assert.equal((await world.place(LINE, true)).outcome, 'placed');
      assert.deepEqual(await texts(page), ['', `b\n${LINE}`]);
      await page.click('[data-testid="tweetTextarea_0"]');
      // The focus in a frame of ours leaves the part in hand.
      await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
      assert.equal((await world.place(LINE)).outcome, 'placed');
      assert.deepEqual(await texts(page), [LINE, `b\n${LINE}`]);
    });

    test('goes into a post that quotes, by the button that was pressed', async () => {
      const page = await world.visit('thread');
      assert.equal((await world.place(LINE)).outcome, 'held');
      await page.click('[data-testid="retweet"]');
      await until('the draft in the composer', async () => (await texts(page))[0] === LINE);
    });
  });
}
