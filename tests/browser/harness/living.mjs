// The three practice sites as one table, for what must hold on each: where their posts are, which of them must be marked, where
// marks stand, and what moves on the page.

import { SITES } from '../saved/sites.mjs';
import { understood } from '../saved/listen.mjs';
import { LARKSPUR } from './setup.mjs';
import { SMALL, stand } from './sites.mjs';
import { until } from './wait.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./world.mjs').World} World */
/** @typedef {import('./sites.mjs').Site} Site */
/** @typedef {import('./sites.mjs').SitePost} SitePost */
/** @typedef {import('../saved/sites.mjs').Look} Look */
/** @typedef {Site & { look: Look, alone: string }} Place `alone`: the post that only the page's address names */

const lookOf = (/** @type {string} */ name) => /** @type {Look} */ (SITES.find(({ table }) => table === name));

/** X, as far as these specs ask: its other parts are in `world.mjs`. */
const X = /** @type {Site} */ ({
  name: 'x',
  origin: 'https://x.com',
  key: ({ id }) => `x:${id}`,
  row: 'article[data-testid="tweet"]',
});

/** @type {Place[]} */
export const PLACES = [
  { ...X, look: lookOf('x'), alone: '' },
  {
    ...SMALL.bluesky,
    // A conversation's first links are those of whoever passed a post on, or of a quoted one.
    look: { ...lookOf('bluesky'), link: 'a[data-tooltip][href*="/post/"]' },
    alone: '[data-testid^="postThreadItem-by-"]:not([role="link"])',
  },
  { ...SMALL.mastodon, look: lookOf('mastodon'), alone: '' },
].filter(({ name }) => (process.env.HANDRAIL_SITES ?? name).split(',').includes(name));

/** One brand with its accounts on all of them. */
export const BRAND = { ...LARKSPUR, handles: [...LARKSPUR.handles, ...Object.values(SMALL).flatMap(({ brand }) => /** @type {typeof LARKSPUR} */ (brand).handles)] };

/** A post by the key that the content file gives it, with its address. */
export async function postOf(/** @type {Page} */ page, /** @type {Place} */ { name }, /** @type {string} */ key) {
  const post = /** @type {any} */ (await stand(page, (stand, key) => stand.post(key), key));
  return /** @type {SitePost} */ (name === 'x' ? { ...post, path: `/${post.author}/status/${post.id}` } : post);
}

/** Goes to an address of the site without loading the page. */
export const go = (/** @type {Page} */ page, /** @type {string} */ path) =>
  stand(page, async (stand, path) => {
    await stand.go(path);
    await stand.settled();
  }, path);

/** Adds posts at the top, each by somebody else. */
export const push = (/** @type {Page} */ page, /** @type {string[]} */ texts) =>
  stand(page, async (stand, texts) => {
    scrollTo(0, 0);
    const ids = stand.push(texts.map((/** @type {string} */ text, /** @type {number} */ at) => ({ text, author: `example_${at}_${performance.now().toFixed()}` })));
    await stand.settled();
    return ids;
  }, texts);

/** Which posts must be marked, as the engine says of all that the content script has told it. */
export class Ledger {
  /** @type {Map<string, boolean>} */
  known = new Map();

  constructor(/** @type {World} */ world) {
    this.extension = world.extension;
  }

  async read() {
    for (const { id, marked } of await understood(this.extension, true)) this.known.set(id.split('/').pop() ?? '', marked);
    return Object.fromEntries(this.known);
  }

  /** Waits until each post that can be seen has one mark of its own or none, as it must; what is wrong if that does not come. */
  async faults(/** @type {Page} */ page, /** @type {Place} */ { look, alone }) {
    let faults = ['nothing was looked at'];
    const right = async () => {
      faults = await page.evaluate(wrong, await this.read(), look, alone);
      return faults.length === 0;
    };
    await until('the right marks', right).catch((error) => faults.length === 0 && faults.push(String(error)));
    return faults;
  }
}

