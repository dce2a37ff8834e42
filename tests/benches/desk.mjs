// A desk with a million events in 50,000 cases: how long its page takes to open, an act to be kept, a search to answer.
// `cargo xtask bench desk` runs it for both browsers.
//
//   node tests/benches/desk.mjs chromium|firefox [events] [cases]
//
// The log is written straight into the browser's storage, as the background would have over months. Then the background is
// killed and reads all of it; an act makes it write down what that adds up to; it is killed again, and from there on
// everything is timed as an agent would meet it; beside it what the browser alone needs for the same, a message and a write that
// is on the disk. Prints one line of JSON, times in milliseconds, memory in MB.
import { readFile, readdir } from 'node:fs/promises';
import { serve } from '../../www/server.mjs';
import { open } from '../browser/harness/browsers.mjs';
import { saveProfile } from '../browser/harness/setup.mjs';
import { of } from './figures.mjs';

const [name, events = '1000000', cases = '50000'] = /** @type {['chromium' | 'firefox', string?, string?]} */ (/** @type {unknown} */ (process.argv.slice(2)));
const ACTS = 200;
const SEARCHES = 100;
/** So many cases still wait; the others were handled. */
const OPEN = 5_000;

const site = await serve({ speed: 0 });
const opened = await open(name, { port: site.port, args: ['--enable-precise-memory-info'] });
try {
  const page = await opened.extensionPage('pages/options.html');
  await saveProfile(page);
  const now = Date.now();
  const per = Math.round(Number(events) / Number(cases));
  for (let from = 0; from < Number(cases); from += 500) {
    await page.evaluate(write, { from, to: Math.min(from + 500, Number(cases)), per, now, open: OPEN });
  }
  await opened.killBackground();
  const begun = performance.now();
  await queue(page, { search: '' });
  const whole = performance.now() - begun;
  await act(page, 0);
  await opened.killBackground();

  const opens = [];
  for (let round = 0; round < 12; round++) {
    if (round >= 6) await opened.killBackground();
    const desk = await opened.extensionPage('pages/desk.html');
    opens.push(await desk.evaluate(firstRow));
    await desk.close();
  }
  const [acts, again, messages, writes] = [[], [], [], []].map((list) => /** @type {number[]} */ (list));
  for (let at = 1; at <= ACTS; at++) {
    acts?.push(await act(page, at));
    // The same case once more, as after its first act on a page or in the desk.
    again?.push(await act(page, at, 'again'));
    messages?.push(await message(page));
    writes?.push(await page.evaluate(writeAlone, at));
  }
  const searches = [];
  for (let at = 0; at < SEARCHES; at++) searches.push(await queue(page, { search: ['internet', 'example_41', 'router light', 'nothing like it'][at % 4] }));
  console.log(JSON.stringify({
    browser: name,
    events: Number(events),
    cases: Number(cases),
    whole,
    ...of('warm', opens.slice(1, 6)),
    ...of('cold', opens.slice(6)),
    ...of('act', acts ?? []),
    ...of('again', again ?? []),
    ...of('message', messages ?? []),
    ...of('write', writes ?? []),
    memory: await memory(opened),
    ...of('search', searches),
  }));
} finally {
  await opened.close();
  await site.close();
}

/** In the desk's page: when its first row was there, since the page began to load. */
function firstRow() {
  const now = () => (document.querySelector('li.case') ? performance.now() : undefined);
  return now() ?? new Promise((done) => {
    new MutationObserver((_, observer) => {
      const at = now();
      if (at === undefined) return;
      observer.disconnect();
      done(at);
    }).observe(document, { childList: true, subtree: true });
  });
}

/** How long a part of the queue takes to come, from an extension's page and back. */
function queue(/** @type {import('../browser/harness/browsers.mjs').Doc} */ page, /** @type {object} */ part) {
  return page.evaluate(async (part) => {
    const asked = { queue: { part: { list: 'next', brand: '', topic: '', search: '', from: 0, most: 50, ...part } } };
    const begun = performance.now();
    // @ts-ignore: there in an extension's page
    const answer = await chrome.runtime.sendMessage({ to: 'background', kind: 'engine', request: { type: 'desk', asked } });
    if (!answer.ok || answer.response.type !== 'desk') throw new Error(JSON.stringify(answer).slice(0, 300));
    return performance.now() - begun;
  }, part);
}

