// Handrail's keys, pressed as a person presses them; what the page hears of them; notices and the cheat sheet.

import { mark } from './marks.mjs';
import { until } from './wait.mjs';
import { push } from './world.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./world.mjs').World} World */

/** Presses a key with others held. */
export async function chord(/** @type {Page} */ page, /** @type {string} */ key, held = ['Alt', 'Shift'], times = 1) {
  for (const one of held) await page.keyboard.down(/** @type {any} */ (one));
  // Down again while it is down: it is held.
  for (let time = 1; time < times; time += 1) await page.keyboard.down(/** @type {any} */ (key));
  await page.keyboard.press(/** @type {any} */ (key));
  for (const one of [...held].reverse()) await page.keyboard.up(/** @type {any} */ (one));
}

/** Notes from now on every key that the page hears of, but for those that are only held. */
export async function overheard(/** @type {Page} */ page) {
  await page.evaluate(() => {
    /** @type {string[]} */
    const heard = [];
    for (const type of ['keydown', 'keypress', 'keyup']) {
      for (const capture of [true, false]) {
        window.addEventListener(type, (event) => {
          const { key } = /** @type {KeyboardEvent} */ (event);
          if (!['Alt', 'Shift', 'Control', 'Meta'].includes(key)) heard.push(`${type} ${key}`);
        }, { capture });
      }
    }
    Object.assign(window, { __heard: heard });
  });
  return () => page.evaluate(() => /** @type {string[]} */ (/** @type {any} */ (window).__heard).splice(0));
}

/** The shadow root of one of our hosts. */
async function rootOf(/** @type {World} */ { opened }, /** @type {Page} */ page, /** @type {string} */ host) {
  const found = (await page.evaluateHandle((host) => document.querySelector(host), host)).asElement();
  return found ? opened.shadowOf(/** @type {any} */ (found)) : undefined;
}

/** Waits for a notice that says so. */
export const notice = (/** @type {World} */ world, /** @type {Page} */ page, /** @type {RegExp} */ words) => {
  let last = '';
  return until(`a notice like ${words}`, async () => {
    const root = await rootOf(world, page, 'handrail-toast:popover-open');
    last = (await root?.evaluate((root) => root.textContent ?? '')) ?? '';
    return words.test(last);
  }).catch((error) => {
    throw new Error(`${error.message}; the notice: ${last}`);
  });
};

/** Presses the button of the notice that is there. */
export async function agree(/** @type {World} */ world, /** @type {Page} */ page) {
  const root = await rootOf(world, page, 'handrail-toast:popover-open');
  await root?.evaluate((root) => root.querySelector('button')?.click());
}

/** What the cheat sheet shows: the chord or keys of every line; nothing while it is closed. */
export async function sheet(/** @type {World} */ world, /** @type {Page} */ page) {
  const root = await rootOf(world, page, 'handrail-sheet');
  return root?.evaluate((root) =>
    [...root.querySelectorAll('dl > div')].map((line) => `${line.querySelector('dt')?.textContent}: ${[...line.querySelectorAll('kbd')].map(({ textContent }) => textContent).join(' ')}`),
  );
}

/** The post on whose badge the focus is. */
export const onBadge = (/** @type {Page} */ page) => page.evaluate(() => document.activeElement?.getAttribute('data-handrail-post') ?? null);

/** Keeps something in the extension's storage, as its pages do. */
export const store = (/** @type {World} */ { extension }, /** @type {object} */ values) =>
  extension.evaluate(
    // @ts-ignore: there in an extension's page
    (values) => chrome.storage.local.set(values),
    values,
  );

/** Which posts are dimmed, with the post of their mark; quoted posts, which lie in others, are as dim as those. */
export const dimmed = (/** @type {Page} */ page, /** @type {string} */ selector) =>
  page.evaluate(
    (selector) =>
      [...document.querySelectorAll(selector)].filter((post) => !post.parentElement?.closest(selector)).map((post) => {
        const part = [...post.children].find(({ localName }) => !localName.startsWith('handrail-'));
        const mark = post.querySelector('handrail-mark')?.getAttribute('data-handrail-post') ?? null;
        return { mark, dim: part !== undefined && Number(getComputedStyle(part).opacity) < 1 };
      }),
    selector,
  );

export const COMPLAINT = '@LarkspurCare the wifi drops every evening and nobody answers';
/** X's posts. */
export const POST = 'article[data-testid="tweet"]';

let filled = 0;
/** A page whose first posts are complaints about us and one that is none of ours; the newest is the first. */
export async function fresh(/** @type {World} */ world, /** @type {string[]} */ ...texts) {
  const page = await world.visit();
  const posts = (texts.length > 0 ? texts : [COMPLAINT, `${COMPLAINT} at all`, 'Lovely weather today']).map((text) => ({ text, author: 'example_ines' }));
  // Posts are numbered by their order: those of another test are not to be met again.
  filled += 3;
  await push(page, Array.from({ length: filled }, () => ({ text: 'Lovely weather today', author: 'example_kit' })));
  const ids = await push(page, posts);
  await page.evaluate(() => window.scrollTo(0, 0));
  await mark(world.opened, page, ids[0] ?? '');
  await mark(world.opened, page, ids[1] ?? '');
  // From top to bottom.
  const order = await page.evaluate((ids) => {
    const top = (/** @type {string} */ id) => document.querySelector(`[data-handrail-post="x:${id}"]`)?.getBoundingClientRect().top ?? 0;
    return ids.slice(0, 2).sort((one, other) => top(one) - top(other));
  }, ids);
  return { page, ids: order };
}
/** Whether the mark of a post has an attribute. */
export const attribute = (/** @type {Page} */ page, /** @type {string} */ id, /** @type {string} */ name) =>
  page.evaluate((id, name) => document.querySelector(`[data-handrail-post="x:${id}"]`)?.hasAttribute(name) ?? false, id, name);
/** Waits for the focus on the badge of a post. */
export const on = (/** @type {Page} */ page, /** @type {string} */ id) => until(`the focus on ${id}`, async () => (await onBadge(page)) === `x:${id}`);

/** What the clipboard holds, pasted into a field that is there for it alone. */
export async function pasted(/** @type {Page} */ page) {
  await page.evaluate(() => {
    const field = document.createElement('textarea');
    field.id = 'pasted';
    // The list is not to be scrolled for it.
    Object.assign(field.style, { position: 'fixed', top: '0' });
    document.body.append(field);
    field.focus({ preventScroll: true });
  });
  await page.keyboard.down('Control');
  await page.keyboard.press('v', { commands: ['Paste'] });
  await page.keyboard.up('Control');
  return until('what was copied', () => page.evaluate(() => /** @type {HTMLTextAreaElement | null} */ (document.querySelector('#pasted'))?.value));
}
