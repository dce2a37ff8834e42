// The world of a browser spec: the stand-in site as x.com, a browser with the extension, the sample brand.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { serve } from '../../../www/server.mjs';
import { BROWSERS, open, QUIET } from './browsers.mjs';
import { SMALL, smallDisk } from './disk.mjs';
import { focusBadge } from './marks.mjs';
import { remade } from './remade.mjs';
import { importArticles, saveProfile } from './setup.mjs';
import { until } from './wait.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * @typedef {object} World
 * @property {import('./browsers.mjs').Opened} opened
 * @property {import('./browsers.mjs').Doc} extension one of the extension's pages, for asking the background
 * @property {(path?: string) => Promise<Page>} visit opens an address of the site, and waits until it is drawn
 * @property {import('./disk.mjs').Disk} [disk] where the setting says that it is small, until the browser is started again
 * @property {(meanwhile?: (profile: string) => Promise<void>) => Promise<void>} restart ends the browser and starts it again with the same profile
 * @property {() => Promise<void>} end
 */

/** What takes longer than this hangs, in milliseconds. */
export const LONGEST = 900_000;

/** The moment at which every visit to the site begins. */
const NOW = '2026-05-04T09:00:00Z';

/** The stand-in site: as `cargo xtask test` has built it for all specs, or built for this one alone, for they run side by side. */
export async function practiceSite(/** @type {Setting["pages"]} */ pages = undefined, now = NOW) {
  const outdir = await mkdtemp(join(tmpdir(), 'handrail-www-'));
  const site = await serve({ now, outdir, assets: process.env.HANDRAIL_WWW ?? null, pages });
  return {
    port: site.port,
    async close() {
      await site.close();
      await rm(outdir, { recursive: true, force: true });
    },
  };
}

/**
 * @typedef {object} Setting
 * @property {boolean} [brand] whether the brand is set up
 * @property {boolean} [articles] whether its articles are imported
 * @property {boolean} [encoder] whether the extension has its sentence encoder: where that is not the matter, nothing reads beside the test
 * @property {boolean} [secondLook] whether uncertain posts are read twice, too
 * @property {string} [now] the moment at which every visit to the site begins, where it is not to be always the same
 * @property {string[]} [args] more arguments for the browser
 * @property {Record<string, string>} [env] more of the browser's environment
 * @property {boolean} [small] whether the extension may keep only some megabytes
 * @property {NonNullable<Parameters<typeof serve>[0]>['pages']} [pages] what the site answers besides its own pages
 * @property {string[]} [hosts] what the extension may contact besides its sites, as if the lead had agreed
 * @property {string[]} [sites] pages that it works on besides its own, as if the agent had named their servers
 * @property {Record<string, string>} [scripts] scripts of the extension that are made anew, of which files in `tests/browser`
 */

