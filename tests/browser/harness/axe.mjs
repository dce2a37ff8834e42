// axe-core over what we draw: pages and frames of the extension, and our hosts on the site's page.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./browsers.mjs').Opened} Opened */

const SOURCE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Runs axe's own script where a function runs: no page's policy has a say in that. */
const LOAD = /** @type {() => void} */ (new Function(SOURCE));

/** Every rule of WCAG 2.2 AA and what axe calls good practice, with the size of targets, which is off unless asked for. */
const HOW = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
  iframes: false,
};

/** Runs in the page: what axe finds in the whole document, or inside `only`, a line each. */
async function look(/** @type {object} */ how, /** @type {string | undefined} */ only) {
  // A colour on its way from one theme to the other is nobody's to read.
  const changes = document.getAnimations().filter((one) => one instanceof CSSTransition);
  await Promise.allSettled(changes.map(({ finished }) => finished));
  // @ts-ignore: axe's own global
  const { violations } = await axe.run(only ? { include: [only] } : document, how);
  return violations.flatMap((/** @type {any} */ { id, nodes }) =>
    nodes.map((/** @type {any} */ { target, any, all, none }) => `${id} ${target.flat().join(' >>> ')}: ${[...any, ...all, ...none].map(({ message }) => message).join('; ')}`),
  );
}

/**
 * What axe finds in a page or frame of the extension.
 * @param {import('./browsers.mjs').Doc} doc
 * @returns {Promise<string[]>}
 */
export async function violations(doc) {
  // @ts-ignore: axe's own global
  if (!(await doc.evaluate(() => 'axe' in window))) await doc.evaluate(LOAD);
  return doc.evaluate(look, HOW);
}

/**
 * What axe finds in our hosts on the site's page. Their roots are closed to the page, and opened to axe alone.
 * @returns {Promise<string[]>}
 */
export async function violationsOn(/** @type {Opened} */ opened, /** @type {Page} */ page, /** @type {string} */ hosts) {
  for (const host of await page.$$(hosts)) {
    const root = await opened.shadowOf(host);
    await root?.evaluate((root) => {
      const { host } = /** @type {ShadowRoot} */ (/** @type {unknown} */ (root));
      Object.defineProperty(host, 'shadowRoot', { value: root, configurable: true });
    });
  }
  const [first] = await page.$$(hosts);
  const root = first && (await opened.shadowOf(first));
  if (!root) throw new Error(`no ${hosts}`);
  await root.evaluate(LOAD);
  return root.evaluate((_, how, only, source) => new Function('how', 'only', `return (${source})(how, only)`)(how, only), HOW, hosts, String(look));
}
