// "Handled" is kept, wherever the post is shown and whatever happens to page, background and browser.

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { mark } from './harness/marks.mjs';
import { until } from './harness/wait.mjs';
import { assist, idOf, inBrowsers, show } from './harness/world.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./harness/world.mjs').World} World */

const handled = (/** @type {World} */ world, /** @type {Page} */ page, /** @type {string} */ id) =>
  mark(world.opened, page, id, ({ name }) => name.startsWith('Handled'));
const open = (/** @type {World} */ world, /** @type {Page} */ page, /** @type {string} */ id) =>
  mark(world.opened, page, id, ({ name }) => !name.startsWith('Handled') && !name.startsWith('Saving'));

/** Marks a post handled in the frame. */
async function handle(/** @type {World} */ world, /** @type {Page} */ page, /** @type {string} */ key) {
  const id = await show(page, key);
  const frame = await assist(world, page, id);
  await frame.press('h');
  await handled(world, page, id);
  return { id, frame };
}

inBrowsers('a handled post', {}, (world, name) => {
  test('is marked at once, on every page that is open', async () => {
    const [first, second] = [await world().visit(), await world().visit()];
    await second.bringToFront();
    const id = await show(second, 'q-router');
    await open(world(), second, id);
    await first.bringToFront();
    await handle(world(), first, 'q-router');
    await second.bringToFront();
    await handled(world(), second, id);
  });

  test('is marked on a page that slept meanwhile, once the agent goes back to it', async () => {
    const [left, other] = [await world().visit(), await world().visit()];
    await left.bringToFront();
    const id = await show(left, 'q-moving');
    await open(world(), left, id);
    // Of a page that is loaded anew this is gone.
    await left.evaluate(() => Object.assign(globalThis, { slept: true }));
    await left.goto('https://x.com/robots.txt');
    await other.bringToFront();
    await handle(world(), other, 'q-moving');
    await left.bringToFront();
    await left.goBack();
    if (name === 'chromium') assert.equal(await left.evaluate(() => 'slept' in globalThis), true, 'the page was kept');
    // Firefox keeps no page that a test has opened: it is loaded anew there.
    else await show(left, 'q-moving');
    await handled(world(), left, id);
  });

  test('stays so after a reload, in its conversation, and when the background was killed', async () => {
    const page = await world().visit();
    const { id } = await handle(world(), page, 'bill-twice-1');
    await page.reload();
    await page.evaluate(() => __stand.ready);
    await show(page, 'bill-twice-1');
    await handled(world(), page, id);
    await page.evaluate((id) => __stand.go(`/example_ravi/status/${id}`), id);
    await handled(world(), page, id);
    await world().opened.killBackground();
    const again = await world().visit(`/example_ravi/status/${id}`);
    await handled(world(), again, id);
  });

  test('can be opened again, and stays open', async () => {
    const page = await world().visit();
    const { id, frame } = await handle(world(), page, 'out-fern-2');
    await frame.press('u');
    await open(world(), page, id);
    await world().opened.killBackground();
    await page.reload();
    await page.evaluate(() => __stand.ready);
    await show(page, 'out-fern-2');
    await open(world(), page, id);
  });

  test('that is taken back while it is still being kept is open, and stays open', async () => {
    const page = await world().visit();
    const id = await show(page, 'out-fern-2');
    const frame = await assist(world(), page, id);
    await Promise.all([frame.press('h'), frame.press('u')]);
    await until('the word that it is undone', () =>
      frame.evaluate(() => document.querySelector('footer [role="status"]')?.textContent?.startsWith('Taken back')),
    );
    await open(world(), page, id);
    await world().opened.killBackground();
    const again = await world().visit();
    await show(again, 'out-fern-2');
    await open(world(), again, id);
  });

  test('that is something else can be corrected, and the correction stays', async () => {
    const page = await world().visit();
    const id = await show(page, 'slow-1');
    const before = (await open(world(), page, id)).name.split(',')[0] ?? '';
    const frame = await assist(world(), page, id);
    await frame.press('n');
    const { name } = await mark(world().opened, page, id, ({ name }) => !name.startsWith(before) && !name.startsWith('Saving'));
    await page.reload();
    await page.evaluate(() => __stand.ready);
    await show(page, 'slow-1');
    const after = await mark(world().opened, page, id);
    assert.equal(after.name.split(',')[0], name.split(',')[0]);
  });

  test('is still handled when the browser was restarted', async () => {
    const page = await world().visit();
    const { id } = await handle(world(), page, 'eng-noshow');
    await world().restart();
    const again = await world().visit();
    assert.equal(await idOf(again, 'eng-noshow'), id);
    await show(again, 'eng-noshow');
    await handled(world(), again, id);
    await until('the count of handled posts', async () => {
      const { response } = /** @type {any} */ (
        await world().extension.evaluate(() =>
          // @ts-ignore: there in an extension's page
          chrome.runtime.sendMessage({ to: 'background', kind: 'engine', request: { type: 'status' } }),
        )
      );
      return response.handled >= 1;
    });
  });
});
