// Newer tables for the sites, from an address that the administrator names: off until then; a good file mends a page that
// has changed; whatever else comes, the last good tables stay and the options say why.

import { strict as assert } from 'node:assert';
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { build } from '../../www/build.mjs';
import { violations } from './harness/axe.mjs';
import { inTurn } from './harness/browsers.mjs';
import { enter, saveProfile } from './harness/setup.mjs';
import { named, postOf, SMALL, visit } from './harness/sites.mjs';
import { until } from './harness/wait.mjs';
import { inBrowsers } from './harness/world.mjs';

/** @typedef {import('./harness/browsers.mjs').Doc} Doc */
/** @typedef {import('./harness/world.mjs').World} World */

const SITE = /** @type {import('./harness/sites.mjs').Site} */ (SMALL.bluesky);
const SHIPPED = JSON.parse(await readFile(new URL('../../target/generated/sites.json', import.meta.url), 'utf8'));
/** The first serial of today, or of the shipped tables' day, behind what else is signed on it. */
const TODAY = Math.max(Number(new Date().toISOString().slice(0, 10).replaceAll('-', '')) * 100, SHIPPED.serial) + 10;

const keys = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { secret: privateKey, hex: Buffer.from(/** @type {string} */ (publicKey.export({ format: 'jwk' }).x), 'base64url').toString('hex') };
};
const [KEY, OTHER] = [keys(), keys()];

/** A signed file, as `cargo xtask site-data sign` makes it. */
function file(/** @type {object} */ content, secret = KEY.secret) {
  const signed = JSON.stringify({ format: 1, ...content });
  return JSON.stringify({ signed, signature: sign(null, Buffer.from(`handrail site tables\n${signed}`), secret).toString('hex') });
}

/** The site's shipped table after `change`, as a table of a file: it names no hosts. */
function table(/** @type {(table: any) => void} */ change = () => {}) {
  const { hosts: _, known: __, ...table } = structuredClone(SHIPPED.tables.find((/** @type {any} */ one) => one.name === SITE.name));
  change(table);
  return table;
}

/** What the site calls its texts, before and after it has changed. */
const RENAMED = /** @type {[string, string][]} */ ([['postText', 'wordsOfPost'], ['data-word-wrap', 'data-words']]);
const renamed = (/** @type {string} */ text) => RENAMED.reduce((text, [from, to]) => text.replaceAll(from, to), text);
/** The table that fits the changed site. */
const MENDED = JSON.parse(renamed(JSON.stringify(table())));

/** Whether the site has changed; its script then. */
let changed = false;
let script = '';
/** @type {import('node:http').RequestListener} */
let answer = (_, response) => response.end();
/** @type {import('node:http').IncomingHttpHeaders[]} */
const asked = [];
const server = createServer((request, response) => {
  asked.push(request.headers);
  answer(request, response);
});
const serve = (/** @type {string} */ body) => (answer = (_, response) => response.end(body));
let url = '';

