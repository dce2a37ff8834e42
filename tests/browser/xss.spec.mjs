// Whatever people write is only ever text: some four hundred ways of having it run, in posts and in all that a lead can
// set up, on the site, in the frame and in every page of the extension. Nothing runs and nothing becomes an element.

import { strict as assert } from 'node:assert';
import { describe, test } from 'node:test';
import { inTurn } from './harness/browsers.mjs';
import { enter } from './harness/setup.mjs';
import { until } from './harness/wait.mjs';
import { assist, inBrowsers, push } from './harness/world.mjs';
import { ALL_SHAPES, KINDS, PAYLOADS, sample } from './xss/payloads.mjs';
import { failImport, fillOptions } from './xss/lead.mjs';
import { foreign, slips, strange } from './xss/strange.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./harness/browsers.mjs').Doc} Doc */
/** @typedef {import('./harness/world.mjs').World} World */
/** @typedef {import('./xss/payloads.mjs').Payload} Payload */

describe('the table of payloads', () => {
  test('has more than three hundred of many kinds, no two the same, and each tells when it runs', () => {
    assert.ok(PAYLOADS.length >= 300, `${PAYLOADS.length}`);
    assert.equal(new Set(ALL_SHAPES).size, PAYLOADS.length);
    assert.ok(KINDS.length >= 15);
    for (const kind of KINDS) assert.ok(PAYLOADS.filter((payload) => payload.kind === kind).length >= 10, kind);
    for (const { text, number } of PAYLOADS) assert.ok(text.includes(`[${number},`), text);
  });
});

/** Letters and signs alone: pages are free to break lines, and sites shorten addresses. */
const bare = (/** @type {string} */ text) => text.replace(/[\s\p{Cc}\u2026\ufeff]+/gu, '');

/** Nothing has run in an extension's page or frame, nothing was made of words there, and it is where it was. */
async function unharmed(/** @type {Doc} */ doc, /** @type {string} */ path) {
  assert.deepEqual(await doc.evaluate(slips), [], path);
  assert.deepEqual(await doc.evaluate(strange), [], path);
  assert.match(await doc.evaluate(() => location.pathname), new RegExp(`^/pages/${path}\\.html$`));
}

/** Waits until a page shows all of these, letter by letter. */
async function shows(/** @type {Doc} */ doc, /** @type {string[]} */ words) {
  /** @type {string[]} */
  let missing = [];
  await until('all of the words', async () => {
    const shown = bare(await doc.evaluate(() => document.body.textContent ?? ''));
    missing = words.filter((words) => !shown.includes(bare(words)));
    return missing.length === 0;
  }).catch(() => assert.deepEqual(missing, []));
}

