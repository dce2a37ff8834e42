// A scroll through 2,000 posts of the practice site, with the extension and without: what of it is ours. `cargo xtask bench
// scroll` runs it in pairs.
//
//   node tests/benches/scroll.mjs chromium|firefox on|off [rounds]
//
// Prints one line of JSON. In the page: frames that were lost, from a post's arrival to its mark. In Chromium's trace: our
// script's processor time for each batch of 20 posts that came, its longest task. `rounds` times 2,000 posts are scrolled
// through, each time new ones; what the page's heap holds is looked at after the first and after the last.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../www/server.mjs';
import { extensionFolder, open } from '../browser/harness/browsers.mjs';
import { saveProfile } from '../browser/harness/setup.mjs';
import { until } from '../browser/harness/wait.mjs';
import { heap, of } from './figures.mjs';

const POSTS = 2_000;
const BATCH = 20;
const [name, which, rounds = '1'] = /** @type {['chromium' | 'firefox', 'on' | 'off', string?]} */ (/** @type {unknown} */ (process.argv.slice(2)));

/** The extension without its script on the site. */
function without(/** @type {string} */ folder) {
  const copy = mkdtempSync(join(tmpdir(), 'handrail-off-'));
  cpSync(folder, copy, { recursive: true });
  const file = join(copy, 'manifest.json');
  const { content_scripts, ...manifest } = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify(manifest));
  return copy;
}

const folder = extensionFolder(name);
const off = which === 'off' ? without(folder) : undefined;
const site = await serve({ speed: 0 });
const opened = await open(name, { port: site.port, folder: off ?? folder, args: ['--enable-precise-memory-info'] });
try {
  const setup = await opened.extensionPage('pages/options.html');
  await saveProfile(setup);
  await setup.close();
  const page = await opened.browser.newPage();
  if (name === 'firefox') await page.setViewport({ width: 1280, height: 900 });
  await page.goto('https://x.com/home');
  await page.evaluate(() => /** @type {any} */ (window).__stand.ready);
  if (!off) await until('the first marks', () => page.$('handrail-mark'));
  await page.evaluate(watch);
  const heaps = [await heap(page, name)];
  const ours = /** @type {{ batches: number[], longest: number }} */ ({ batches: [], longest: 0 });
  for (let round = 0; round < Number(rounds); round++) {
    await page.evaluate(push, POSTS, round);
    const first = round === 0 && name === 'chromium';
    if (first) await page.tracing.start({ categories: ['devtools.timeline', 'v8.execute', 'blink.console'] });
    // The posts of the rounds before lie below: they are not scrolled through again.
    while (await page.evaluate(scroll, BATCH, POSTS * (round + 1)));
    if (first) Object.assign(ours, read(await page.tracing.stop()));
    heaps.push(await heap(page, name));
  }
  const { frames, lost, waits } = await page.evaluate(() => /** @type {any} */ (window).__scroll);
  console.log(JSON.stringify({ browser: name, which, frames, lost, ...of('wait', waits), marks: waits.length, ...of('batch', ours.batches), longest: ours.longest, heaps }));
} finally {
  await opened.close();
  await site.close();
  if (off) rmSync(off, { recursive: true });
}

/** In the page: notes when posts come and when their marks do. */
function watch() {
  const came = new Map();
  const state = { frames: 0, lost: 0, waits: /** @type {number[]} */ ([]), came: 0 };
  const idOf = (/** @type {Element} */ article) => /status\/(\d+)/.exec(article.querySelector('a[href*="/status/"] > time')?.parentElement?.getAttribute('href') ?? '')?.[1];
  const arrived = (/** @type {Element} */ article, /** @type {number} */ now) => {
    const id = idOf(article);
    if (id === undefined || came.has(id)) return;
    came.set(id, now);
    state.came += 1;
  };
  new MutationObserver((records) => {
    const now = performance.now();
    for (const { target, addedNodes } of records) {
      const own = (target instanceof Element ? target : target.parentElement)?.closest('article');
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        if (node.localName === 'handrail-mark' && own) {
          const id = idOf(own);
          const at = came.get(id);
          if (at > 0) state.waits.push(now - at);
          came.set(id, -1);
        } else for (const article of node.querySelectorAll('article')) arrived(article, now);
      }
      // A re-used row holds its new post before it is put in place.
      if (own) arrived(own, now);
    }
  }).observe(document, { childList: true, subtree: true, characterData: true, attributeFilter: ['href'] });
  /** @type {any} */ (window).__scroll = state;
}

/** In the page: new posts at the top, as the timeline mixes them, each by somebody else. */
function push(/** @type {number} */ count, /** @type {number} */ round) {
  const stand = /** @type {any} */ (window).__stand;
  const /** @type {any[]} */ all = stand.posts();
  const invented = all.filter((post) => !post.replyTo && !post.promoted && !/\d{5}$/.test(post.text));
  const posts = Array.from({ length: count }, (_, at) => {
    const { text, lang } = invented[at % invented.length];
    return { text: `${text} ${10_000 + (at % 90_000)}`, lang, author: `example_${round}_${at}` };
  });
  window.scrollTo(0, 0);
  stand.push(posts, { show: true });
}

/**
 * In the page: scrolls a little in each of some frames; every `size` posts that came a mark in the trace. Answers whether
 * there is more: a page that is asked for minutes is given up.
 */
async function scroll(/** @type {number} */ size, /** @type {number} */ goal) {
  const state = /** @type {any} */ (window).__scroll;
  const frame = () => new Promise((/** @type {(now: number) => void} */ done) => requestAnimationFrame(done));
  let last = await frame();
  state.next ??= state.came + size;
  for (let frames = 0; frames < 200; frames++) {
    const before = window.scrollY;
    window.scrollBy(0, 200);
    const now = await frame();
    state.frames += 1;
    state.lost += Math.max(0, Math.round((now - last) / (1000 / 60)) - 1);
    last = now;
    state.still = window.scrollY === before ? (state.still ?? 0) + 1 : 0;
    if (state.still >= 10 || state.came >= goal) return false;
    if (state.came < state.next) continue;
    console.timeStamp('batch');
    state.next = state.came + size;
  }
  return true;
}

/** Our script's calls in Chromium's trace: processor time between two marks of a batch, and the longest call. */
function read(/** @type {Uint8Array} */ trace) {
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace));
  const ours = traceEvents.filter((/** @type {any} */ event) => event.name === 'FunctionCall' && event.dur !== undefined && event.args?.data?.url?.includes('content/content.js'));
  const ends = traceEvents.filter((/** @type {any} */ event) => event.name === 'TimeStamp' && event.args?.data?.message === 'batch').map((/** @type {any} */ event) => event.ts);
  ends.sort((/** @type {number} */ a, /** @type {number} */ b) => a - b);
  const batches = ends.map(() => 0);
  let longest = 0;
  for (const { ts, dur, tdur = dur } of ours) {
    const at = ends.findIndex((/** @type {number} */ end) => ts < end);
    if (at >= 0) batches[at] += tdur / 1000;
    longest = Math.max(longest, tdur / 1000);
  }
  return { batches, longest };
}
