// The second look: a first verdict is shown at once, and where it was uncertain it is corrected in place. Without the
// encoder, everything else is as it was.

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { mark } from './harness/marks.mjs';
import { until } from './harness/wait.mjs';
import { inBrowsers, push } from './harness/world.mjs';

/** Posts of which the linear model is not sure. */
const POSTS = [
  '@LarkspurCare well, that was quite something',
  '@LarkspurCare three hours in and the kettle has seen more action than your engineer',
  '@LarkspurCare guess who is reading by candle light tonight',
  '@LarkspurCare so that is what forty a month buys these days',
];

/** @typedef {import('./harness/world.mjs').World} World */

/** The engine's marks for such posts, asked as a page asks. */
const judged = (/** @type {World} */ { extension }, /** @type {string[]} */ texts) =>
  extension.evaluate(async (texts) => {
    const posts = texts.map((text, at) => ({
      key: `/example_kit/status/${900 + at}`,
      fields: { permalink: `/example_kit/status/${900 + at}`, author: '/example_kit', text },
      lists: {},
      flags: [],
    }));
    // @ts-ignore: there in an extension's page
    const answer = await chrome.runtime.sendMessage({
      to: 'background',
      kind: 'engine',
      request: { type: 'observe', site: 'x', posts },
    });
    return /** @type {{ post: string, scores: Record<string, number> }[]} */ (answer.response.marks);
  }, texts);

/** Turns the switch, as the options do. */
const turn = (/** @type {World} */ { extension }, /** @type {boolean} */ on) =>
  extension.evaluate(async (on) => {
    // @ts-ignore: there in an extension's page
    await chrome.storage.local.set({ secondLook: on });
  }, on);

inBrowsers('a second look', {}, (world) => {
  test('corrects an uncertain verdict, once, and the page keeps its mark meanwhile', async () => {
    const first = await judged(world(), POSTS);
    assert.equal(first.length, POSTS.length);
    const scores = (/** @type {{ scores: object }[]} */ marks) => marks.map(({ scores }) => JSON.stringify(scores));
    const refined = await until('other scores', async () => {
      const again = await judged(world(), POSTS);
      return scores(again).every((score, at) => score !== scores(first)[at]) ? again : undefined;
    });
    assert.deepEqual(scores(await judged(world(), POSTS)), scores(refined), 'it is not asked again');
  });

  test('is seen on the page', async () => {
    const page = await world().visit();
    const [id] = await push(page, [{ text: POSTS[1], author: 'example_kit' }]);
    await mark(world().opened, page, /** @type {string} */ (id), ({ name }) => name !== '');
    assert.deepEqual(await page.evaluate(() => __stand.troubles), []);
  });

  test('can be switched off: the first verdict stands', async () => {
    await turn(world(), false);
    const plain = await until('the first scores again', async () => {
      const [a, b] = [await judged(world(), POSTS), await judged(world(), POSTS)];
      return JSON.stringify(a) === JSON.stringify(b) ? a : undefined;
    });
    await turn(world(), true);
    await until('refined scores', async () => JSON.stringify(await judged(world(), POSTS)) !== JSON.stringify(plain));
  });
});
