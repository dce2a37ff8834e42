// On the stand-in site in a real browser: how long from Enter on a marked post to the frame showing why it is marked,
// articles and drafts. `cargo xtask bench frame` runs it for both browsers.
//
// The clock begins at the key's event in the page and ends when the frame has drawn what it was given about that post:
// open, with the keyboard in it. The badge has the focus before, as it always has where Enter is pressed: the frame asks
// then already. Both moments are read in one process's clock each and joined by the wall clock that both documents share (`timeOrigin`). The
// page's first opening makes the frame; it is told apart.
import { serve } from '../../www/server.mjs';
import { open } from '../browser/harness/browsers.mjs';
import { focusBadge } from '../browser/harness/marks.mjs';
import { importArticles, saveProfile } from '../browser/harness/setup.mjs';
import { until } from '../browser/harness/wait.mjs';

const OPENINGS = 100;
const BATCH = 10;
/** Between the two keys that bring the focus to a badge and press it, in milliseconds: a fast typist's. */
const APART = 100;
const name = /** @type {'chromium' | 'firefox'} */ (process.argv[2]);
/** All of them get an article: what is measured is the whole of it. */
const TEXTS = [
  'can I move my billing date?',
  'can I move my billing date? It is the day before I am paid',
  'can I move my billing date? Third time I ask, this is ridiculous',
  'hello, can I move my billing date please, it does not work in the app',
];

const site = await serve({ speed: 0 });
const opened = await open(name, { port: site.port, size: [1280, 1600], args: [] });
try {
  const setup = await opened.extensionPage('pages/options.html');
  await saveProfile(setup);
  await importArticles(setup);
  const page = await opened.browser.newPage();
  if (name === 'firefox') await page.setViewport({ width: 1280, height: 1600 });
  await page.goto('https://x.com/home');
  await page.evaluate(() => /** @type {any} */ (window).__stand.ready);
  await page.evaluate(noteKeys);

  /** @type {number[]} */
  const waits = [];
  let first = 0;
  for (let at = 0; at <= OPENINGS; at++) {
    if (at % BATCH === 0) await page.evaluate(push, TEXTS, at, BATCH);
    const { id, mark } = await page.evaluate(pushed, at);
    await focusBadge(opened, page, id);
    const frame = at > 0 ? await opened.frameIn(page, 'pages/frame.html') : undefined;
    await frame?.evaluate(watch, mark);
    // Nobody presses Enter in the same moment in which Tab has brought the focus.
    await new Promise((done) => setTimeout(done, APART));
    await page.keyboard.press('Enter');
    const shown = frame ?? (await until('the frame', () => opened.frameIn(page, 'pages/frame.html')));
    if (!frame) await shown.evaluate(watch, mark);
    const drawn = await until(`what there is to say of ${mark}`, () => shown.evaluate(() => /** @type {any} */ (globalThis).__drawn?.at));
    const pressed = await page.evaluate(() => /** @type {any} */ (window).__pressed);
    if (at === 0) first = drawn - pressed;
    else waits.push(drawn - pressed);
    await shown.press('Escape');
    await until('the frame to close', () => page.evaluate(() => !document.querySelector('handrail-frame')?.matches(':popover-open')));
  }
  waits.sort((a, b) => a - b);
  const share = (/** @type {number} */ share) => waits[Math.floor(share * (waits.length - 1))];
  console.log(JSON.stringify({ browser: name, openings: waits.length, p50: share(0.5), p95: share(0.95), first }));
} finally {
  await opened.close();
  await site.close();
}

/** In the page: notes when Enter was pressed last. */
function noteKeys() {
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Enter') /** @type {any} */ (window).__pressed = performance.timeOrigin + event.timeStamp;
    },
    { capture: true },
  );
  /** @type {any} */ (window).__ids = [];
}

/** In the page: posts arrive at the top. */
async function push(/** @type {string[]} */ texts, /** @type {number} */ from, /** @type {number} */ count) {
  const posts = Array.from({ length: count }, (_, at) => ({
    author: 'example_ines',
    text: `@LarkspurCare ${texts[(from + at) % texts.length]} (open-${from + at})`,
  }));
  const stand = /** @type {any} */ (window).__stand;
  const ids = stand.push(posts);
  await stand.settled();
  ids.forEach((/** @type {string} */ id, /** @type {number} */ at) => (/** @type {any} */ (window).__ids[from + at] = id));
}

/** In the page: a post's number, and a word that only its text has. */
function pushed(/** @type {number} */ at) {
  return { id: /** @type {any} */ (window).__ids[at], mark: `(open-${at})` };
}

/** In the frame: notes when it has drawn the post's text with why it is marked, an article and a draft. */
function watch(/** @type {string} */ mark) {
  const state = { at: 0 };
  /** @type {any} */ (globalThis).__drawn = state;
  const look = () => {
    const has = (/** @type {string} */ selector) => document.querySelector(selector) !== null;
    const whole =
      document.querySelector('main')?.getAttribute('aria-busy') === 'false' &&
      document.body.textContent?.includes(mark) &&
      // It is open and has the keyboard: what it will show was drawn before the key.
      innerHeight > 0 &&
      document.hasFocus() &&
      has('mark') &&
      has('[aria-labelledby="articles"] li') &&
      has('[aria-labelledby="drafts"] li');
    if (!whole || state.at > 0) return;
    state.at = performance.timeOrigin + performance.now();
    watcher.disconnect();
  };
  const watcher = new MutationObserver(look);
  watcher.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
  addEventListener('focus', look);
  addEventListener('resize', look);
  look();
}