/** Presses the first button in a section whose name begins so. */
const press = (/** @type {Doc} */ doc, /** @type {string} */ where, /** @type {string} */ name) =>
  until(`the button “${name}”`, () =>
    doc.evaluate(
      (where, name) => {
        const buttons = [.../** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll(`${where} button`))];
        const button = buttons.find((button) => (button.getAttribute('aria-label') ?? button.textContent ?? '').startsWith(name) && !button.disabled);
        button?.click();
        return button !== undefined;
      },
      where,
      name,
    ),
  );

/** The same of the site's page, and of what we add to it. */
async function unharmedSite(/** @type {World} */ { opened }, /** @type {Page} */ page) {
  assert.deepEqual(await page.evaluate(slips), []);
  assert.deepEqual(await page.evaluate(foreign), []);
  const hosts = await page.$$('handrail-mark, handrail-frame, handrail-toast');
  // Marks say nothing of a post in its own words: some of them will do.
  for (const host of hosts.filter((_, at) => at % 4 === 0 || at > hosts.length - 3)) {
    const root = await opened.shadowOf(host);
    assert.deepEqual(await root?.evaluate(strange), []);
  }
}

/** A post for each payload, which also quotes the one before it; its author's name is the payload. */
function post(/** @type {Page} */ page, /** @type {Payload[]} */ payloads) {
  const id = (/** @type {Payload} */ { number }) => `19990000000000${number}0`;
  return push(
    page,
    payloads.map((payload, at) => {
      const { number, text } = payload;
      const card = { url: `https://example.com/${text}`, title: text, domain: text, scene: 'street' };
      const rest = at % 8 === 0 ? { card } : { quotes: id(payloads[at - 1]) };
      const words = `@LarkspurCare ${number}: my router is broken again ${text}`;
      return { id: id(payload), text: words, author: `example_${number}`, name: text, ...rest };
    }),
  );
}

/** Waits until each of these posts has its mark. */
const marked = (/** @type {Page} */ page, /** @type {string[]} */ ids) =>
  until('every post to be marked', () =>
    page.evaluate(
      (ids) => ids.every((id) => document.querySelector(`article:has(a[href*="/status/${id}"] time) handrail-mark`) !== null),
      ids,
    ),
  );

/** One of each kind is looked at in the frame: whatever the kind, its way there is the same. */
const SHOWN = new Set(sample(1));
/** So many posts stand on the tall page at once. */
const AT_ONCE = 45;

inBrowsers('what people write', { brand: false }, (world, name) => {
  const mine = PAYLOADS.filter((_, at) => inTurn(at).includes(name));

  test('would be noticed: in a page of our own that takes it for HTML, it runs and is found', async () => {
    const page = await world().opened.browser.newPage();
    page.on('dialog', (dialog) => void dialog.dismiss());
    const found = await page.evaluate(
      (payloads, strange) => {
        const look = /** @type {(root: unknown) => string[]} */ (new Function(`return (${strange})`)());
        const found = [];
        for (const { number, text } of payloads) {
          // In no document: pictures load and fail there too, and nothing can hide names or lead the page elsewhere.
          const place = document.createElement('div');
          place.innerHTML = text;
          if (look(place).length > 0) found.push(number);
        }
        return found;
      },
      PAYLOADS,
      String(strange),
    );
    const elements = PAYLOADS.filter(({ text }) => /<[a-z]/i.test(text));
    assert.ok(found.length >= 250, `${found.length} of ${elements.length} with an element`);
    // Pictures that fail do so a moment later.
    await until('seventy to have run', async () => new Set(await page.evaluate(slips)).size >= 70);
    await page.close();
  });

  test('is taken as words by every section of the options, and shown as such', async () => {
    const { extension, opened } = world();
    const kept = await fillOptions(extension);
    const options = await opened.extensionPage('pages/options.html');
    await shows(options, kept);
    await failImport(extension);
    await shows(options, [PAYLOADS[1].text]);
    await options.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    await press(options, '#articles', 'Articles');
    await until('the list of articles, with a note', () => options.evaluate(() => document.querySelectorAll('#articles .article-lines li').length > 20));
    await unharmed(options, 'options');
    await press(options, '#replies', 'Add');
    const lines = sample(1).flatMap(({ text }, at) => [`when: ${text}`, `topics: ${text}`, `ask.a${at}: menu ${text} | other`]);
    await enter(
      options,
      'template-text',
      `---\nname: x\n${lines.join('\n')}\n---\n${sample(1).map(({ text }) => `{{${text}}} [[ ${text}`).join('\n===\n')}`,
    );
    await until('the problems with it', () => options.evaluate(() => document.querySelector('#replies .edited .problems') !== null));
    await unharmed(options, 'options');
    await options.close();
    const panel = await opened.extensionPage('pages/panel.html');
    await until('the panel', () => panel.evaluate(() => document.querySelector('main') !== null));
    await unharmed(panel, 'panel');
    await panel.close();
  });

  test('is marked on the site and shown in the frame as words', async () => {
    const page = await world().visit();
    await page.setViewport({ width: 1280, height: 12_000 });
    const seen = { articles: 0, drafts: 0 };
    for (let at = 0; at < mine.length; at += AT_ONCE) {
      const payloads = mine.slice(at, at + AT_ONCE);
      const ids = await post(page, payloads);
      await marked(page, ids);
      for (const payload of payloads.filter((payload) => SHOWN.has(payload))) {
        const id = String(ids[payloads.indexOf(payload)]);
        const frame = await assist(world(), page, id);
        const shown = bare(await frame.evaluate(() => document.body.textContent ?? ''));
        assert.ok(shown.includes(bare(`again ${payload.text}`)), `the text: ${payload.text}`);
        assert.ok(shown.includes(bare(`${payload.text}@example_${payload.number}`)), `the name: ${payload.text}`);
        await unharmed(frame, 'frame');
        const [articles, drafts] = await frame.evaluate(() => ['articles', 'drafts'].map((name) => document.querySelectorAll(`.${name} .card`).length));
        seen.articles += articles ?? 0;
        seen.drafts += drafts ?? 0;
        await frame.press('Escape');
      }
      await unharmedSite(world(), page);
    }
    assert.ok(seen.articles > 5 && seen.drafts > 5, JSON.stringify(seen));
    assert.equal(await page.evaluate(() => location.href), 'https://x.com/home');
    await page.close();
  });

  test('beside a picture is no more than its words', async () => {
    const page = await world().visit();
    await page.setViewport({ width: 1280, height: 12_000 });
    const texts = mine.map(({ text }) => text);
    // Four pictures a post, four payloads a picture.
    const pictures = Array.from({ length: Math.ceil(texts.length / 4) }, (_, at) => ({ alt: texts.slice(at * 4, at * 4 + 4).join(' '), scene: 'street' }));
    const posts = Array.from({ length: Math.ceil(pictures.length / 4) }, (_, at) => pictures.slice(at * 4, at * 4 + 4));
    for (let at = 0; at < posts.length; at += 14) {
      const ids = await push(
        page,
        posts.slice(at, at + 14).map((photos) => ({ text: '@LarkspurCare my router is broken, look', author: 'example_kit', photos })),
      );
      await marked(page, ids);
      await unharmedSite(world(), page);
    }
    await page.close();
  });

  test('could not run in a page of ours: no text becomes HTML, code or a script’s address', async () => {
    for (const path of ['options', 'panel']) {
      const page = await world().opened.extensionPage(`pages/${path}.html`);
      const refused = await page.evaluate(async () => {
        // The browser's tools, which this comes from, may evaluate text; a later turn of the page may not.
        await new Promise((turn) => setTimeout(turn));
        const tries = /** @type {Record<string, () => unknown>} */ ({
          innerHTML: () => (document.body.innerHTML = '<b>bold</b>'),
          outerHTML: () => (document.body.outerHTML = '<b>bold</b>'),
          insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', '<b>bold</b>'),
          write: () => document.write('<b>bold</b>'),
          parse: () => new DOMParser().parseFromString('<b>bold</b>', 'text/html'),
          srcdoc: () => (document.createElement('iframe').srcdoc = '<b>bold</b>'),
          worker: () => new Worker('options.js'),
          script: () => (document.createElement('script').src = 'options.js'),
          policy: () => /** @type {any} */ (globalThis).trustedTypes.createPolicy('another', {}),
          eval: () => (0, eval)('1'),
          function: () => new Function('1'),
        });
        return Object.entries(tries).filter(([, attempt]) => {
          try {
            attempt();
            return false;
          } catch {
            return true;
          }
        }).map(([name]) => name);
      });
      assert.deepEqual(refused, ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'write', 'parse', 'srcdoc', 'worker', 'script', 'policy', 'eval', 'function'], path);
      await page.close();
    }
  });
});
