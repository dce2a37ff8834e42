// One saved page under the extension: what was read against what is known, and what that did to the page.

import { saveProfile } from '../harness/setup.mjs';
import { until } from '../harness/wait.mjs';
import { brandOf } from './brand.mjs';
import { forget, heard, understood } from './listen.mjs';
import { install } from './replay.mjs';
import { watch } from './untouched.mjs';

/**
 * @typedef {object} Findings
 * @property {number} expected
 * @property {number} found
 * @property {number} equal
 * @property {number} marks painted
 * @property {number} replayed things done to rows
 * @property {string[]} faults
 */

const plain = (/** @type {string} */ text) => text.replace(/\s+/gu, ' ').trim();
/** A post's name without who wrote it or where. */
const last = (/** @type {string} */ key) => key.slice(key.lastIndexOf('/') + 1);
/** The text from shortly before the place where it begins to differ from another. */
const quoted = (/** @type {string} */ text, other = '') => {
  let same = 0;
  while (same < text.length && text[same] === other[same]) same += 1;
  const start = Math.max(0, same - 20);
  const part = text.slice(start, start + 80);
  return JSON.stringify(`${start > 0 ? '…' : ''}${part}${start + 80 < text.length ? '…' : ''}`);
};

/**
 * @param {import('../harness/browsers.mjs').Opened} opened
 * @param {import('../harness/browsers.mjs').Doc} extension one of its pages, listening
 * @param {{ show: (html: string) => void }} server
 * @param {import('./shelf.mjs').Saved} saved
 * @param {number} replay how many things to do to the rows afterwards
 * @returns {Promise<Findings>}
 */
export async function compare(opened, extension, server, saved, replay) {
  const { brand, mentioned } = brandOf(saved.posts);
  await saveProfile(extension, [brand]);
  await forget(extension);
  server.show(saved.html);
  const page = await opened.browser.newPage();
  try {
    await page.evaluateOnNewDocument(watch);
    await page.goto(`https://${saved.site.host}${saved.path}`, { waitUntil: 'load' });
    const faults = [];
    const wanted = new Set(saved.posts.map(({ id }) => id));
    await until('every post to be read', async () => {
      const keys = new Set((await heard(extension)).map(last));
      return [...wanted].every((id) => keys.has(id));
    }).catch(() => {});
    const read = (await understood(extension)).map((post) => ({ ...post, id: last(post.id) })).filter(({ id }) => id !== '');
    const { equal, faults: differences } = differ(saved.posts, read);
    faults.push(...differences);

    const marked = read.filter((post) => post.marked).map(({ id }) => id);
    faults.push(...mentioned.filter((id) => !marked.includes(id)).map((id) => `${id} names the brand but is not marked`));
    await page.evaluate(install, saved.site);
    const wrong = await atRest(page, marked);
    faults.push(...wrong);
    const marks = await page.evaluate(() => document.querySelectorAll('handrail-mark').length);
    faults.push(
      ...(await page.evaluate(() => {
        const { __untouched } = /** @type {any} */ (window);
        __untouched.end();
        return __untouched.changes();
      })),
    );
    const times = faults.length === 0 ? replay : 0;
    if (times > 0) faults.push(...(await replayed(opened, page, marked, times)));
    return { expected: saved.posts.length, found: read.length, equal, marks, replayed: times, faults };
  } finally {
    await page.close();
  }
}

/** @param {import('./shelf.mjs').Known[]} known @param {{id: string, handle: string, text: string}[]} read */
function differ(known, read) {
  const faults = [];
  let equal = 0;
  for (const post of known) {
    const found = read.find(({ id }) => id === post.id);
    if (!found) {
      faults.push(`${post.id} was not found`);
      continue;
    }
    const before = faults.length;
    if (found.handle.toLowerCase() !== post.handle.toLowerCase()) {
      faults.push(`${post.id} is by ${post.handle}, not ${found.handle}`);
    }
    const [expected, text] = [plain(post.text ?? ''), plain(found.text)];
    if (expected !== text) faults.push(`${post.id} says ${quoted(expected, text)}, not ${quoted(text, expected)}`);
    if (faults.length === before) equal += 1;
  }
  const surplus = read.filter(({ id }) => !known.some((post) => post.id === id));
  faults.push(...surplus.map(({ id, text }) => `${id} is not known: ${quoted(plain(text))}`));
  return { equal, faults };
}

/** What stays wrong with the marks when the page has come to rest. */
async function atRest(/** @type {import('puppeteer-core').Page} */ page, /** @type {string[]} */ marked) {
  let faults = ['the marks were not looked at'];
  await until('the marks', async () => {
    faults = await page.evaluate((marked) => /** @type {any} */ (window).__replay.wrong(marked), marked);
    return faults.length === 0;
  }).catch(() => {});
  return faults;
}

/** @param {import('../harness/browsers.mjs').Opened} opened @param {import('puppeteer-core').Page} page @param {string[]} marked */
async function replayed(opened, page, marked, /** @type {number} */ times) {
  const before = await weigh(opened, page);
  const { done, faults } = await page.evaluate(
    (times, marked) => /** @type {any} */ (window).__replay.run(times, 7, marked),
    times,
    marked,
  );
  if (faults.length > 0) return faults.map((/** @type {string} */ fault) => `after ${done} changes: ${fault}`);
  await page.evaluate(() => /** @type {any} */ (window).__replay.restore());
  const after = await weigh(opened, page);
  const hosts = await page.evaluate(() => /** @type {any} */ (window).__replay.hosts());
  const leaks = [];
  if (hosts > marked.length + 2) leaks.push(`${hosts} elements of ours are left for ${marked.length} marks`);
  if (before && after) {
    // Some slack: browsers keep a little of what they have just used.
    if (after.nodes > before.nodes * 1.5 + 500) leaks.push(`nodes grew from ${before.nodes} to ${after.nodes}`);
    if (after.listeners > before.listeners + 100) leaks.push(`listeners grew from ${before.listeners} to ${after.listeners}`);
  }
  return leaks;
}

/** How many nodes and listeners live, where the browser tells. */
async function weigh(/** @type {import('../harness/browsers.mjs').Opened} */ { name }, /** @type {import('puppeteer-core').Page} */ page) {
  if (name !== 'chromium') return undefined;
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  const { Nodes = 0, JSEventListeners = 0 } = await page.metrics();
  await session.detach();
  return { nodes: Nodes, listeners: JSEventListeners };
}
