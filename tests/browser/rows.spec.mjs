// Marks follow posts, not rows: the site re-uses its nodes, scrolls, navigates and comes back.

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { until } from './harness/wait.mjs';
import { inBrowsers, push } from './harness/world.mjs';
import { forget, listen, understood } from './saved/listen.mjs';
import { install } from './saved/replay.mjs';
import { SITES } from './saved/sites.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./harness/world.mjs').World} World */

/** Every mounted post that the engine marks has one mark, no other has any. */
async function right(/** @type {World} */ world, /** @type {Page} */ page) {
  let faults = ['nothing was looked at'];
  await until('the right marks', async () => {
    const marked = (await understood(world.extension)).filter((post) => post.marked).map(({ id }) => id);
    faults = await page.evaluate((marked) => {
      // @ts-ignore: put there by `install`
      return window.__replay.wrong(marked);
    }, marked);
    return faults.length === 0 && marked.length > 0;
  }).catch(() => {});
  assert.deepEqual(faults, []);
}

async function visit(/** @type {World} */ world) {
  await listen(world.extension);
  await forget(world.extension);
  const page = await world.visit();
  await page.evaluate(install, /** @type {import('./saved/sites.mjs').Look} */ (SITES[0]));
  return page;
}

inBrowsers('rows', {}, (world) => {
  test('that scroll past and come back have the right marks', async () => {
    const page = await visit(world());
    for (const by of [900, 900, 2500, -1200, 4000, -6000]) {
      await page.evaluate(async (by) => {
        window.scrollBy(0, by);
        await __stand.settled();
      }, by);
      await right(world(), page);
    }
  });

  test('whose nodes are given other posts have the right marks', async () => {
    const page = await visit(world());
    for (let times = 0; times < 5; times += 1) {
      await page.evaluate(() => __stand.recycle());
      await right(world(), page);
    }
  });

  test('keep their marks when posts arrive, are edited and deleted', async () => {
    const page = await visit(world());
    const [first, second] = await push(page, [
      { text: 'Larkspur again', author: 'example_kit' },
      { text: 'Quiet day', author: 'example_kit' },
    ]);
    await right(world(), page);
    await page.evaluate(
      async (first, second) => {
        __stand.edit(second, { text: 'Larkspur too, now that I think of it' });
        __stand.edit(first, { text: 'Never mind' });
        await __stand.settled();
      },
      /** @type {string} */ (first),
      /** @type {string} */ (second),
    );
    await right(world(), page);
    await page.evaluate(async (second) => {
      __stand.remove(second);
      await __stand.settled();
    }, /** @type {string} */ (second));
    await right(world(), page);
  });

  test('have the right marks on every page of the site, and after going back', async () => {
    const page = await visit(world());
    await right(world(), page);
    for (const path of ['/notifications', '/search?q=larkspur', '/home']) {
      await page.evaluate((path) => __stand.go(path), path);
      await right(world(), page);
    }
    await page.goBack();
    await page.evaluate(() => __stand.settled());
    await right(world(), page);
  });
});
