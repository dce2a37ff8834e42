// Opens a browser with the extension, in which x.com is the server on a port of this machine.
//
// Both kinds give the same: site pages are puppeteer's own, an extension's page or frame is a `Doc`.

import { fileURLToPath } from 'node:url';
import { openChromium } from './chromium.mjs';
import { openFirefox } from './firefox.mjs';

/**
 * A page or frame of the extension.
 * @typedef {object} Doc
 * @property {<T>(fn: (...args: any[]) => T, ...args: any[]) => Promise<Awaited<T>>} evaluate runs a function in it
 * @property {(key: string, ...held: string[]) => Promise<void>} press presses a key, with others held
 * @property {(text: string) => Promise<void>} type types
 * @property {(selector: string, paths: string[]) => Promise<void>} upload chooses files
 * @property {(path: string) => Promise<void>} screenshot takes a picture (of a page, not of a frame)
 * @property {() => Promise<void>} close closes it (a page, not a frame)
 */

/**
 * @typedef {object} Opened
 * @property {'chromium' | 'firefox'} name
 * @property {import('puppeteer-core').Browser} browser
 * @property {(path: string) => Promise<Doc>} extensionPage opens a page of the extension in a tab
 * @property {(page: import('puppeteer-core').Page, path: string) => Promise<Doc | undefined>} frameIn the extension's frame in a page
 * @property {(host: import('puppeteer-core').ElementHandle) => Promise<import('puppeteer-core').ElementHandle | undefined>} shadowOf an element's shadow root, closed or not
 * @property {() => Promise<void>} killBackground ends the extension's background, whatever it is doing
 * @property {() => Promise<void>} close
 */

/** @typedef {{ port: number, folder?: string, profile?: string, headless?: boolean, args?: string[], prefs?: Record<string, unknown>, env?: Record<string, string>, size?: [number, number] }} How */

/** A page of the extension on which nothing goes on: for speaking to the background. */
export const QUIET = 'pages/style.css';

/** Where a browser's built extension is. */
export const extensionFolder = (/** @type {string} */ name) =>
  fileURLToPath(new URL(`../../../target/extension/${name}`, import.meta.url));

/**
 * @param {'chromium' | 'firefox'} name
 * @param {How} how
 * @returns {Promise<Opened>}
 */
export function open(name, how) {
  const folder = how.folder ?? extensionFolder(name);
  return name === 'firefox' ? openFirefox(folder, how) : openChromium(folder, how);
}

/** The browsers that this run is for. */
export const BROWSERS = /** @type {('chromium' | 'firefox')[]} */ (
  (process.env.HANDRAIL_BROWSERS ?? 'chromium,firefox').split(',')
);

/** Whether everything runs in every browser: `cargo xtask test --whole`. */
export const WHOLE = process.env.HANDRAIL_WHOLE === '1';

/**
 * The browsers that this case of a long table runs in. Cases that ask every browser the same take turns, so that a usual run
 * looks at each of them once, and a whole run in every browser.
 */
export const inTurn = (/** @type {number} */ at) => (WHOLE ? BROWSERS : BROWSERS.filter((_, browser) => browser === at % BROWSERS.length));
