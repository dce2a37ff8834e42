// Servers of Mastodon: Handrail works on those that a person has named, at once, and on no others. And what a page gives for
// a repair of its table holds nobody's words.

import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { inTurn } from './harness/browsers.mjs';
import { saveProfile } from './harness/setup.mjs';
import { named, postOf, rootOf, show, SMALL, stand, visit } from './harness/sites.mjs';
import { inBrowsers } from './harness/world.mjs';

/** @typedef {import('./harness/world.mjs').World} World */

const SITE = /** @type {import('./harness/sites.mjs').Site} */ (SMALL.mastodon);
const KEY = 'out-fern-1';

/** Tells the background as the panel does, whose permission the browser has given. */
const tell = (/** @type {World} */ { extension }, /** @type {object} */ message) =>
  extension.evaluate(
    // @ts-ignore: there in an extension's page
    (message) => chrome.runtime.sendMessage({ to: 'background', ...message }),
    message,
  );

/** What the content script of the page in front answers; nothing where there is none. */
const askPage = (/** @type {World} */ { extension }, /** @type {string} */ kind) =>
  extension.evaluate(async (kind) => {
    // @ts-ignore: there in an extension's page
    const tabs = await chrome.tabs.query({});
    // @ts-ignore: there in an extension's page
    const answers = await Promise.all(tabs.map(({ id }) => chrome.tabs.sendMessage(id, { to: 'content', kind }).catch(() => undefined)));
    return answers.find((answer) => answer !== undefined);
  }, kind);

inBrowsers('servers', { brand: false, hosts: ['https://social.example/*'] }, (world) => {
  test('are worked on from the moment they are named until they are given up', async () => {
    await saveProfile(world().extension, [/** @type {any} */ (SITE.brand)]);
    const page = await visit(world(), SITE);
    const post = await postOf(page, KEY);
    await show(page, post);
    await stand(page, (stand) => stand.settled());
    assert.ok((await askPage(world(), 'health')) == null);

    assert.deepEqual(await tell(world(), { kind: 'serverAdd', host: 'social.example' }), { ok: true });
    assert.match(await named(world(), page, SITE.key(post)), /^Complaint/);
    const health = await askPage(world(), 'health');
    assert.deepEqual([health.site, health.server, health.level], ['mastodon', 'social.example', 'green']);
    // Once more changes nothing: one script, one mark.
    assert.deepEqual(await tell(world(), { kind: 'serverAdd', host: 'social.example' }), { ok: true });
    assert.equal(await page.evaluate((key) => document.querySelectorAll(`handrail-mark[data-handrail-post="${key}"]`).length, SITE.key(post)), 1);
    await page.close();

    const next = await visit(world(), SITE);
    await show(next, post);
    assert.match(await named(world(), next, SITE.key(post)), /^Complaint/);
    await next.close();

    assert.deepEqual(await tell(world(), { kind: 'serverRemove', host: 'social.example' }), { ok: true });
    const last = await visit(world(), SITE);
    await show(last, post);
    await stand(last, (stand) => stand.settled());
    assert.ok((await askPage(world(), 'health')) == null);
    assert.equal(await rootOf(world(), last, SITE.key(post)), undefined);
    await last.close();
  });

  test('that can be none are refused by name', async () => {
    for (const host of ['', 'localhost', 'a b.example', '*.example', 'social.example/path', '<b>.example']) {
      const { ok, failure } = await tell(world(), { kind: 'serverAdd', host });
      assert.deepEqual([ok, failure?.code, failure?.path], [false, 'server.name', host]);
    }
  });
});

inBrowsers('the structure of a page', {}, (world) => {
  test('names its elements and repeats nobody', async () => {
    const page = await world().visit('/home');
    const words = await page.evaluate(() => {
      const texts = [...document.querySelectorAll('article [data-testid="tweetText"], article [data-testid="User-Name"]')].slice(0, 3);
      const said = texts.flatMap(({ textContent }) => (textContent ?? '').match(/\p{L}{5,}/gu) ?? []);
      const classes = [...document.querySelectorAll('[class]')].map((element) => element.getAttribute('class')).join(' ');
      // The site calls parts of its own so too.
      return said.filter((word) => !classes.includes(word.toLowerCase()));
    });
    const own = await readFile(new URL('../../target/generated/sites.json', import.meta.url), 'utf8');
    const text = await askPage(world(), 'skeleton');
    const structure = JSON.parse(text);
    assert.equal(structure.site, 'x');
    assert.ok(text.includes('tweetText') && structure.parts.posts.length > 0);
    assert.ok(words.length > 5);
    for (const word of words.filter((word) => !own.toLowerCase().includes(word.toLowerCase()))) {
      assert.ok(!new RegExp(`\\b${word}\\b`, 'iu').test(text), word);
    }
    await page.close();
  });
}, inTurn(0));