/** @type {(name: 'chromium' | 'firefox', setting?: Setting) => Promise<World>} */
export async function makeWorld(name, { brand = true, articles = false, secondLook = false, encoder = secondLook, now, args = [], env, small = false, pages, scripts = {}, hosts, sites } = {}) {
  const made = await remade(name, scripts, hosts, sites, encoder);
  const profile = await mkdtemp(join(tmpdir(), 'handrail-'));
  const site = await practiceSite(pages, now);
  const start = async () => {
    const opened = await open(name, { port: site.port, profile, args, env, prefs: small ? SMALL : {}, folder: made.folder });
    try {
      return { opened, extension: await opened.extensionPage(QUIET) };
    } catch (error) {
      // A browser that stays open keeps the tests from ending.
      await opened.close();
      throw error;
    }
  };
  /** @type {World} */
  const world = {
    ...(await start()),
    async visit(path = '/home') {
      const page = await world.opened.browser.newPage();
      await page.goto(`https://x.com${path}`);
      await page.waitForFunction(() => '__stand' in window);
      await page.evaluate(() => __stand.ready);
      return page;
    },
    async restart(meanwhile) {
      await world.opened.close();
      await meanwhile?.(profile);
      Object.assign(world, await start());
    },
    async end() {
      await world.opened.close();
      await site.close();
      await made.remove();
      await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  if (small) world.disk = await smallDisk(world.opened, world.extension);
  await turnSecondLook(world, secondLook);
  if (brand) await saveProfile(world.extension);
  if (articles) await importArticles(world.extension);
  return world;
}

/** Turns the second look on or off, as the options do. */
export const turnSecondLook = (/** @type {Pick<World, 'extension'>} */ { extension }, /** @type {boolean} */ on) =>
  extension.evaluate(
    // @ts-ignore: there in an extension's page
    (secondLook) => chrome.storage.local.set({ secondLook }),
    on,
  );

/**
 * Describes the same behaviour in every browser: `tests` gets a way to the world, which is there once they run.
 * @param {string} what
 * @param {Setting} setting
 * @param {(world: () => World, name: 'chromium' | 'firefox') => void} tests
 * @param {('chromium' | 'firefox')[]} browsers
 */
export function inBrowsers(what, setting, tests, browsers = BROWSERS) {
  for (const name of browsers) {
    describe(`${what} in ${name}`, { timeout: LONGEST }, () => {
      /** @type {World} */
      let world;
      before(async () => {
        world = await makeWorld(name, setting);
      });
      after(() => world?.end());
      tests(() => world, name);
    });
  }
}

/** A post's number, by the key that the stand-in gives it. */
export const idOf = (/** @type {Page} */ page, /** @type {string} */ key) =>
  page.evaluate((key) => /** @type {string} */ (__stand.post(key)?.id), key);

/** Brings a post into view. */
export async function show(/** @type {Page} */ page, /** @type {string} */ key) {
  const id = await idOf(page, key);
  await page.evaluate(async (key) => void (await __stand.scrollToPost(key)), key);
  return id;
}

/** New posts at the top of the timeline; their numbers. */
export const push = (/** @type {Page} */ page, /** @type {object[]} */ posts) =>
  page.evaluate(async (posts) => {
    const ids = __stand.push(/** @type {any} */ (posts));
    await __stand.settled();
    return ids;
  }, posts);

/** X's reply box. */
export const EDITOR = '[data-testid="tweetTextarea_0"]';

/** The frame beside a fresh post by Inés whose reply box is open, with `text` in it. */
export async function replying(
  /** @type {World} */ world,
  /** @type {{ post: string, text?: string, path?: string }} */ { post, text = '', path = '/home' },
) {
  const page = await world.visit(path);
  const [id = ''] = await push(page, [{ text: post, author: 'example_ines' }]);
  await page.evaluate((id) => __stand.go(`/example_ines/status/${id}`), id);
  const editor = await page.waitForSelector(EDITOR);
  if (text !== '') {
    await editor?.click();
    await page.keyboard.type(text);
  }
  return { page, id, frame: await assist(world, page, id) };
}

/**
 * Opens the suggestions for a post from its badge, with the keyboard, and gives the frame once it is about that post.
 * @returns {Promise<import('./browsers.mjs').Doc>}
 */
export async function assist(/** @type {Pick<World, 'opened'>} */ { opened }, /** @type {Page} */ page, /** @type {string} */ id) {
  await focusBadge(opened, page, id);
  // Its beginning will do; half a character arrives as another one.
  const start = await page.evaluate((id) => __stand.post(id)?.text.slice(0, 40).split(/[\ud800-\udfff]/)[0] ?? '', id);
  await page.keyboard.press('Enter');
  return until(`the suggestions for ${id}`, async () => {
    const frame = await opened.frameIn(page, 'pages/frame.html');
    const drawn = await frame?.evaluate(
      (start) =>
        document.querySelector('[aria-labelledby="drafts"]') !== null &&
        document.body.textContent?.includes(start) &&
        document.hasFocus(),
      start,
    );
    return drawn ? frame : undefined;
  });
}
