// Corrections teach: posts alike are judged anew at once, for that brand alone; it can be taken back, survives, and
// can be handed on as a file.

import { strict as assert } from 'node:assert';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { inTurn } from './harness/browsers.mjs';
import { mark, readMark } from './harness/marks.mjs';
import { ask, LARKSPUR, saveProfile } from './harness/setup.mjs';
import { until } from './harness/wait.mjs';
import { assist, inBrowsers, push } from './harness/world.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./harness/browsers.mjs').Doc} Doc */
/** @typedef {import('./harness/world.mjs').World} World */

const RAIL = { name: 'Meadow Rail', handles: ['@MeadowRail'], names: [], nicknames: [], exclude: [] };
const DEAD = 'router dead again since the crash this';

/** Waits until the badge of a post begins with one of these words, and gives what it says. */
const reads = (/** @type {World} */ { opened }, /** @type {Page} */ page, /** @type {string} */ id, /** @type {RegExp} */ words) =>
  mark(opened, page, id, ({ name }) => words.test(name) && !name.startsWith('Saving'));

const unmarked = (/** @type {World} */ { opened }, /** @type {Page} */ page, /** @type {string} */ id) =>
  until(`no mark on ${id}`, async () => (await readMark(opened, page, id)) === undefined);

/** Three posts alike, the last to another brand. */
const alike = (/** @type {Page} */ page, /** @type {string} */ mood) =>
  push(page, [
    { text: `@LarkspurCare ${mood} ${DEAD} morning`, author: 'example_kit' },
    { text: `@LarkspurCare ${mood} ${DEAD} evening`, author: 'example_ann' },
    { text: `@MeadowRail ${mood} ${DEAD} evening`, author: 'example_ben' },
  ]);

/** The options with the section about what was learnt. */
async function options(/** @type {World} */ { opened }) {
  const page = await opened.extensionPage('pages/options.html');
  await until('what was learnt', () => page.evaluate(() => document.querySelectorAll('#learnt article').length === 2));
  return page;
}

/** Presses the button with these words in a brand's card. */
const press = (/** @type {Doc} */ page, /** @type {number} */ brand, /** @type {string} */ words) =>
  until(`the button “${words}”`, () =>
    page.evaluate(
      ([brand, words]) => {
        const buttons = [...document.querySelectorAll(`#learnt article:nth-of-type(${Number(brand) + 1}) button`)];
        const button = buttons.find((button) => button.textContent?.trim() === words);
        if (button instanceof HTMLElement) button.click();
        return button !== undefined;
      },
      [brand, words],
    ),
  );

const says = (/** @type {Doc} */ page, /** @type {number} */ brand, /** @type {string} */ words) =>
  until(`the words “${words}”`, () =>
    page.evaluate(
      ([brand, words]) => document.querySelector(`#learnt article:nth-of-type(${Number(brand) + 1})`)?.textContent?.includes(String(words)),
      [brand, words],
    ),
  );

