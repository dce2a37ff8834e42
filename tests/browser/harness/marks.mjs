// What Handrail has put on the page. Its hosts are closed to the page; the tests look in as the browser's tools do.

import { until } from './wait.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./browsers.mjs').Opened} Opened */

/** The post's host element, if it is marked. */
function hostOf(/** @type {Page} */ page, /** @type {string} */ id) {
  return page.evaluateHandle((id) => {
    const time = document.querySelector(`article[data-testid="tweet"] a[href*="/status/${id}"] time`);
    return time?.closest('article')?.querySelector('handrail-mark') ?? null;
  }, id);
}

/**
 * The shadow root of the mark on a post, if there is one.
 * @returns {Promise<import('puppeteer-core').ElementHandle | undefined>}
 */
export async function markRoot(/** @type {Opened} */ opened, /** @type {Page} */ page, /** @type {string} */ id) {
  const host = (await hostOf(page, id)).asElement();
  return host ? opened.shadowOf(/** @type {any} */ (host)) : undefined;
}

/** What the mark on a post says: its badge's accessible name and text; nothing where the post has none. */
export async function readMark(/** @type {Opened} */ opened, /** @type {Page} */ page, /** @type {string} */ id) {
  const root = await markRoot(opened, page, id);
  return root?.evaluate((root) => {
    const badge = root.querySelector('button');
    const name = badge?.querySelector('.name')?.textContent ?? '';
    const face = [...(badge?.querySelectorAll(':scope > :not(.name)') ?? [])];
    return badge && { name, text: face.map(({ textContent }) => textContent).join('') };
  });
}

/** Waits for the mark on a post, and gives what it says. */
export function mark(/** @type {Opened} */ opened, /** @type {Page} */ page, /** @type {string} */ id, test = (/** @type {{name: string, text: string}} */ _) => true) {
  return until(`the mark on ${id}`, async () => {
    const found = await readMark(opened, page, id);
    return found && test(found) ? found : undefined;
  });
}

/** Puts the keyboard on the badge of a post. */
export async function focusBadge(/** @type {Opened} */ opened, /** @type {Page} */ page, /** @type {string} */ id) {
  await mark(opened, page, id);
  const root = await markRoot(opened, page, id);
  await root?.evaluate((root) => root.querySelector('button')?.focus());
}

/** Ids of the posts now mounted, with how many marks each has. */
export function counted(/** @type {Page} */ page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('article[data-testid="tweet"]')].map((article) => {
      const link = article.querySelector('a[href*="/status/"] > time')?.parentElement;
      const id = /status\/(\d+)/.exec(link?.getAttribute('href') ?? '')?.[1] ?? '';
      return { id, marks: article.querySelectorAll('handrail-mark').length };
    }),
  );
}

/** Names of Handrail's highlights on the page, with the words that each underlines. */
export function highlights(/** @type {Page} */ page) {
  return page.evaluate(() =>
    [...CSS.highlights]
      .filter(([name]) => name.startsWith('handrail'))
      .map(([name, ranges]) => ({
        name,
        words: [...ranges].map((range) => {
          const live = document.createRange();
          live.setStart(range.startContainer, range.startOffset);
          live.setEnd(range.endContainer, range.endOffset);
          return live.toString();
        }),
      })),
  );
}