/** In the page: what is wrong with the marks now. */
function wrong(/** @type {Record<string, boolean>} */ known, /** @type {Look} */ { post: POST, link, id: pattern }, /** @type {string} */ alone) {
  const faults = [];
  const idOf = (/** @type {Element} */ post) => {
    const address = alone !== '' && post.matches(alone) ? location.pathname : post.querySelector(link)?.getAttribute('href');
    return new RegExp(pattern).exec(address ?? '')?.[1] ?? '';
  };
  let marked = 0;
  for (const post of document.querySelectorAll(POST)) {
    if (post.parentElement?.closest(POST) || !post.checkVisibility()) continue;
    const id = idOf(post);
    const wanted = id === '' ? false : known[id];
    const marks = [...post.querySelectorAll('handrail-mark')].map((mark) => mark.getAttribute('data-handrail-post') ?? 'nothing');
    if (wanted === undefined) faults.push(`nobody asked about ${id}`);
    else if (marks.length !== Number(wanted)) faults.push(`${id || 'a post without a number'} has ${marks.length} marks, not ${Number(wanted)}`);
    for (const key of marks) if (key.split(/[:/]/).pop() !== id) faults.push(`${id} has the mark of ${key}`);
    marked += marks.length;
  }
  if (marked === 0) faults.push('there is no mark at all');
  for (const mark of document.querySelectorAll('handrail-mark')) {
    if (mark.checkVisibility() && !mark.closest(POST)) faults.push(`a mark of ${mark.getAttribute('data-handrail-post')} stands in no post`);
  }
  for (const [name, ranges] of CSS.highlights) {
    if (!name.startsWith('handrail')) continue;
    for (const { startContainer } of ranges) {
      const at = startContainer.parentElement?.closest(POST);
      if (!at?.isConnected) faults.push(`${name} underlines what is no longer there`);
      else if (at.checkVisibility() && !at.querySelector('handrail-mark')) faults.push(`${name} underlines ${idOf(at)}, which has no mark`);
    }
  }
  return faults;
}

/** The page's body is replaced as other extensions do it: by another with the same nodes, or by a copy. */
export const replaceBody = (/** @type {Page} */ page, /** @type {'moved' | 'copied'} */ how) =>
  page.evaluate((how) => {
    const old = document.body;
    const fresh = /** @type {HTMLElement} */ (old.cloneNode(how === 'copied'));
    if (how === 'moved') fresh.append(...old.childNodes);
    old.replaceWith(fresh);
  }, how);

/**
 * Where marks stand badly: a line for each that reaches beyond its post and what that stands in, or is too small to press; and
 * one if ours make the page larger or move a post.
 */
export async function misplaced(/** @type {World} */ { opened }, /** @type {Page} */ page, /** @type {Place} */ { look }) {
  const found = [];
  const hosts = await page.$$('handrail-mark');
  for (const host of hosts) {
    if (!(await host.evaluate((host) => host.parentElement?.checkVisibility()))) continue;
    const root = await opened.shadowOf(/** @type {any} */ (host));
    found.push(...((await root?.evaluate(placed)) ?? ['a mark without a root']));
  }
  return [...found, ...(await page.evaluate(otherwise, look.post))];
}

function placed(/** @type {Node} */ root) {
  const { host } = /** @type {ShadowRoot} */ (root);
  const post = /** @type {Element} */ (host.parentElement);
  const boxes = [post, post.parentElement ?? post].map((one) => one.getBoundingClientRect());
  const [left, right] = [Math.min(...boxes.map(({ left }) => left)), Math.max(...boxes.map(({ right }) => right))];
  const name = host.getAttribute('data-handrail-post');
  const button = /** @type {Element} */ (/** @type {ShadowRoot} */ (root).querySelector('button'));
  const rail = /** @type {Element} */ (/** @type {ShadowRoot} */ (root).querySelector('.rail'));
  const faults = [];
  for (const [what, part] of Object.entries({ badge: button, rail })) {
    const box = part.getBoundingClientRect();
    if (box.left < left - 1 || box.right > right + 1) faults.push(`the ${what} of ${name} is at ${box.left} to ${box.right}, its post at ${left} to ${right}`);
  }
  const { width, height } = button.getBoundingClientRect();
  // Parts of pixels are rounded where the page is zoomed.
  if (width < 23.9 || height < 23.9) faults.push(`the badge of ${name} has ${width} by ${height} pixels`);
  const { top, bottom } = button.getBoundingClientRect();
  if (top < (boxes[0]?.top ?? 0) - 1 || bottom > (boxes[0]?.bottom ?? 0) + 1) faults.push(`the badge of ${name} is at ${top} to ${bottom}, its post at ${boxes[0]?.top} to ${boxes[0]?.bottom}`);
  return faults;
}

