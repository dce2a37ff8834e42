// All three practice sites by one table, for what is asked of every site alike.

import { inTurn } from './browsers.mjs';
import { LARKSPUR } from './setup.mjs';
import { SMALL, stand } from './sites.mjs';
import { until } from './wait.mjs';
import { SITES } from '../saved/sites.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./world.mjs').World} World */
/** @typedef {import('./sites.mjs').Site} Site */
/** @typedef {import('./sites.mjs').SitePost} SitePost */

/** @type {Site} */
const X = {
  name: 'x',
  origin: 'https://x.com',
  brand: LARKSPUR,
  key: ({ id }) => `x:${id}`,
  account: ({ by }) => by,
  address: ({ path }) => `https://x.com${path}`,
  row: 'article[data-testid="tweet"]',
  boxes: '[data-testid^="UserAvatar-Container-"], button svg, [data-testid="tweetPhoto"]',
  words: '[data-testid="User-Name"], [data-testid="tweetText"], [role="group"]',
  reply: '[data-testid="reply"]',
  editor: '[data-testid="tweetTextarea_0"]',
  send: '[data-testid="tweetButton"], [data-testid="tweetButtonInline"]',
  given: () => '',
};

/** What only these tests ask of a site. */
const MORE = {
  x: { list: '/i/lists/kinds', original: '.translated button', warning: '' },
  bluesky: { list: '/profile/larkspurcare.example.com/lists/kinds', original: '', warning: '[data-testid="contentHider-post"] > button' },
  mastodon: { list: '/lists/1', original: '.translate-button .link-button', warning: '.content-warning .link-button' },
};

/**
 * A site with `list`, the address of a list with one post of every kind, with what shows a translated post's `original` and
 * what opens a post behind a `warning`, and how its pages `look` to a reader that knows nothing of ours.
 */
const SITE = [X, ...Object.values(SMALL)].map((site) => ({
  ...site,
  ...MORE[/** @type {keyof typeof MORE} */ (site.name)],
  look: /** @type {import('../saved/sites.mjs').Look} */ (SITES.find(({ table }) => table === site.name)),
}));

/** @typedef {typeof SITE[number]} AnySite */

/** The sites and browsers that this run is for, in turn. */
export const EVERY = SITE.filter(({ name }) => (process.env.HANDRAIL_SITES ?? name).split(',').includes(name)).flatMap((site, at) => inTurn(at).map((browser) => ({ site, browser })));

/** A post of the practice site, by its key or number. */
export const anyPost = (/** @type {Page} */ page, /** @type {string} */ key) =>
  /** @type {Promise<SitePost & Record<string, any>>} */ (
    stand(
      page,
      (stand, key) => {
        const post = /** @type {any} */ (stand.post(key));
        return { by: post.author, path: `/${post.author}/status/${post.id}`, ...post };
      },
      key,
    )
  );

/** The accessible name of every mark that can be seen, by the key of its post; two of one post are an error. */
export async function names(/** @type {World} */ { opened }, /** @type {Page} */ page) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const host of await page.$$('handrail-mark')) {
    const key = await host.evaluate((host) => (host.parentElement?.checkVisibility() ? host.getAttribute('data-handrail-post') : null));
    if (key === null) continue;
    const root = await opened.shadowOf(/** @type {any} */ (host));
    const name = (await root?.evaluate((root) => root.querySelector('.name')?.textContent)) ?? '';
    found[key] = key in found ? `${found[key]} AND ${name}` : name;
  }
  return found;
}

/** How the page of a site stands, as its content script says. */
export const health = (/** @type {World} */ { extension }, /** @type {string} */ site) =>
  extension.evaluate(async (site) => {
    // @ts-ignore: there in an extension's page
    const tabs = await chrome.tabs.query({});
    // @ts-ignore: there in an extension's page
    const answers = await Promise.all(tabs.map(({ id }) => chrome.tabs.sendMessage(id, { to: 'content', kind: 'health' }).catch(() => undefined)));
    return answers.find((answer) => answer?.site === site);
  }, site);

/** Waits until `faults` gives none; what it gave last. */
export async function none(/** @type {() => Promise<string[]>} */ faults, /** @type {string} */ what) {
  let last = [what];
  await until(what, async () => (last = await faults()).length === 0).catch(() => {});
  return last;
}