before(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'handrail-www-'));
  script = renamed(await readFile(join(await build(folder), 'bluesky.js'), 'utf8'));
  await rm(folder, { recursive: true, force: true });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  url = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}/handrail-sites.json`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

const pages = (/** @type {string} */ path) =>
  changed && path === '/stand/bluesky.js' ? { headers: { 'Content-Type': 'text/javascript; charset=utf-8' }, body: script } : undefined;

const text = (/** @type {Doc} */ options) => options.evaluate(() => document.querySelector('#site-data')?.textContent ?? '');
const says = (/** @type {Doc} */ options, /** @type {RegExp} */ words, patience = 20_000) =>
  until(`the options to say ${words}`, async () => words.test(await text(options)), patience);

/** Presses a button with the keyboard, once it can be pressed. */
async function press(/** @type {Doc} */ options, /** @type {string} */ selector) {
  await until(`the button ${selector}`, () =>
    options.evaluate((selector) => {
      const button = /** @type {HTMLButtonElement | null} */ (document.querySelector(selector));
      button?.focus();
      return button !== null && !button.disabled && document.activeElement === button;
    }, selector),
  );
  await options.press('Enter');
}

async function options(/** @type {World} */ world) {
  const page = await world.opened.extensionPage('pages/options.html');
  await until('the section', () => page.evaluate(() => document.getElementById('site-data-url') !== null));
  return page;
}

/** Names where tables come from, as the administrator does. */
async function settle(/** @type {Doc} */ options, where = url, key = KEY.hex) {
  await enter(options, 'site-data-url', where);
  await enter(options, 'site-data-key', key);
  await press(options, '#site-data .save-bar button.primary');
}

/** Looks now; what the section says when that is done. */
async function look(/** @type {Doc} */ options, patience = 20_000) {
  const before = asked.length;
  await press(options, '#site-data-fetch');
  await until('the question at the server', async () => asked.length > before);
  await until('the look to be over', () => options.evaluate(() => /^(Looked|Not used)/.test(document.querySelector('#site-data .said')?.textContent ?? '')), patience);
  return text(options);
}

const stored = (/** @type {World} */ { extension }) =>
  // @ts-ignore: there in an extension's page
  extension.evaluate(async () => JSON.stringify((await chrome.storage.local.get('siteTables')).siteTables ?? null));

const health = (/** @type {World} */ { extension }) =>
  extension.evaluate(async () => {
    // @ts-ignore: there in an extension's page
    const tabs = await chrome.tabs.query({});
    // @ts-ignore: there in an extension's page
    const answers = await Promise.all(tabs.map(({ id }) => chrome.tabs.sendMessage(id, { to: 'content', kind: 'health' }).catch(() => undefined)));
    return answers.find((answer) => answer != null);
  });
const stands = (/** @type {World} */ world, /** @type {string} */ level) =>
  until(`the light ${level}`, async () => ((await health(world))?.level === level ? health(world) : undefined));

inBrowsers('site data', { brand: false, hosts: ['http://127.0.0.1/*'], pages }, (world) => {
  beforeEach(() => {
    changed = false;
  });
  before(async () => {
    asked.length = 0;
    await saveProfile(world().extension, [/** @type {any} */ (SITE.brand)]);
  });

  test('is off until somebody names an address: nobody is asked, and nothing wakes', async () => {
    const page = await options(world());
    await says(page, /The tables that came with Handrail.*Nothing is asked of anybody/);
    // @ts-ignore: there in an extension's page
    assert.deepEqual(await page.evaluate(async () => (await chrome.alarms.getAll()).map(({ name }) => name)), []);
    assert.equal(asked.length, 0);
    await page.close();
  });

  test('is set up only with an address that may be asked and a key', async () => {
    const page = await options(world());
    await enter(page, 'site-data-url', 'http://files.example/sites.json');
    await enter(page, 'site-data-key', 'abc');
    await says(page, /no address that Handrail may ask.*no public key/);
    await press(page, '#site-data .save-bar button:not(.primary)');
    assert.equal(asked.length, 0);
    await page.close();
  });

  test('a signed file mends a page that has changed, from its next load on; going back brings the old tables', async () => {
    changed = true;
    let site = await visit(world(), SITE);
    const post = await postOf(site, 'out-fern-1');
    const before = await stands(world(), 'amber');
    assert.ok(before.missing.includes('text'), JSON.stringify(before));

    serve(file({ serial: TODAY, sites: [MENDED] }));
    const page = await options(world());
    await settle(page);
    await says(page, /Tables of \d{4}-\d\d-\d\d \(number \d+ of that day\), from the address below.*All was well/);
    await says(page, /Once a day at most, and when you press “Look now”, http:\/\/127\.0\.0\.1:\d+ is asked/);
    assert.equal(asked.length, 1);
    assert.deepEqual([asked[0]?.cookie, asked[0]?.referer, asked[0]?.authorization], [undefined, undefined, undefined]);
    // @ts-ignore: there in an extension's page
    assert.deepEqual(await page.evaluate(async () => (await chrome.alarms.getAll()).map(({ name }) => name)), ['site-data']);
    assert.equal((await health(world())).level, 'amber');

    await site.close();
    site = await visit(world(), SITE);
    assert.match(await named(world(), site, SITE.key(post)), /^Complaint/);
    await stands(world(), 'green');
    await site.close();

    // The background that comes back asks again only tomorrow.
    await world().opened.killBackground();
    assert.match(await look(page), /All was well/);
    assert.equal(asked.length, 2);

    await press(page, '#site-data-back');
    await says(page, /The tables that came with Handrail, of.*used again, until the file is a newer one/);
    assert.equal(await stored(world()), 'null');
    site = await visit(world(), SITE);
    await stands(world(), 'amber');
    await site.close();
    // Whoever looks for it may have it again.
    assert.match(await look(page), /Tables of/);
    await page.close();
  });

  test('whatever else comes, the last good tables stay and the reason is told', async () => {
    const page = await options(world());
    const good = await stored(world());
    assert.ok(good.includes('wordsOfPost'));
    const newer = (/** @type {object} */ more, secret = KEY.secret) => file({ serial: TODAY + 1, sites: [MENDED], ...more }, secret);
    const cases = /** @type {[string, import('node:http').RequestListener | string, RegExp][]} */ ([
      ['another key', newer({}, OTHER.secret), /not signed with this key/],
      ['changed on its way', newer({}).replace('wordsOfPost', 'wordsOfPosT'), /not signed with this key/],
      ['older', newer({ serial: TODAY - 1 }), /older than one that was used already/],
      ['no newer than the package', newer({ serial: SHIPPED.serial }), /came with Handrail are newer/],
      ['of the future', newer({ serial: 2_099_010_101 }), /dated in the future/],
      ['an unknown field', newer({ sites: [table((table) => (table.page.script = 'alert(1)'))] }), /does not know, or lack something.*script/],
      ['other hosts', newer({ sites: [{ ...MENDED, hosts: ['*'] }] }), /does not know, or lack something.*hosts/],
      ['another site', newer({ sites: [{ ...MENDED, name: 'bank' }] }), /a site that this version of Handrail does not know/],
      ['a pattern that hangs', newer({ sites: [table((table) => (table.page.id = '(?:a+)+(b)'))] }), /could hang a page.*bluesky\.page\.id/],
      ['a style sheet', newer({ sites: [table((table) => (table.page.end = ['a{} b']))] }), /no selector that a table may have.*bluesky\.page\.end\[0\]/],
      ['another form', newer({ format: 2 }), /for another version of Handrail/],
      ['a page', '<!doctype html><title>Log in</title>', /no file of tables/],
      ['nothing', '', /no file of tables/],
      ['too much', 'x'.repeat(200_001), /larger than 200 kB/],
      ['a redirect', (_, response) => response.writeHead(302, { Location: 'https://bsky.app/' }).end(), /somewhere else/],
      ['an error', (_, response) => response.writeHead(503).end('{}'), /answered with an error.*503/],
      ['a broken line', (request) => void request.socket.destroy(), /could not be reached/],
      ['a server that hangs', () => {}, /did not answer within 20 seconds/],
    ]);
    for (const [what, given, words] of cases) {
      if (typeof given === 'string') serve(given);
      else answer = given;
      const said = await look(page, 40_000);
      assert.match(said, words, what);
      assert.match(said, /Tables of .* from the address below/, what);
      assert.equal(await stored(world()), good, what);
    }
    // Nobody is there to answer the browser's question for another server.
    const { siteData } = await page.evaluate(async (key) => {
      // @ts-ignore: there in an extension's page
      const ask = (/** @type {object} */ message) => chrome.runtime.sendMessage({ to: 'background', ...message });
      await ask({ kind: 'siteDataSave', url: 'https://files.example/handrail-sites.json', key });
      return ask({ kind: 'siteDataCheck' });
    }, KEY.hex);
    assert.deepEqual(siteData.last.problems.map((/** @type {any} */ { code }) => code), ['sites.permission']);
    assert.equal(await stored(world()), good);
    await page.close();
  });

  test('a table that the browser does not take is not used, and the options say so', async () => {
    const page = await options(world());
    serve(file({ serial: TODAY + 2, sites: [table((table) => table.page.end.push('a:no-such-thing'))] }));
    await settle(page);
    await says(page, /Tables of/);
    const site = await visit(world(), SITE);
    const post = await postOf(site, 'out-fern-1');
    assert.match(await named(world(), site, SITE.key(post)), /^Complaint/);
    await stands(world(), 'green');
    await site.close();
    await page.close();
    const again = await options(world());
    await says(again, /cannot use the new table for bluesky.*a:no-such-thing/);
    assert.deepEqual(await violations(again), []);
    if (process.env.HANDRAIL_PICTURES) await again.screenshot(join(process.env.HANDRAIL_PICTURES, `site-data-${world().opened.name}.png`));
    await again.close();
  });

  test('damaged tables in the store keep no page from working', async () => {
    for (const damaged of [{ serial: 9_999_999_999, sites: [{ name: 'bluesky', page: 5 }] }, 'text', { serial: 'x' }]) {
      await world().extension.evaluate(
        // @ts-ignore: there in an extension's page
        (siteTables) => chrome.storage.local.set({ siteTables }),
        damaged,
      );
      const site = await visit(world(), SITE);
      assert.match(await named(world(), site, SITE.key(await postOf(site, 'out-fern-1'))), /^Complaint/);
      await site.close();
    }
  });

  test('only the options say where tables come from', async () => {
    const answer = await world().extension.evaluate(() =>
      // @ts-ignore: there in an extension's page
      chrome.runtime.sendMessage({ to: 'background', kind: 'siteDataSave', url: 'https://evil.example/x', key: 'ab'.repeat(32) }),
    );
    assert.equal(answer.failure?.code, 'sites.sender');
  });

  test('without an address nothing is asked for any more, and the shipped tables are used', async () => {
    const page = await options(world());
    await enter(page, 'site-data-url', '');
    await enter(page, 'site-data-key', '');
    await press(page, '#site-data .save-bar button.primary');
    await says(page, /The tables that came with Handrail.*Nothing is asked of anybody/);
    assert.equal(await stored(world()), 'null');
    // @ts-ignore: there in an extension's page
    assert.deepEqual(await page.evaluate(async () => (await chrome.alarms.getAll()).map(({ name }) => name)), []);
    await page.close();
  });
}, inTurn(1));
