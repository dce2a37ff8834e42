// On the stand-in site in a real browser: how long from a post's arrival in the page to its mark, and how much of the
// page's main thread a batch of 20 posts takes. `cargo xtask bench page` runs it for both browsers.
//
// The clock is the page's own: a MutationObserver notes when a post's element comes and when our host is in it. The
// main thread's share is the sum of our script's calls in Chromium's own trace.
import { serve } from '../../www/server.mjs';
import { open } from '../browser/harness/browsers.mjs';
import { saveProfile } from '../browser/harness/setup.mjs';
import { until } from '../browser/harness/wait.mjs';

const BATCHES = 30;
const SIZE = 20;
const name = /** @type {'chromium' | 'firefox'} */ (process.argv[2]);

const site = await serve({ speed: 0 });
// Tall enough for a whole batch: rows out of sight are not in the page.
const opened = await open(name, { port: site.port, size: [1280, 6000], args: [] });
try {
  const setup = await opened.extensionPage('pages/options.html');
  await saveProfile(setup);
  const page = await opened.browser.newPage();
  if (name === 'firefox') await page.setViewport({ width: 1280, height: 6000 });
  await page.goto('https://x.com/home');
  await page.evaluate(() => /** @type {any} */ (window).__stand.ready);
  await until('the first marks', () => page.$('handrail-mark'));
  await page.evaluate(watch);

  const trace = name === 'chromium' ? await startTrace(page) : undefined;
  for (let batch = 0; batch < BATCHES; batch++) {
    const wanted = (batch + 1) * SIZE;
    await page.evaluate(push, batch, SIZE);
    await until(`${wanted} marks`, () => page.evaluate((wanted) => /** @type {any} */ (window).__arrived.waits.length >= wanted, wanted));
  }
  const busy = await trace?.();
  const waits = await page.evaluate(() => /** @type {any} */ (window).__arrived.waits);
  waits.sort((/** @type {number} */ a, /** @type {number} */ b) => a - b);
  const at = (/** @type {number} */ share) => waits[Math.floor(share * (waits.length - 1))];
  console.log(
    JSON.stringify({ browser: name, posts: waits.length, p50: at(0.5), p95: at(0.95), busy: busy === undefined ? null : busy / BATCHES }),
  );
} finally {
  await opened.close();
  await site.close();
}

/** In the page: notes when posts come, and when their marks do. Each post counts once. */
function watch() {
  const came = new Map();
  const waits = /** @type {number[]} */ ([]);
  const fresh = /bench-(\d+)-(\d+)/;
  const nameOf = (/** @type {Element | null | undefined} */ article) => fresh.exec(article?.querySelector('[data-testid="tweetText"]')?.textContent ?? '')?.[0];
  new MutationObserver((records) => {
    const now = performance.now();
    for (const node of records.flatMap((record) => [record.target, ...record.addedNodes])) {
      if (!(node instanceof Element)) continue;
      if (node.localName === 'handrail-mark') {
        const name = nameOf(node.closest('article'));
        if (name && came.get(name) > 0) {
          waits.push(now - came.get(name));
          came.set(name, -1);
        }
        continue;
      }
      // A re-used row holds its new post before it is put in place.
      const own = node.closest('article');
      for (const article of own ? [own] : node.querySelectorAll('article')) {
        const name = nameOf(article);
        if (name && !came.has(name)) came.set(name, now);
      }
    }
  }).observe(document, { childList: true, subtree: true, characterData: true });
  /** @type {any} */ (window).__arrived = { waits };
}

/** In the page: a batch of posts about the brand arrives at the top. */
function push(/** @type {number} */ batch, /** @type {number} */ size) {
  const posts = Array.from({ length: size }, (_, at) => ({
    // Each by somebody else: posts of one person are read anew whenever there is one more.
    author: `example_${batch}_${at}`,
    text: `@LarkspurCare no internet since this morning and nobody answers, third time this month (bench-${batch}-${at})`,
  }));
  /** @type {any} */ (window).__stand.push(posts, { show: true });
}

/** Starts Chromium's trace; what it gives ends it and tells the milliseconds of a processor that our script took. */
async function startTrace(/** @type {import('puppeteer-core').Page} */ page) {
  await page.tracing.start({ categories: ['devtools.timeline', 'v8.execute'] });
  return async () => {
    const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
    return traceEvents
      .filter((/** @type {any} */ event) => event.name === 'FunctionCall' && event.dur !== undefined && event.args?.data?.url?.includes('content/content.js'))
      .reduce((/** @type {number} */ sum, /** @type {any} */ event) => sum + (event.tdur ?? event.dur) / 1000, 0);
  };
}
