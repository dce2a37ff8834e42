// A send is held once where a check has found something, and never otherwise. Only the agent sends.

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { until } from './harness/wait.mjs';
import { EDITOR, inBrowsers, push } from './harness/world.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./harness/world.mjs').World} World */

const SEND = '[data-testid="tweetButtonInline"]';

/** The page of a fresh post, with `text` typed into its reply box. */
async function written(/** @type {World} */ world, /** @type {string} */ text, silent = false) {
  await forget(world, silent);
  const page = await world.visit();
  const [id] = await push(page, [{ text: '@LarkspurCare the wifi drops every evening', author: 'example_ines' }]);
  await page.evaluate((id) => __stand.go(`/example_ines/status/${id}`), id);
  const editor = await page.waitForSelector(EDITOR);
  await editor?.click();
  await type(world, page, String(id), text);
  return { page, id: String(id) };
}

/** Types on, and waits until the whole text is checked. */
async function type(/** @type {World} */ world, /** @type {Page} */ page, /** @type {string} */ id, /** @type {string} */ text) {
  await page.keyboard.type(text);
  const whole = await page.evaluate(() => __stand.composers().map(({ text }) => text).join(''));
  await until('the check', async () => (await asked(world, 'checkReply', id)).includes(whole));
}

/** Each test begins with nothing asked: the site gives its fresh posts the same numbers. */
const forget = (/** @type {World} */ { extension }, silent = false) =>
  extension.evaluate(
    // @ts-ignore: there in an extension's page
    (silent) => chrome.runtime.sendMessage({ to: 'double', forget: true, silent }),
    silent,
  );

/** The texts that the background was told of, in order. */
const asked = async (/** @type {World} */ { extension }, /** @type {string} */ type, /** @type {string} */ key) => {
  /** @type {{ type: string, key: string, text: string }[]} */
  const all = await extension.evaluate(
    // @ts-ignore: there in an extension's page
    () => chrome.runtime.sendMessage({ to: 'double' }),
  );
  return all.filter((one) => one.type === type && one.key === key).map(({ text }) => text);
};

const sent = (/** @type {Page} */ page) => page.evaluate(() => __stand.sent().map(({ text }) => text));

/** The notice that lies over the page. */
async function toast(/** @type {World} */ { opened }, /** @type {Page} */ page) {
  const host = (await page.evaluateHandle(() => document.querySelector('handrail-toast:popover-open'))).asElement();
  return host ? opened.shadowOf(/** @type {any} */ (host)) : undefined;
}

const says = (/** @type {World} */ world, /** @type {Page} */ page, /** @type {RegExp} */ words) =>
  until(`a notice like ${words}`, async () => {
    const root = await toast(world, page);
    const text = await root?.evaluate((root) => root.textContent);
    return text !== undefined && words.test(text ?? '');
  });

const goes = (/** @type {Page} */ page, /** @type {string} */ text) => until('the reply to go', async () => (await sent(page)).includes(text));

async function ctrlEnter(/** @type {Page} */ page) {
  await page.keyboard.down('Control');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Control');
}

/** Ways to press the site's own button or key. */
const WAYS = /** @type {Record<string, (page: Page) => Promise<void>>} */ ({
  'the button': (page) => page.click(SEND),
  'Ctrl+Enter': ctrlEnter,
  'Enter on the button': (page) => page.focus(SEND).then(() => page.keyboard.press('Enter')),
  'Space on the button': (page) => page.focus(SEND).then(() => page.keyboard.press(' ')),
});