inBrowsers('a correction', { brand: false }, (world) => {
  test('changes what is like it at once, and nothing of another brand; undone, all is as before', async () => {
    await saveProfile(world().extension, [LARKSPUR, RAIL]);
    const page = await world().visit();
    const [first, second, third] = /** @type {[string, string, string]} */ (await alike(page, 'honestly'));
    for (const id of [first, second, third]) await reads(world(), page, id, /^Complaint/);
    const before = await Promise.all([first, second, third].map((id) => readMark(world().opened, page, id)));
    const frame = await assist(world(), page, first);
    await frame.press('n');
    await reads(world(), page, first, /^Mention/);
    await reads(world(), page, second, /^(?!Complaint)/);
    await until('the word that it is learnt', () =>
      frame.evaluate(() => document.querySelector('footer [role="status"]')?.textContent?.startsWith('Learnt')),
    );
    assert.deepEqual(await readMark(world().opened, page, third), before[2], 'the other brand');
    await frame.press('u');
    for (const [at, id] of [first, second, third].entries()) {
      await mark(world().opened, page, id, ({ name }) => name === before[at]?.name);
    }
  });

  test('is still known when the background was killed', async () => {
    const page = await world().visit();
    const [first, second] = /** @type {[string, string]} */ (await alike(page, 'well'));
    await reads(world(), page, second, /^Complaint/);
    await (await assist(world(), page, first)).press('n');
    await reads(world(), page, second, /^(?!Complaint)/);
    await world().opened.killBackground();
    const { lessons } = await ask(world().extension, { type: 'lessons', brand: LARKSPUR.name });
    assert.equal(lessons.count, 1);
    assert.ok(!JSON.stringify(lessons).includes('router'), 'no text is kept');
    const again = await world().visit();
    const [, , , after] = await push(again, [1, 2, 3, 4].map((at) => ({ text: `@LarkspurCare well ${DEAD} night ${at}`, author: 'example_kit' })));
    await reads(world(), again, String(after), /^(?!Complaint)/);
  });

  test('“not us” takes the marks away, and undone brings them back', async () => {
    const page = await world().visit();
    const [first, second] = await push(page, [
      { text: 'Larkspur choir rehearsal in the old hall tonight, bring cake', author: 'example_kit' },
      { text: 'Larkspur choir rehearsal in the old hall tonight, bring tea', author: 'example_ann' },
    ]);
    const [a, b] = [String(first), String(second)];
    for (const id of [a, b]) await mark(world().opened, page, id);
    const frame = await assist(world(), page, a);
    await frame.press('x');
    for (const id of [a, b]) await unmarked(world(), page, id);
    await until('the frame to say so', () => frame.evaluate(() => document.body.textContent?.includes('said that this post is not about you')));
    await frame.press('u');
    for (const id of [a, b]) await mark(world().opened, page, id);
  });

  test('can be handed on as a file, and taken back or forgotten in the options', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'handrail-learnt-'));
    t.after(() => rm(folder, { recursive: true }));
    const page = await options(world());
    await says(page, 0, 'One correction counts.');
    await page.evaluate(() => {
      const make = URL.createObjectURL.bind(URL);
      URL.createObjectURL = (blob) => {
        if (blob instanceof Blob) void blob.text().then((text) => (document.body.dataset['exported'] = text));
        return make(blob);
      };
    });
    await press(page, 0, 'Export');
    const exported = await until('the file', () => page.evaluate(() => document.body.dataset['exported']));
    const file = join(folder, 'corrections.jsonl');
    const stale = join(folder, 'stale.jsonl');
    await writeFile(file, String(exported));
    await writeFile(stale, String(exported).replace('"lesson":"1|', '"lesson":"99|'));

    await page.upload('#learnt article:nth-of-type(2) input[type="file"]', [stale]);
    await says(page, 1, 'another version');
    await page.upload('#learnt article:nth-of-type(2) input[type="file"]', [file]);
    await says(page, 1, 'one new correction');
    await press(page, 1, 'Take over');
    await says(page, 1, 'One correction counts.');
    const site = await world().visit();
    const [, , third] = await alike(site, 'well');
    await reads(world(), site, String(third), /^(?!Complaint)/);

    await press(page, 1, 'Forget all');
    await press(page, 1, 'Cancel');
    await press(page, 1, 'Undo');
    await says(page, 1, 'Nothing was corrected yet');
    await reads(world(), site, String(third), /^Complaint/);

    await press(page, 0, 'Forget all');
    await until('the question', () => page.evaluate(() => document.activeElement?.id === 'yes'));
    await page.evaluate(() => document.getElementById('yes')?.click());
    await says(page, 0, 'is forgotten');
    await press(page, 0, 'Remember again');
    await says(page, 0, 'One correction counts.');
    await page.close();
  });
}, inTurn(1));