/** Our styles let nobody hide a mark: they are taken out for one look, before anybody sees that. */
function otherwise(/** @type {string} */ posts) {
  const page = /** @type {Element} */ (document.scrollingElement);
  const layout = () => ({
    page: `${page.scrollWidth} by ${page.scrollHeight}`,
    posts: [...document.querySelectorAll(posts)].map((post) => Object.values(post.getBoundingClientRect().toJSON()).join(' ')).join('; '),
  });
  const withOurs = layout();
  const out = [...document.querySelectorAll('handrail-mark, handrail-frame, handrail-toast')].map((host) => ({ host, parent: host.parentNode, next: host.nextSibling }));
  for (const { host } of out) host.remove();
  const without = layout();
  for (const { host, parent, next } of out.reverse()) parent?.insertBefore(host, next);
  const faults = withOurs.page === without.page ? [] : [`the page is ${withOurs.page}, and ${without.page} without ours`];
  return withOurs.posts === without.posts ? faults : [...faults, 'posts stand elsewhere without ours'];
}

/** @typedef {{ value: number, sources: string[] }} Shift how much was shifted, and what: its name, from where, to where */

/** Notes from now on what is shifted under the reader of a page (Chromium). */
export const watchShifts = (/** @type {Page} */ page) =>
  page.evaluate(() => {
    const box = (/** @type {DOMRect} */ { x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
    const nameOf = (/** @type {any} */ { node, previousRect, currentRect }) => {
      const element = node instanceof Element ? node : node?.parentElement;
      // What lies in a closed shadow root has no name.
      return `${element ? element.localName : 'unseen'} ${box(previousRect)} to ${box(currentRect)}`;
    };
    /** @type {Shift[]} */
    const shifts = [];
    const note = (/** @type {any[]} */ entries) => {
      for (const { value, sources } of entries) shifts.push({ value, sources: sources.map(nameOf) });
    };
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    Object.assign(window, { __shifts: () => (note(observer.takeRecords()), shifts) });
  });

/**
 * What was shifted since then.
 * @returns {Promise<Shift[]>}
 */
export const shifts = (/** @type {Page} */ page) =>
  page.evaluate(async () => {
    // An entry comes after the frame in which it happened.
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    await new Promise((done) => setTimeout(done));
    return /** @type {any} */ (window).__shifts();
  });

/** Shifts in which only ours moved. What else moves takes our marks along: where they lie changes nothing of the page's. */
export const ours = (/** @type {Shift[]} */ shifts) => shifts.filter(({ sources }) => sources.every((source) => /^(handrail|unseen)/.test(source)));

/** Scrolls down to what lies so far below, a little in each frame, and up again. */
export const scrollThrough = (/** @type {Page} */ page, far = 9000, by = 600) =>
  page.evaluate(async (far, by) => {
    for (const step of [by, -by]) {
      for (let done = 0; done < far; done += by) {
        scrollBy(0, step);
        await new Promise(requestAnimationFrame);
      }
    }
  }, far, by);

/** The browser's own zoom of the tabs of a site. */
export const zoom = (/** @type {World} */ { extension }, /** @type {Place} */ { origin }, /** @type {number} */ factor) =>
  extension.evaluate(
    async (url, factor) => {
      // @ts-ignore: there in an extension's page
      for (const { id } of await chrome.tabs.query({ url })) await chrome.tabs.setZoom(id, factor);
    },
    `${origin}/*`,
    factor,
  );
