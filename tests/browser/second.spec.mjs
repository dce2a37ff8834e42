// The second look: an uncertain post is marked at once, read again by the sentence encoder, and refined in place.

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { mark } from './harness/marks.mjs';
import { ask } from './harness/setup.mjs';
import { until } from './harness/wait.mjs';
import { assist, inBrowsers, push, turnSecondLook } from './harness/world.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./harness/world.mjs').World} World */

/** Neither words nor cues decide about these. */
const UNCERTAIN = [
  '@LarkspurCare well, that was quite something',
  '@LarkspurCare so the box by the door does whatever it likes now',
  '@LarkspurCare my nan could have laid that line with her knitting',
];

/** Opens the suggestions for a post, and waits until they say that it was read twice. */
async function readTwice(/** @type {World} */ world, /** @type {Page} */ page, /** @type {string} */ id) {
  const frame = await assist(world, page, id);
  return until(`the second look at ${id}`, () =>
    frame.evaluate(() => [...document.querySelectorAll('.post .hint')].find((hint) => hint.textContent?.startsWith('Read twice'))?.textContent),
  );
}

/** What the engine says of a post, with the scores. */
async function judged(/** @type {World} */ world, /** @type {Page} */ page, /** @type {string} */ id) {
  const text = await page.evaluate((id) => __stand.post(id)?.text ?? '', id);
  const key = `/example_kit/status/${id}`;
  const post = { key, fields: { permalink: key, author: '/example_kit', text }, lists: {}, flags: [] };
  const { marks } = await ask(world.extension, { type: 'observe', site: 'x', posts: [post], shown: [] });
  return marks[0];
}

inBrowsers('an uncertain post', { secondLook: true }, (world) => {
  test('is marked at once, read again, and its verdict refined in place', async () => {
    const page = await world().visit();
    const ids = await push(page, UNCERTAIN.map((text) => ({ text, author: 'example_kit' })));
    for (const id of ids) await mark(world().opened, page, id);
    for (const id of ids) assert.match(String(await readTwice(world(), page, id)), /agrees|first look said/);
    const looked = await judged(world(), page, String(ids[0]));
    assert.notEqual(looked.firstLook ?? null, null);

    await turnSecondLook(world(), false);
    const alone = await until('the first verdict', async () => {
      const found = await judged(world(), page, String(ids[0]));
      return (found.firstLook ?? null) === null ? found : undefined;
    });
    assert.notDeepEqual(alone.scores, looked.scores, 'the encoder was heard');
    await turnSecondLook(world(), true);
  });

  test('is read again when the background was killed', async () => {
    const page = await world().visit();
    const [id] = await push(page, [{ text: String(UNCERTAIN[0]), author: 'example_ann' }]);
    await readTwice(world(), page, String(id));
    await world().opened.killBackground();
    const again = await world().visit();
    const [other] = await push(again, [{ text: String(UNCERTAIN[1]), author: 'example_ben' }]);
    await readTwice(world(), again, String(other));
  });

  test('is left as it is where an agent has said what it is', async () => {
    const page = await world().visit();
    const [id] = await push(page, [{ text: String(UNCERTAIN[2]), author: 'example_ann' }]);
    await readTwice(world(), page, String(id));
    const frame = await assist(world(), page, String(id));
    await frame.press('n');
    await until('the correction', () =>
      frame.evaluate(() => ![...document.querySelectorAll('.post .hint')].some((hint) => hint.textContent?.startsWith('Read twice'))),
    );
  });

  test('is not read twice once the switch in the options is off', async () => {
    const options = await world().opened.extensionPage('pages/options.html');
    const pressed = () => options.evaluate(() => document.querySelector('#second-switch')?.getAttribute('aria-checked'));
    await until('the switch', async () => (await pressed()) === 'true');
    await options.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('#second-switch')).click());
    await until('the switch to be off', async () => (await pressed()) === 'false');
    const page = await world().visit();
    const [id] = await push(page, [{ text: '@LarkspurCare hm, the engineer and the ladder, a love story', author: 'example_kit' }]);
    await mark(world().opened, page, String(id));
    const found = await until('the verdict without a second look', async () => {
      const found = await judged(world(), page, String(id));
      return (found.firstLook ?? null) === null ? found : undefined;
    });
    assert.ok(found.judged);
    await options.close();
  });
});