/** What the extension's own process holds. */
async function memory(/** @type {import('../browser/harness/browsers.mjs').Opened} */ { browser }) {
  /** @type {Map<string, { parent: string, ours: boolean, held: number }>} */
  const processes = new Map();
  for (const id of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const [status, line] = await Promise.all(['status', 'cmdline'].map((file) => readFile(`/proc/${id}/${file}`, 'utf8').catch(() => '')));
    const number = (/** @type {string} */ name) => new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status ?? '')?.[1] ?? '';
    const ours = number('Name') === 'WebExtensions' || line?.includes('--extension-process') === true;
    processes.set(id, { parent: number('PPid'), ours, held: Number(number('VmRSS')) / 1000 });
  }
  const root = String(browser.process()?.pid);
  const within = (/** @type {string} */ id) => {
    for (let at = id; at && at !== '0'; at = processes.get(at)?.parent ?? '') if (at === root) return true;
    return false;
  };
  return [...processes].filter(([id, { ours }]) => ours && within(id)).reduce((sum, [, { held }]) => sum + held, 0);
}

/** How long a message to the background and back takes. */
function message(/** @type {import('../browser/harness/browsers.mjs').Doc} */ page) {
  return page.evaluate(async () => {
    const begun = performance.now();
    // @ts-ignore: there in an extension's page
    await chrome.runtime.sendMessage({ to: 'background', kind: 'fetchState' });
    return performance.now() - begun;
  });
}

/** In an extension's page: how long a small entry takes until it is on the disk, in a store of its own. */
async function writeAlone(/** @type {number} */ at) {
  const database = await new Promise((/** @type {(database: IDBDatabase) => void} */ done, fail) => {
    const request = indexedDB.open('alone', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('events', { keyPath: 'id' });
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  const begun = performance.now();
  const transaction = database.transaction('events', 'readwrite', { durability: 'strict' });
  transaction.objectStore('events').put({ id: `alone-${at}`, post: 'x:1', at, act: { type: 'claimed' }, number: at });
  await new Promise((done, fail) => {
    transaction.oncomplete = done;
    transaction.onerror = () => fail(transaction.error);
  });
  database.close();
  return performance.now() - begun;
}

/** How long an act takes to be kept, on a case of which nothing is at hand. */
function act(/** @type {import('../browser/harness/browsers.mjs').Doc} */ page, /** @type {number} */ at, more = '') {
  return page.evaluate(async (at, more) => {
    const post = `x:${10_000_000 + at * 4}`;
    const event = { id: `act-${at}${more}`, post, at: Date.now(), act: { type: 'claimed' } };
    const begun = performance.now();
    // @ts-ignore: there in an extension's page
    const answer = await chrome.runtime.sendMessage({ to: 'background', kind: 'engine', request: { type: 'act', event } });
    if (!answer.ok || answer.response.type !== 'kept') throw new Error(JSON.stringify(answer).slice(0, 300));
    return performance.now() - begun;
  }, at, more);
}

/** In an extension's page: cases of invented people, each with its events, straight into the log. */
async function write(/** @type {{ from: number, to: number, per: number, now: number, open: number }} */ { from, to, per, now, open }) {
  const database = await new Promise((/** @type {(database: IDBDatabase) => void} */ done, fail) => {
    const request = indexedDB.open('handrail');
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  const transaction = database.transaction(['events', 'records'], 'readwrite');
  const events = transaction.objectStore('events');
  const records = transaction.objectStore('records');
  const hour = 3_600_000;
  for (let at = from; at < to; at++) {
    const key = `x:${10_000_000 + at * 4}`;
    const waits = at < open;
    const time = waits ? now - (at % 40) * hour : now - (100 + at % 4000) * hour;
    const sight = { case: key, brand: 'Larkspur Broadband', author: `person${at}`, time, intent: 'complaint', urgency: at % 3, topic: ['outage', 'billing', null][at % 3], heat: at % 100, waits: true, followers: at % 50_000, replies: 0 };
    let number = at * per;
    const add = (/** @type {string} */ post, /** @type {object} */ act, /** @type {number} */ when) => {
      events.put({ id: `e${number}`, post, at: when, act, number });
      number += 1;
    };
    add(key, { type: 'case', step: { seen: { sight } } }, time);
    add(`${key}1`, { type: 'case', step: { seen: { sight: { ...sight, time: time + hour / 4 } } } }, time + hour / 4);
    while (number < (at + 1) * per - 1) add(key, { type: 'case', step: { noted: { text: `note ${number}` } } }, time + hour / 2);
    add(key, waits ? { type: 'case', step: { noted: { text: 'the last' } } } : { type: 'handled' }, time + hour);
    if (!waits) continue;
    for (const post of [key, `${key}1`]) {
      const text = `@LarkspurCare my internet is down again and the router light is red, number ${at}`;
      const excerpt = { handle: `example_${at}`, name: `Person ${at}`, text, url: `https://x.com/example_${at}/status/${post.slice(2)}`, at: time };
      records.put({ name: `excerpt:${post}`, bytes: new TextEncoder().encode(JSON.stringify(excerpt)) });
    }
  }
  await new Promise((done, fail) => {
    transaction.oncomplete = done;
    transaction.onerror = () => fail(transaction.error);
  });
  database.close();
}
