// What an organisation sets up by policy, as each browser has it from the machine: it is what people begin with, a locked
// part cannot be changed, and what is wrong with it is said.

import { strict as assert } from 'node:assert';
import { access, constants, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { BROWSERS } from './harness/browsers.mjs';
import { ask } from './harness/setup.mjs';
import { until } from './harness/wait.mjs';
import { LONGEST, makeWorld } from './harness/world.mjs';

/** @typedef {import('./harness/browsers.mjs').Doc} Doc */
/** @typedef {import('./harness/world.mjs').World} World */

/** Where Debian's Chromium looks for policies. */
const CHROMIUM = '/etc/chromium/policies/managed';

const PROFILE = {
  handrail: 'profile',
  version: 1,
  brands: [{ name: 'Pennyfold', handles: ['@PennyfoldHelp'] }],
  hours: [{ brand: 'Pennyfold', ways: [{ kind: 'phone', to: '0800 123456' }] }],
  targets: { rules: [{ target: { first: 900000 } }] },
};

/** Writes the policy where the browser reads it. */
async function manage(/** @type {World} */ { extension, opened }, /** @type {string} */ home, /** @type {object} */ policy) {
  if (opened.name === 'firefox') {
    const id = 'handrail@handrail.example';
    const folder = join(home, '.mozilla/managed-storage');
    await mkdir(folder, { recursive: true });
    const data = { name: id, description: 'a policy', type: 'storage', data: policy };
    await writeFile(join(folder, `${id}.json`), JSON.stringify(data));
    return join(folder, `${id}.json`);
  }
  const id = await extension.evaluate(() => location.host);
  const file = join(CHROMIUM, `handrail-${id}.json`);
  await writeFile(file, JSON.stringify({ '3rdparty': { extensions: { [id]: policy } } }));
  return file;
}

/** Waits until the policy is so, as the engine knows it. */
const policy = (/** @type {World} */ { extension }, /** @type {(managed: any) => boolean} */ is) =>
  until('the policy', async () => is((await ask(extension, { type: 'setup', asked: 'managed' })).answer.managed));

/** Starts again under the policy. Chromium hands it over some moments after an extension that is loaded for a test. */
async function restart(/** @type {World} */ world, /** @type {(managed: any) => boolean} */ is) {
  await world.restart();
  await policy(world, is);
}

/** Whether policies can be written there by whoever runs this. */
async function canManage(/** @type {string} */ name) {
  if (name === 'firefox') return true;
  try {
    await mkdir(CHROMIUM, { recursive: true });
    await access(CHROMIUM, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The options, once the brands are drawn. */
async function options(/** @type {World} */ { opened }) {
  const page = await opened.extensionPage('pages/options.html');
  await until('the options', () => page.evaluate(() => document.querySelector('#brands .save-bar') !== null));
  return page;
}

const text = (/** @type {Doc} */ page, /** @type {string} */ selector) =>
  page.evaluate((selector) => document.querySelector(selector)?.textContent ?? '', selector);

for (const name of BROWSERS) {
  describe(`a policy in ${name}`, { timeout: LONGEST }, async () => {
    const able = await canManage(name);
    const skip = able ? false : `skipped: ${CHROMIUM} cannot be written`;
    /** @type {World} */
    let world;
    let home = '';
    let file = '';
    before(async () => {
      if (!able) return;
      home = await mkdtemp(join(tmpdir(), 'handrail-home-'));
      world = await makeWorld(name, { brand: false, env: { HOME: home } });
    });
    after(async () => {
      await world?.end();
      if (file) await rm(file, { force: true });
      if (home) await rm(home, { recursive: true, force: true, maxRetries: 3 });
    });

    test('presets what nobody has set up, and locks what it names', { skip }, async () => {
      file = await manage(world, home, { profile: JSON.stringify(PROFILE), locked: ['hours', 'targets'] });
      await restart(world, ({ locked }) => locked.length === 2);
      const { profile } = await ask(world.extension, { type: 'profile' });
      assert.deepEqual(profile.brand.map((/** @type {any} */ brand) => brand.name), ['Pennyfold']);

      const page = await options(world);
      await until('the note above the brands', async () => (await text(page, '.managed:has(> #brands) > .notice')).includes('to begin with'));
      await until('the note above the hours', async () => (await text(page, '.managed:has(> #hours) > .notice')).includes('not to be changed'));
      const typeable = await page.evaluate(() =>
        ['hours', 'targets'].flatMap((id) => [...document.querySelectorAll(`#${id} :is(input, select, button, textarea)`)].filter((one) => !one.matches(':disabled')).map((one) => one.outerHTML)),
      );
      assert.deepEqual(typeable, []);
      assert.equal(await page.evaluate(() => document.querySelectorAll('#targets fieldset').length), 1, 'what is locked is there to be read');
      await assert.rejects(ask(page, { type: 'saveWays', ways: [] }).then((response) => assert.notEqual(response.type, 'failed')));
      await page.close();
    });

    test('gives way to what a person saves, and ends without a trace', { skip }, async () => {
      const brand = { name: 'Larkspur', handles: [], names: [], nicknames: [], exclude: [] };
      await ask(world.extension, { type: 'saveProfile', profile: { brand: [brand] } });
      await restart(world, ({ locked }) => locked.length === 2);
      const names = async () => (await ask(world.extension, { type: 'profile' })).profile.brand.map((/** @type {any} */ brand) => brand.name);
      assert.deepEqual(await names(), ['Larkspur']);
      await rm(file);
      // Firefox reads it when it starts, Chromium when it changes.
      if (name === 'firefox') await world.restart();
      await policy(world, ({ locked, preset }) => locked.length + preset.length === 0);
      assert.deepEqual(await names(), ['Larkspur']);
      assert.deepEqual((await ask(world.extension, { type: 'ways' })).ways, []);
    });

    // Firefox reads it when it starts, and then no more.
    const live = skip || (name === 'firefox' && 'Firefox reads its policies once');
    test('that changes is shown at once, or asks first where something is typed', { skip: live }, async () => {
      const page = await options(world);
      file = await manage(world, home, { profile: JSON.stringify(PROFILE), locked: ['hours'] });
      await until('the note above the hours', async () => (await text(page, '.managed:has(> #hours) > .notice')).includes('not to be changed'));
      await page.evaluate(() => /** @type {HTMLElement | null} */ (document.getElementById('retention-days'))?.focus());
      await page.type('1');
      await manage(world, home, { profile: JSON.stringify(PROFILE), locked: ['targets'] });
      await until('the question', async () => (await text(page, 'main > .notice')).includes('drops them'));
      assert.ok((await text(page, '.managed:has(> #hours) > .notice')).includes('not to be changed'), 'nothing is lost unasked');
      await page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector('main > .notice button'))?.click());
      await until('the note above the targets', async () => (await text(page, '.managed:has(> #targets) > .notice')).includes('not to be changed'));
      await page.close();
      await rm(file);
    });

    test('with a fault says where it is', { skip }, async () => {
      file = await manage(world, home, { profile: '{"handrail": "profile", "version": 1, "brand": []}', locked: ['hours'] });
      await restart(world, ({ problems }) => problems.length === 1);
      const page = await options(world);
      await until('the fault', async () => /unknown field .brand./.test(await text(page, '#managed')));
      await page.close();
    });
  });
}
