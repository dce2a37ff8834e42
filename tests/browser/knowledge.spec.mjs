// The knowledge base at hand: an import from the web that outlives the background, articles found by meaning, flags, and
// what is missing.

import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { inTurn } from './harness/browsers.mjs';
import { mark } from './harness/marks.mjs';
import { ask } from './harness/setup.mjs';
import { until } from './harness/wait.mjs';
import { assist, inBrowsers, push } from './harness/world.mjs';

/** @typedef {import('./harness/world.mjs').World} World */
/** @typedef {import('./harness/browsers.mjs').Doc} Doc */

const page = (/** @type {string} */ title, /** @type {string} */ text) => ({
  headers: { 'Content-Type': 'text/html; charset=utf-8', ETag: `"${title.length}"` },
  body: `<!doctype html><html lang="en"><title>${title}</title><nav><a href="/">Home</a></nav><main><h1>${title}</h1><p>${text}</p></main></html>`,
});

/** An invented help center on the practice site, with a page that is gone. */
const CENTER = new Map(
  Object.entries({
    '/help/sitemap.xml': {
      headers: { 'Content-Type': 'application/xml' },
      body: `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${['light', 'refund', 'gone']
        .map((name) => `<url><loc>https://x.com/help/${name}</loc></url>`)
        .join('')}</urlset>`,
    },
    '/help/light': page(
      'The router shows a red light',
      'A red light means that the box has no connection to the street. Pull the plug, wait ten seconds and put it back. The light turns green after two minutes.',
    ),
    '/help/refund': page(
      'Getting money back',
      'We return charges made in error within five working days, to the card or account that you paid with. You get a message when the money is on its way.',
    ),
    '/help/gone': { status: 404 },
  }),
);

/** What was fetched of it. */
/** @type {{ path: string, etag: string | undefined }[]} */
let fetched = [];
/** Its pages are answered after this. */
let answered = Promise.resolve();

const pages = async (/** @type {string} */ path, /** @type {import('node:http').IncomingHttpHeaders} */ headers) => {
  const own = CENTER.get(path);
  if (!own) return undefined;
  fetched.push({ path, etag: headers['if-none-match'] });
  if (!path.endsWith('.xml')) await answered;
  const same = headers['if-none-match'] !== undefined && 'headers' in own && headers['if-none-match'] === /** @type {any} */ (own).headers.ETag;
  return same ? { status: 304 } : own;
};

const BASE = {
  id: 'center',
  name: 'Help center',
  brands: [],
  source: { kind: 'site', address: 'https://x.com/help/sitemap.xml', pages: [] },
  baseUrl: '',
  lang: 'en',
  campaign: 'utm_source=x&utm_campaign={topic}',
};

const tell = (/** @type {Doc} */ doc, /** @type {object} */ message) =>
  // @ts-ignore: there in an extension's page
  doc.evaluate((message) => chrome.runtime.sendMessage({ to: 'background', ...message }), message);

/** How the help center stands, once `is` holds. */
const stands = (/** @type {World} */ world, /** @type {string} */ what, /** @type {(state: any) => boolean} */ is) =>
  until(what, async () => {
    const { bases } = await ask(world.extension, { type: 'bases' });
    return bases.find((/** @type {any} */ state) => state.base.id === BASE.id && is(state));
  });

const WEIGHTS = new URL('../../target/extension/chromium/second/encoder.bin', import.meta.url);
const skip = !existsSync(WEIGHTS) && 'the package has no encoder: its weights could not be fetched';

inBrowsers('the knowledge base', { pages, encoder: true }, (world) => {
  test('is imported from the web, though the background is killed, and brought up to date', async () => {
    fetched = [];
    const { problems } = await ask(world().extension, { type: 'saveBase', base: BASE });
    assert.deepEqual(problems, []);
    await tell(world().extension, { kind: 'fetchStart', base: BASE });
    await until('the first page', async () => fetched.some(({ path }) => path !== '/help/sitemap.xml'));
    await world().opened.killBackground();
    // The alarm wakes it, and calls what the waking itself calls too.
    // @ts-ignore: there in an extension's page
    await world().extension.evaluate(() => chrome.alarms.create('work', { when: Date.now() }));
    const { report } = await stands(world(), 'two articles', ({ articles }) => articles === 2);
    assert.equal(report.new, 2);
    assert.deepEqual(
      report.skipped.map((/** @type {any} */ { path }) => path),
      ['https://x.com/help/gone'],
    );
    assert.equal(fetched.filter(({ path }) => path === '/help/sitemap.xml').length, 1, 'it went on, once');
    fetched = [];
    await tell(world().extension, { kind: 'fetchStart', base: BASE });
    const again = await stands(world(), 'the second import', (state) => state.report.at > report.at);
    assert.deepEqual([again.report.same, again.report.new, again.articles], [2, 0, 2]);
    assert.equal(fetched.filter(({ etag }) => etag).length, 2, 'asked whether they had changed');
  });

  test('is stopped half-way, what came is thrown away, and the articles from before stay', async () => {
    const options = await world().opened.extensionPage('pages/options.html');
    const click = (/** @type {string} */ name) =>
      until(`the button ${name}`, () =>
        options.evaluate((name) => {
          const buttons = [...document.querySelectorAll('#base-center button')];
          const button = buttons.find((button) => button.textContent === name);
          if (button instanceof HTMLElement) button.click();
          return button !== undefined;
        }, name),
      );
    fetched = [];
    let go = () => {};
    answered = new Promise((resolve) => (go = resolve));
    await tell(world().extension, { kind: 'fetchStart', base: BASE });
    await until('the first page', async () => fetched.some(({ path }) => path !== '/help/sitemap.xml'));
    await click('Stop');
    go();
    await click('Discard');
    await until('that nothing waits to be resumed', async () => (await tell(world().extension, { kind: 'fetchState' })).progress === null);
    const { articles, report } = await stands(world(), 'the center', () => true);
    assert.deepEqual([articles, report.same], [2, 2]);
    await options.close();
  });

  test('is read by meaning in the background, and answers in other words', { skip }, async () => {
    await stands(world(), 'everything read', ({ read }) => read[1] > 0 && read[0] === read[1]);
    const visit = await world().visit();
    const text = '@LarkspurCare you charged my card twice this month, when will I get reimbursed?';
    const [id] = await push(visit, [{ text, author: 'example_kit' }]);
    await mark(world().opened, visit, String(id));
    const frame = await assist(world(), visit, String(id));
    await until('the article that means the same', () =>
      frame.evaluate(() => document.querySelector('.articles .article h3')?.textContent === 'Getting money back'),
    );
    const href = await frame.evaluate(() => document.querySelector('.articles .article a[href]')?.getAttribute('href') ?? '');
    assert.ok(href.startsWith('https://x.com/help/refund'), href);
    await visit.close();
  });

  test('suggests a flagged article no more, until that is taken back', async () => {
    const visit = await world().visit();
    const text = '@LarkspurCare the router shows a red light again, no connection, what do I do';
    const [id] = await push(visit, [{ text, author: 'example_ann' }]);
    await mark(world().opened, visit, String(id));
    const shown = async () => {
      const post = { key: 'k', fields: { permalink: `/example_ann/status/${id}`, author: '/example_ann', text }, lists: {}, flags: [] };
      const { assist } = await ask(world().extension, { type: 'assist', site: 'x', post, around: [] });
      return assist.articles.map((/** @type {any} */ { title }) => title);
    };
    assert.deepEqual(await shown(), ['The router shows a red light']);
    const article = { base: BASE.id, group: 'https://x.com/help/light' };
    const event = (/** @type {string} */ id, /** @type {object} */ act) => ({
      type: 'act',
      event: { id, post: `article:${article.base}:${article.group}`, at: Date.now(), act },
    });
    await ask(world().extension, event('flag-1', { type: 'flagged', article, note: 'The lamp is blue now' }));
    assert.deepEqual(await shown(), []);
    await ask(world().extension, event('flag-2', { type: 'undone', event: 'flag-1' }));
    assert.deepEqual(await shown(), ['The router shows a red light']);
    await visit.close();
  });

  test('finds the link that leads nowhere, and suggests its article no more', async () => {
    const light = CENTER.get('/help/light');
    CENTER.set('/help/light', { status: 404 });
    await tell(world().extension, { kind: 'linksCheck', base: BASE.id });
    await stands(world(), 'the dead link', ({ dead }) => dead === 1);
    const key = '/example_ben/status/77';
    const text = '@LarkspurCare the router shows a red light again, no connection, what do I do';
    const post = { key, fields: { permalink: key, author: '/example_ben', text }, lists: {}, flags: [] };
    const { assist } = await ask(world().extension, { type: 'assist', site: 'x', post, around: [] });
    assert.deepEqual(assist.articles, []);
    if (light) CENTER.set('/help/light', light);
    await tell(world().extension, { kind: 'linksCheck', base: BASE.id });
    await stands(world(), 'the link alive again', ({ dead }) => dead === 0);
  });

  test('lists what is missing in the customers’ words, and begins the article with one key', async () => {
    const visit = await world().visit();
    const texts = [
      '@LarkspurCare my parcel with the new phone never arrived, this is a disgrace, where is it?',
      '@LarkspurCare the parcel with my phone has never arrived and nobody answers me, awful service',
    ];
    const ids = await push(visit, texts.map((text, at) => ({ text, author: at ? 'example_ben' : 'example_ines' })));
    for (const id of ids) await mark(world().opened, visit, String(id));
    await until('the gap', async () => {
      const { gaps } = await ask(world().extension, { type: 'gaps' });
      return gaps.some((/** @type {any} */ { name }) => /parcel/i.test(name));
    });
    const options = await world().opened.extensionPage('pages/options.html');
    await until('the gap in the options', () =>
      options.evaluate(() => {
        const gap = [...document.querySelectorAll('#gaps [tabindex="0"], #gaps .gap')].find((one) => /parcel/i.test(one.textContent ?? ''));
        if (!(gap instanceof HTMLElement)) return false;
        gap.focus();
        return document.activeElement === gap;
      }),
    );
    await options.press('d');
    const draft = await until('the draft', () =>
      options.evaluate(() => /** @type {HTMLTextAreaElement | null} */ (document.querySelector('#gaps textarea'))?.value ?? ''),
    );
    assert.match(String(draft), /^---\ntitle: .*parcel/im);
    await options.close();
    await visit.close();
  });
}, inTurn(1));