inBrowsers('a send', { scripts: { 'background/background.js': 'editors/background.mjs' } }, (world) => {
  for (const [way, press] of Object.entries(WAYS)) {
    test(`by ${way} is held once, with the reason, and goes when pressed again`, async () => {
      const { page, id } = await written(world(), 'Hello [name], sorry.');
      await press(page);
      await says(world(), page, /“\[name\]” was to be filled in/);
      assert.deepEqual(await sent(page), []);
      assert.deepEqual(await asked(world(), 'replyReleased', id), []);
      await press(page);
      await goes(page, 'Hello [name], sorry.');
      await until('the record', async () => (await asked(world(), 'replySent', id)).length > 0);
      assert.deepEqual(await asked(world(), 'replyReleased', id), ['Hello [name], sorry.']);
      assert.deepEqual(await asked(world(), 'replySent', id), ['Hello [name], sorry.']);
      await page.close();
    });

    test(`by ${way} goes at once where nothing was found`, async () => {
      const { page, id } = await written(world(), 'Hello Inés, sorry.');
      await press(page);
      await goes(page, 'Hello Inés, sorry.');
      await until('the record', async () => (await asked(world(), 'replySent', id)).length > 0);
      assert.deepEqual(await asked(world(), 'replyReleased', id), []);
      assert.equal((await sent(page)).length, 1);
      await page.close();
    });
  }

  test('is held anew where the text has changed', async () => {
    const { page, id } = await written(world(), 'Hello [name]');
    await ctrlEnter(page);
    await says(world(), page, /\[name\]/);
    await type(world(), page, id, ', sorry');
    await ctrlEnter(page);
    await says(world(), page, /\[name\]/);
    assert.deepEqual(await sent(page), []);
    await ctrlEnter(page);
    await goes(page, 'Hello [name], sorry');
    await page.close();
  });

  test('is not let through by a key that is held down, or by a double click', async () => {
    const { page } = await written(world(), 'Hello [name]');
    await page.keyboard.down('Control');
    for (let times = 0; times < 3; times += 1) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await page.keyboard.up('Control');
    await says(world(), page, /\[name\]/);
    assert.deepEqual(await sent(page), []);
    await page.keyboard.type('!');
    await page.click(SEND, { count: 2 });
    await says(world(), page, /\[name\]/);
    assert.deepEqual(await sent(page), []);
    await page.close();
  });

  test('is checked by a background that was ended while the agent wrote', async () => {
    const { page, id } = await written(world(), 'Hello');
    await world().opened.killBackground();
    await type(world(), page, id, ' [name]');
    await ctrlEnter(page);
    await says(world(), page, /“\[name\]” was to be filled in/);
    assert.deepEqual(await sent(page), []);
    await page.close();
  });

  test('goes at the first press after the hold was released from the notice', async () => {
    const { page, id } = await written(world(), 'Hello [name]');
    await page.click(SEND);
    await says(world(), page, /\[name\]/);
    const root = await toast(world(), page);
    await root?.evaluate((root) => /** @type {HTMLElement} */ (root.querySelector('button:not(.close)')).click());
    await says(world(), page, /goes when you press send/);
    assert.deepEqual(await sent(page), [], 'a release sends nothing');
    await until('the record', async () => (await asked(world(), 'replyReleased', id)).length > 0);
    await page.click(SEND);
    await goes(page, 'Hello [name]');
    assert.deepEqual(await asked(world(), 'replyReleased', id), ['Hello [name]']);
    await page.close();
  });

  test('waits for a check that is not done, and then goes when pressed again', async () => {
    const { page } = await written(world(), 'Hello');
    // Pressed with the last letter: nothing in between gives the check its time.
    await page.keyboard.type(' (slow)');
    await ctrlEnter(page);
    await says(world(), page, /nothing was found/);
    assert.deepEqual(await sent(page), []);
    await ctrlEnter(page);
    await goes(page, 'Hello (slow)');
    await page.close();
  });

  test('is never blocked where nobody answers', async () => {
    const { page, id } = await written(world(), 'Hello', true);
    await page.click(SEND);
    await says(world(), page, /could not check/);
    // The first is waited for, for a second.
    if ((await sent(page)).length === 0) await page.click(SEND);
    await goes(page, 'Hello');
    await (await page.waitForSelector(EDITOR))?.click();
    await type(world(), page, id, 'Once more');
    await page.click(SEND);
    await goes(page, 'Once more');
    await page.close();
  });

  test('from the dialog is held too, and closing it is told as sent', async () => {
    await forget(world());
    const page = await world().visit();
    const [id] = await push(page, [{ text: '@LarkspurCare no signal', author: 'example_ines' }]);
    await page.click(`article:has(a[href$="/status/${id}"]) [data-testid="reply"]`);
    await page.waitForSelector(`[role="dialog"] ${EDITOR}`);
    await type(world(), page, String(id), 'Hello [name]');
    await page.click('[data-testid="tweetButton"]');
    await says(world(), page, /\[name\]/);
    assert.deepEqual(await sent(page), []);
    await page.click('[data-testid="tweetButton"]');
    await goes(page, 'Hello [name]');
    await until('the record', async () => (await asked(world(), 'replySent', String(id))).length > 0);
    await page.close();
  });

  test('that the page itself makes is left alone', async () => {
    const { page } = await written(world(), 'Hello [name]');
    await page.evaluate((send) => /** @type {HTMLElement} */ (document.querySelector(send)).click(), SEND);
    await goes(page, 'Hello [name]');
    await page.close();
  });

  test('that never comes tells of nothing', async () => {
    const { page, id } = await written(world(), 'Hello');
    for (let left = 'Hello'.length; left > 0; left -= 1) await page.keyboard.press('Backspace');
    await type(world(), page, id, 'Bye');
    assert.deepEqual(await asked(world(), 'replySent', id), []);
    const texts = await asked(world(), 'checkReply', id);
    assert.equal(new Set(texts).size, texts.length, 'no text is asked about twice');
    await page.close();
  });
});
