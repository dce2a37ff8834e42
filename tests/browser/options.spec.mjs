// The options: a brand that is kept, a field that is wrong, articles from a zip and from a folder.

import { strict as assert } from 'node:assert';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { ask } from './harness/setup.mjs';
import { until } from './harness/wait.mjs';
import { inBrowsers } from './harness/world.mjs';

/** @typedef {import('./harness/browsers.mjs').Doc} Doc */

const ARTICLES = {
  'router/restart.md': '# Restart your router\n\nHold the small button at the back for ten seconds, until the light goes out.\n',
  'billing/dates.md': '# Billing dates\n\nYou can choose the day of the month on which we take the payment.\n',
};

/** The options, once they are drawn. */
async function options(/** @type {import('./harness/world.mjs').World} */ { opened }) {
  const page = await opened.extensionPage('pages/options.html');
  await until('the options', () => page.evaluate(() => document.querySelector('#brand-0-name, #brands button') !== null));
  return page;
}

/** Replaces what a field holds, as a person would. */
async function fill(/** @type {Doc} */ page, /** @type {string} */ id, /** @type {string} */ text) {
  await page.evaluate((id) => {
    const field = /** @type {HTMLInputElement} */ (document.getElementById(id));
    field.focus();
    field.select();
  }, id);
  await page.type(text);
}

/** What stands below a field about it. */
const about = (/** @type {Doc} */ page, /** @type {string} */ id) =>
  page.evaluate((id) => {
    const field = document.getElementById(id);
    return { invalid: field?.getAttribute('aria-invalid'), words: document.getElementById(`${id}-about`)?.textContent ?? '' };
  }, id);

/** The knowledge base of this name, once it has so many articles. */
const imported = (/** @type {Doc} */ page, /** @type {string} */ name, /** @type {number} */ number) =>
  until(`${number} articles in ${name}`, async () => {
    const { bases } = await ask(page, { type: 'bases' });
    const state = bases.find((/** @type {any} */ state) => state.base.name === name);
    return state?.articles === number ? state : undefined;
  });

inBrowsers('options', { brand: false }, (world) => {
  test('keep a brand, and name the field that is wrong until it is put right', async () => {
    const page = await options(world());
    await until('a field for the name', () =>
      page.evaluate(() => {
        if (document.getElementById('brand-0-name')) return true;
        /** @type {HTMLElement} */ (document.querySelector('#brands button')).click();
        return false;
      }),
    );
    await fill(page, 'brand-0-name', 'Larkspur Broadband');
    await fill(page, 'brand-0-handles', 'not an account');
    // Checked as it is typed: what counts is what is said of the whole entry.
    await until('the fault below the accounts, in their words', async () => {
      const { invalid, words } = await about(page, 'brand-0-handles');
      return invalid === 'true' && words.includes('“not an account”');
    });
    assert.equal((await about(page, 'brand-0-name')).invalid, 'false');
    await fill(page, 'brand-0-handles', '@LarkspurCare');
    await until('no fault', async () => (await about(page, 'brand-0-handles')).invalid === 'false');
    await until('the button to be ready', () =>
      page.evaluate(() => {
        const save = /** @type {HTMLButtonElement | null} */ (document.querySelector('#brands .save-bar button'));
        if (!save || save.disabled) return false;
        save.click();
        return true;
      }),
    );
    const profile = await until('the brand to be kept', async () => {
      const { profile } = await ask(page, { type: 'profile' });
      return profile.brand.length === 1 ? profile : undefined;
    });
    assert.deepEqual([profile.brand[0].name, profile.brand[0].handles], ['Larkspur Broadband', ['@LarkspurCare']]);
    await page.close();
  });

  test('import articles from a zip, and name what in it is none', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'handrail-zip-'));
    t.after(() => rm(folder, { recursive: true }));
    const files = Object.entries({ ...ARTICLES, '../outside.md': '# Outside\n\nShould not be here.\n' });
    const zip = join(folder, 'help.zip');
    await writeFile(zip, zipSync(Object.fromEntries(files.map(([path, text]) => [path, strToU8(text)]))));
    const page = await options(world());
    await page.upload('#articles input[type="file"]:not([webkitdirectory])', [zip]);
    const { base } = await imported(page, 'help.zip', 2);
    const { articles } = await ask(page, { type: 'baseArticles', id: base.id, query: '' });
    assert.deepEqual(articles.map((/** @type {any} */ { title }) => title).sort(), ['Billing dates', 'Restart your router']);
    await until('the entry outside to be named', () =>
      page.evaluate(() => document.getElementById('articles')?.textContent?.includes('outside.md')),
    );
    await page.close();
  });

  test('import articles from a folder in one step, and again', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'handrail-folder-'));
    t.after(() => rm(folder, { recursive: true }));
    const files = { ...ARTICLES, 'tv/box.md': '# The TV box\n\nIt restarts by itself after an update.\n', 'tv/notes.txt': 'no article' };
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(folder, path, '..'), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const page = await options(world());
    await page.upload('#articles input[webkitdirectory]', [folder]);
    const first = await imported(page, basename(folder), 3);
    // The same folder again is the same knowledge base.
    await writeFile(join(folder, 'tv/remote.md'), '# The remote\n\nPoint it at the box and press OK.\n');
    await until('the page to be ready for another import', () =>
      page.evaluate(() => document.querySelector('#articles input[webkitdirectory]:not(:disabled)') !== null),
    );
    await page.upload('#articles input[webkitdirectory]', [folder]);
    const again = await imported(page, basename(folder), 4);
    assert.equal(again.base.id, first.base.id);
    await page.close();
  });
});
