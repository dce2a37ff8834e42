// The second look: an uncertain post is marked at once, read again by the sentence encoder, and refined in place.

import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { mark } from './harness/marks.mjs';
import { ask } from './harness/setup.mjs';
import { until } from './harness/wait.mjs';
import { assist, inBrowsers, push, turnSecondLook } from './harness/world.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./harness/world.mjs').World} World */

/** Neither words nor cues say much about these. */
const VAGUE = [
  '@LarkspurCare well, that was quite something',
  '@LarkspurCare my nan could have laid that line with her knitting',
  '@LarkspurCare hm, so that is how it goes then',
  '@LarkspurCare the engineer and the ladder, a love story',
];

/** Opens the suggestions for a post, and waits until they say that it was read twice. */
async function readTwice(/** @type {World} */ world, /** @type {Page} */ page, /** @type {string} */ id) {
  const frame = await assist(world, page, id);
  const said = await until(`the second look at ${id}`, () => frame.evaluate(second));
  return { frame, said };
}

/** In the frame: what it says of a second look. */
const second = () =>
  [...document.querySelectorAll('.post .hint')].find((hint) => hint.textContent?.startsWith('Read twice'))?.textContent ?? '';

/** What the engine says of a text as the post of that number. */
async function judged(/** @type {World} */ world, /** @type {string} */ text, /** @type {string} */ id) {
  const key = `/example_kit/status/${id}`;
  const post = { key, fields: { permalink: key, author: '/example_kit', text }, lists: {}, flags: [] };
  const { marks } = await ask(world.extension, { type: 'observe', site: 'x', posts: [post], shown: [] });
  return marks[0];
}

/** Those of the vague posts that leave the first look in doubt; which, is for the model to say. */
async function doubtful(/** @type {World} */ world) {
  await turnSecondLook(world, false);
  const texts = [];
  for (const [at, text] of VAGUE.entries()) {
    const { scores } = await firstLook(world, text, `${at}`);
    if (Math.max(...Object.values(scores)) < 0.9) texts.push(text);
  }
  await turnSecondLook(world, true);
  assert.ok(texts.length >= 2, 'two posts to read twice');
  return texts;
}

/** The verdict without the encoder: turning it off is told to the engine, which takes a moment. */
const firstLook = (/** @type {World} */ world, /** @type {string} */ text, /** @type {string} */ id) =>
  until('the first verdict', async () => {
    const found = await judged(world, text, id);
    return (found.firstLook ?? null) === null ? found : undefined;
  });

const WEIGHTS = new URL('../../target/extension/chromium/second/encoder.bin', import.meta.url);
const skip = !existsSync(WEIGHTS) && 'the package has no encoder: its weights could not be fetched';

inBrowsers('an uncertain post', { secondLook: true }, (world) => {
  test('is marked at once, read again, and its verdict refined in place', { skip }, async () => {
    const texts = await doubtful(world());
    const page = await world().visit();
    const ids = await push(page, texts.map((text) => ({ text, author: 'example_kit' })));
    for (const id of ids) await mark(world().opened, page, id);
    for (const id of ids) assert.match(String((await readTwice(world(), page, id)).said), /agrees|first look said/);
    const [text, id] = [String(texts[0]), String(ids[0])];
    const looked = await judged(world(), text, id);
    assert.notEqual(looked.firstLook ?? null, null);

    await turnSecondLook(world(), false);
    const alone = await firstLook(world(), text, id);
    assert.notDeepEqual(alone.scores, looked.scores, 'the encoder was heard');
    assert.equal(alone.intent, looked.firstLook, 'and what the first look had said was told');
    await turnSecondLook(world(), true);
  });

  test('is read again when the background was killed', { skip }, async () => {
    const [one, two] = await doubtful(world());
    const page = await world().visit();
    const [id] = await push(page, [{ text: String(one), author: 'example_ann' }]);
    await readTwice(world(), page, String(id));
    await world().opened.killBackground();
    const again = await world().visit();
    const [other] = await push(again, [{ text: String(two), author: 'example_ben' }]);
    await readTwice(world(), again, String(other));
  });

  test('is left as it is where an agent has said what it is', { skip }, async () => {
    const [text] = await doubtful(world());
    const page = await world().visit();
    const [id] = await push(page, [{ text: String(text), author: 'example_ann' }]);
    const { frame } = await readTwice(world(), page, String(id));
    await frame.press('n');
    await until('the agent’s word alone', async () => (await frame.evaluate(second)) === '');
  });

  test('is not read twice once the switch in the options is off', async () => {
    const options = await world().opened.extensionPage('pages/options.html');
    const pressed = () => options.evaluate(() => document.querySelector('#second-switch')?.getAttribute('aria-checked'));
    await until('the switch', async () => (await pressed()) === 'true');
    await options.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('#second-switch')).click());
    await until('the switch to be off', async () => (await pressed()) === 'false');
    const page = await world().visit();
    const [id] = await push(page, [{ text: String(VAGUE[0]), author: 'example_kit' }]);
    await mark(world().opened, page, String(id));
    assert.ok((await firstLook(world(), String(VAGUE[0]), String(id))).judged);
    await options.close();
  });
});
