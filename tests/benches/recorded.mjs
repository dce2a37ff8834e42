// Two recordings of five minutes of agents' work at their true pace: how long it takes from an agent's key until what it does
// is seen. `cargo xtask bench recorded` runs it for both browsers.
//
//   node tests/benches/recorded.mjs chromium|firefox [recording]
//
// Prints one line of JSON for each recording, times in milliseconds. `act`: from the key (or click) until this program, which
// looks every few milliseconds, has seen all that the agent waits for; without those that open a tab, which are the site's
// own loading (`tab`), and without typing, of which the time of a letter is given (`letter`). `long`: tasks of more than 50 ms
// on the pages of the site, the site's own and this program's among them, and the longest; Chromium alone tells. `heaps`:
// what the timeline's heap holds at the beginning and at the end, in MB, after a collection. `behind`: how late an act was at
// most, because what came before it took its time.
import { readRecording } from '../browser/recorded/recording.mjs';
import { replay } from '../browser/recorded/replay.mjs';
import { makeStage } from '../browser/recorded/stage.mjs';
import { heap, of } from './figures.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('../browser/recorded/recording.mjs').Line} Line */

const [name, only] = /** @type {['chromium' | 'firefox', string?]} */ (/** @type {unknown} */ (process.argv.slice(2)));
/** Between two looks. */
const PAUSE = 4;

for (const recording of only ? [only] : ['evening-at-a-broadband-desk', 'sale-day-at-a-shop']) {
  console.log(JSON.stringify(await measure(recording)));
}

async function measure(/** @type {string} */ recording) {
  const stage = await makeStage(name, await readRecording(new URL(`../browser/recorded/${recording}.jsonl`, import.meta.url)), { args: ['--enable-precise-memory-info'] });
  try {
    const watching = async (/** @type {Page} */ page) => {
      await page.evaluate(watch);
      await page.evaluateOnNewDocument(watch);
    };
    await watching(stage.home);
    const heaps = [await heap(stage.home, name)];
    /** @type {{ act: number[], tab: number[], letter: number[] }} */
    const took = { act: [], tab: [], letter: [] };
    let slowest = { took: 0, what: '' };
    let behind = 0;
    const begun = performance.now();
    await replay(stage, {
      pause: PAUSE,
      before: async ({ at }) => {
        const wait = at - (performance.now() - begun);
        if (wait > 0) await new Promise((done) => setTimeout(done, wait));
        else behind = Math.max(behind, -wait);
      },
      after: (line, time) => {
        const kind = line.then?.tab ? 'tab' : line.type ? 'letter' : 'act';
        const times = line.times ?? line.type?.length ?? 1;
        took[kind].push(time / times);
        if (kind === 'act' && time > slowest.took) slowest = { took: time, what: `${line.on}: ${line.press ?? line.click ?? line.tabTo}` };
        if (line.then?.tab) void watching(stage.site).catch(() => {});
      },
    });
    const lasted = performance.now() - begun;
    heaps.push(await heap(stage.home, name));
    /** @type {number[]} */
    const long = name === 'chromium' ? (await Promise.all(stage.pages().map((page) => page.evaluate(() => JSON.parse(sessionStorage.getItem('long') ?? '[]'))))).flat() : [];
    return {
      browser: name,
      recording,
      acts: took.act.length + took.tab.length + took.letter.length,
      lasted,
      ...of('act', took.act),
      ...of('tab', took.tab),
      ...of('letter', took.letter),
      slowest: slowest.what,
      long: name === 'chromium' ? long.length : null,
      longest: name === 'chromium' ? Math.max(0, ...long) : null,
      heaps,
      behind,
    };
  } finally {
    await stage.end();
  }
}

/** In a page of the site: notes its long tasks, also over a reload. */
function watch() {
  if (!PerformanceObserver.supportedEntryTypes.includes('longtask') || '__watched' in window) return;
  Object.assign(window, { __watched: true });
  new PerformanceObserver((list) => {
    const known = JSON.parse(sessionStorage.getItem('long') ?? '[]');
    sessionStorage.setItem('long', JSON.stringify([...known, ...list.getEntries().map(({ duration }) => Math.round(duration))]));
  }).observe({ type: 'longtask', buffered: true });
}
