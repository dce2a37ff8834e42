// What is kept of people: the words of a handled case go when their time is over, everything of a person when somebody asks
// for it; after a restart too.

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { inTurn } from './harness/browsers.mjs';
import { ask, enter } from './harness/setup.mjs';
import { until } from './harness/wait.mjs';
import { inBrowsers, push } from './harness/world.mjs';

/** @typedef {import('./harness/browsers.mjs').Doc} Doc */

/** The cases of a list, each with who wrote it, where that is still known. */
async function cases(/** @type {Doc} */ page, list = 'next') {
  const part = { list, brand: '', topic: '', search: '', from: 0, most: 200 };
  const { answer } = await ask(page, { type: 'desk', asked: { queue: { part } } });
  return /** @type {{ post: string, handle: string | undefined }[]} */ (
    answer.queue.queue.rows.map((/** @type {any} */ row) => ({ post: row.post, handle: row.excerpt?.handle }))
  );
}

const press = (/** @type {Doc} */ page, /** @type {string} */ words) =>
  page.evaluate((words) => {
    const buttons = [...document.querySelectorAll('button')];
    const found = buttons.find(({ textContent, disabled }) => !disabled && textContent === words);
    found?.click();
    return found !== undefined;
  }, words);

inBrowsers('what is kept of people', { now: new Date().toISOString() }, (world) => {
  test('goes with its case and with its person, for good', async () => {
    const { opened, extension } = world();
    const page = await world().visit();
    const posts = ['kim', 'lou'].map((who) => ({ text: `@LarkspurCare my internet is down since Monday, ${who} is angry`, author: `example_${who}` }));
    const [kim, lou] = (await push(page, posts)).map((id) => `x:${id}`);
    await until('both cases', async () => {
      const handles = (await cases(extension)).map(({ handle }) => handle);
      return handles.includes('example_kim') && handles.includes('example_lou');
    });

    // Kept until the case is handled, and not a day longer.
    const options = await opened.extensionPage('pages/options.html');
    await until('the days', () => options.evaluate(() => /** @type {HTMLInputElement | null} */ (document.getElementById('retention-days'))?.value === '3'));
    await enter(options, 'retention-days', '400');
    await until('the fault', () => options.evaluate(() => document.querySelector('#retention .fatal') !== null));
    await enter(options, 'retention-days', '0');
    await until('the button', () => options.evaluate(() => [...document.querySelectorAll('#retention button')].some((button) => button.textContent === 'Save' && !(/** @type {HTMLButtonElement} */ (button).disabled))));
    await options.evaluate(() => [...document.querySelectorAll('#retention button')].find((button) => button.textContent === 'Save')?.dispatchEvent(new MouseEvent('click', { bubbles: true })));
    await until('it to be kept', () => options.evaluate(() => document.querySelector('#retention .said')?.textContent === 'Saved.'));
    await ask(extension, { type: 'act', event: { id: 'handled-kim', post: kim, at: Date.now(), act: { type: 'handled' } } });
    await ask(extension, { type: 'desk', asked: { saveRetention: { keep: { days: 0, swept: 0 } } } });
    const handled = (await cases(extension, 'handled')).find(({ post }) => post === kim);
    assert.deepEqual(handled, { post: kim, handle: undefined });

    await enter(options, 'retention-handle', '@Example_Lou');
    await until('the button', () => press(options, 'Erase this person’s cases…'));
    await until('the question', () => options.evaluate(() => document.querySelector('#retention [role="alertdialog"]')?.textContent?.includes('One case')));
    await options.evaluate(() => document.getElementById('yes')?.click());
    await until('the word', () => options.evaluate(() => document.querySelector('#retention .said')?.textContent === 'One case was erased.'));
    // The post still stands on the page, which looks at all of its posts again; nothing of it comes back.
    await page.bringToFront();
    await push(page, [{ text: '@LarkspurCare my internet is down since Monday, max is angry', author: 'example_max' }]);
    await until('the next case', async () => (await cases(extension)).some(({ handle }) => handle === 'example_max'));
    assert.ok((await cases(extension)).every(({ post }) => post !== lou));
    await world().restart();
    const kept = await cases(world().extension);
    assert.ok(kept.every(({ post }) => post !== lou));
    // What came after it is not taken for erased: it stands in the log behind the snapshot.
    assert.ok(kept.some(({ handle }) => handle === 'example_max'));
    assert.ok((await cases(world().extension, 'handled')).some(({ post }) => post === kim));
  });
}, inTurn(1));
