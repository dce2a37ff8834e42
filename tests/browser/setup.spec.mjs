// A new team's way to the end of its set-up; the whole set-up as one file; what was asked of servers; all that is kept.

import { strict as assert } from 'node:assert';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ask, enter, importArticles, saveProfile } from './harness/setup.mjs';
import { until } from './harness/wait.mjs';
import { inBrowsers, push } from './harness/world.mjs';

/** @typedef {import('./harness/browsers.mjs').Doc} Doc */
/** @typedef {import('./harness/world.mjs').World} World */

/** The options, once everything in them is drawn. */
async function options(/** @type {World} */ { opened }) {
  const page = await opened.extensionPage('pages/options.html');
  await until('the options', () => page.evaluate(() => document.querySelector('#targets .save-bar') !== null && document.querySelector('#network .sum') !== null));
  return page;
}

const text = (/** @type {Doc} */ page, /** @type {string} */ selector) =>
  page.evaluate((selector) => document.querySelector(selector)?.textContent ?? '', selector);

/** Presses a button with exactly these words, inside what the selector names, once it can be pressed. */
const press = (/** @type {Doc} */ page, /** @type {string} */ within, /** @type {string} */ words) =>
  until(`the button “${words}”`, () =>
    page.evaluate(
      (within, words) => {
        const buttons = [.../** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll(`${within} button`))];
        const found = buttons.find(({ textContent, disabled }) => !disabled && textContent === words);
        found?.click();
        return found !== undefined;
      },
      within,
      words,
    ),
  );

/** A message to the background as the options send it. */
const tell = (/** @type {Doc} */ page, /** @type {object} */ message) =>
  // @ts-ignore: there in an extension's page
  page.evaluate((message) => chrome.runtime.sendMessage({ to: 'background', ...message }), message);

/** Everything that is kept, as the file of the options has it: a value a line. */
async function everything(/** @type {Doc} */ page) {
  let lines = '';
  for (let from = null; ; ) {
    const { held } = await tell(page, { kind: 'held', from });
    lines += held.text;
    from = held.next;
    if (from === null) return lines.trimEnd().split('\n').map((line) => JSON.parse(line));
  }
}

inBrowsers('a set-up', { brand: false, hosts: ['http://127.0.0.1/*'], now: new Date().toISOString() }, (world) => {
  test('is not done without a brand, articles and a private way', async () => {
    const end = (/** @type {Doc} */ page) =>
      page.evaluate(() => {
        const button = /** @type {HTMLButtonElement | null} */ (document.querySelector('.welcome button'));
        const steps = [...document.querySelectorAll('.welcome li')].map((step) => step.classList.contains('done'));
        return { steps, can: button?.disabled === false, why: document.getElementById('welcome-why')?.textContent };
      });
    let page = await options(world());
    assert.deepEqual(await end(page), { steps: [false, false, false, false, false], can: false, why: 'Still missing: a brand, articles, a private way.' });
    await page.close();

    await saveProfile(world().extension);
    await importArticles(world().extension);
    page = await options(world());
    await until('two steps to be done', async () => (await end(page)).steps.filter(Boolean).length === 2);
    assert.deepEqual(await end(page), { steps: [true, true, false, false, false], can: false, why: 'Still missing: a private way.' });
    await page.close();

    const way = { kind: 'phone', to: '0800 123456', text: '' };
    const { saved } = await ask(world().extension, { type: 'saveWays', ways: [{ brand: 'Larkspur Broadband', ways: [way] }] });
    assert.ok(saved);
    page = await options(world());
    await until('the third step', async () => (await end(page)).can);
    await press(page, '.welcome', 'Done');
    await until('the steps to be gone', () => page.evaluate(() => document.querySelector('.welcome') === null));
    await page.close();
    page = await options(world());
    assert.equal(await page.evaluate(() => document.querySelector('.welcome')), null);
    await page.close();

    // Without a private way it is no longer done, whatever was pressed.
    await ask(world().extension, { type: 'saveWays', ways: [] });
    page = await options(world());
    await until('the steps to be back', async () => (await end(page)).why === 'Still missing: a private way.');
    await page.close();
  });

  test('has targets that are typed as people say them', async () => {
    const page = await options(world());
    await press(page, '#targets', 'Add a target');
    await until('the new target', () => page.evaluate(() => document.getElementById('target-0-first') !== null));
    await enter(page, 'target-0-topic', 'outage');
    await enter(page, 'target-0-urgency', '2');
    await enter(page, 'target-0-first', 'soon');
    await until('the fault', async () => (await text(page, '#target-0-first-about')).includes('30 min'));
    await enter(page, 'target-0-first', '15 min');
    await enter(page, 'target-0-resolution', '1 d 4 h');
    await until('no fault', async () => (await text(page, '#target-0-first-about')) === '');
    await press(page, '#targets', 'Save targets');
    await until('the word', async () => (await text(page, '#targets .said')).startsWith('Saved.'));
    const { answer } = await ask(page, { type: 'desk', asked: 'targets' });
    const minute = 60_000;
    assert.deepEqual(answer.targets.targets.rules, [
      { brand: '', topic: 'outage', urgency: 2, target: { first: 15 * minute, next: 120 * minute, resolution: 28 * 60 * minute } },
    ]);
    await page.close();
  });

  test('goes through a file, part by part, and is taken back', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'handrail-setup-'));
    t.after(() => rm(folder, { recursive: true }));
    const whole = async () => (await ask(world().extension, { type: 'setup', asked: 'export' })).answer.file.text;
    const mine = await whole();
    const file = { ...JSON.parse(mine), brands: [{ name: 'Pennyfold', handles: ['@PennyfoldHelp'] }], targets: { warn: 0 } };
    const path = join(folder, 'profile.json');
    await writeFile(path, JSON.stringify(file));

    const page = await options(world());
    await page.upload('#setup-file', [path]);
    await until('what is in it', () => page.evaluate(() => document.querySelectorAll('#setup-opened .choices > li').length === 11));
    const ticked = await page.evaluate(() => [...document.querySelectorAll('#setup-opened .choices > li')].filter((li) => li.querySelector('input')?.checked).map((li) => li.querySelector('label')?.textContent?.trim()));
    assert.deepEqual(ticked, ['Brands'], 'what is new and has no fault');
    assert.match(await text(page, '#setup-opened'), /from 1 to 99/);
    await press(page, '#setup-opened', 'Take what is chosen');
    await until('the word', async () => (await text(page, '#setup .said')) === 'One part was taken.');
    await until('the brand in its section', () => page.evaluate(() => /** @type {HTMLInputElement | null} */ (document.getElementById('brand-0-name'))?.value === 'Pennyfold'));
    await press(page, '#setup', 'Take it back');
    await until('the word', async () => (await text(page, '#setup .said')) === 'Everything is as it was.');
    assert.equal(await whole(), mine);

    await writeFile(path, '{"handrail": "profile",\n"version": 1, "brand": []}');
    await page.upload('#setup-file', [path]);
    await until('the place of the fault', async () => (await text(page, '#setup-opened')).includes('line 2 column 21'));
    await page.close();
  });

  test('is asked of no server by a day of local work, and says so; what is asked of one is listed', async (t) => {
    const page = await world().visit();
    const [id = ''] = await push(page, [{ text: '@LarkspurCare my internet is down again, third day', author: 'example_ines' }]);
    await until('its case', async () => (await everything(await shared(world()))).some(({ event }) => event?.post === `x:${id}`));
    await ask(world().extension, { type: 'act', event: { id: 'local', post: `x:${id}`, at: Date.now(), act: { type: 'handled' } } });
    let view = await options(world());
    assert.match(await text(view, '#network .sum'), /^No request since /);

    const server = createServer((_, response) => response.end('{"choices":[{"message":{"content":"Sorry."}}]}'));
    await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
    t.after(() => void server.close());
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    const settings = { by: 'endpoint', url: `http://127.0.0.1:${port}/v1`, model: 'small', key: 'secret-key', sendPost: false };
    await ask(world().extension, { type: 'saveRewriting', settings });
    await tell(view, { kind: 'rewrite', id: '1', prompt: { system: 'Rewrite.', user: 'We are sorry.', mostTokens: 50 } });
    await press(view, '#network', 'Look again');
    await until('the request', async () => (await text(view, '#network .sum')).startsWith('One request since '));
    const row = await view.evaluate(() => [...document.querySelectorAll('#network table')][0]?.querySelector('tbody tr')?.textContent ?? '');
    assert.ok(row.startsWith(`127.0.0.1:${port}Rewriting a draft`), row);
    await view.close();
  });

  test('is given whole with all that is kept, but for keys', async () => {
    const page = await shared(world());
    const all = await everything(page);
    const text = JSON.stringify(all);
    assert.equal(all[0].handrail, 'everything');
    const named = (/** @type {string} */ name) => all.find(({ record }) => record === name);
    assert.equal(named('profile').value.brand[0].name, 'Larkspur Broadband');
    assert.ok(named('bases') && named('rewriting') && text.includes('my internet is down again, third day'));
    assert.ok(all.some(({ event }) => event?.id === 'local'));
    assert.ok(!text.includes('secret-key'));
    assert.equal(named('salt').value, undefined);
  });
});

/** @type {WeakMap<object, Promise<Doc>>} */
const pages = new WeakMap();

/** One page of the options for asking alone. */
function shared(/** @type {World} */ world) {
  let page = pages.get(world.opened);
  page ??= options(world);
  pages.set(world.opened, page);
  return page;
}
