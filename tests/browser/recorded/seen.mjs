// What an agent sees after an act (`then` of a recording): each name below is one thing to see, and is looked for until it is
// there. Words are patterns.
//
//   badge: NAME          the keyboard is on the mark of that post     marks: {NAME: WORDS}   what marks are called
//   frame: NAME          the suggestions are about that post and have the keyboard; frame: null: they are closed
//   said: WORDS          what the place says of the act (frame, desk) aloud: WORDS           what it says otherwise
//   notice: WORDS        the notice over the page                    sheet: true/false      the list of keys
//   box: WORDS           what a reply box holds                      boxes: NUMBER          how many are open
//   sent: NAME           a reply to that post is the last that went  path: WORDS            the address of the page
//   open: NAME           the page is about that post
//   plain: [NAME, …]     posts that are on the page without a mark   pill: true             new posts are announced
//   focus: ID            what has the keyboard in the place          on: WORDS              how that is called
//   row: NAME            the keyboard is on the row of that case     rows: [NAME, …]        rows that are there
//   gone: [NAME, …]      rows that are not there                     case: NAME or null     the case that is open
//   shows: {CSS: WORDS}  what parts of the place say                 list: NAME             the list that is chosen
//   count: {LIST: n}     what the desk's lists count                 tab: NAME              a tab with that post, in front

import { readMark } from '../harness/marks.mjs';
import { PATIENCE } from '../harness/wait.mjs';

/** @typedef {import('./stage.mjs').Stage} Stage */
/** @typedef {import('./recording.mjs').Line} Line */
/** @typedef {import('./recording.mjs').Place} Place */

/** The text of the first element, or of all. */
const texts = (/** @type {string} */ selector) => [...document.querySelectorAll(selector)].map((element) => element.textContent ?? '');

/** @type {(stage: Stage, place: Place, selector: string, words: string) => Promise<boolean>} */
const says = async (stage, place, selector, words) => {
  const there = isSite(place) ? await stage.site.evaluate(texts, selector) : await (await stage.doc(place))?.evaluate(texts, selector);
  return there?.some((text) => new RegExp(words).test(text)) ?? false;
};

export const isSite = (/** @type {Place} */ place) => place === 'page' || place === 'tab';

/** The shadow root of one of our hosts on the page. */
async function rootOf(/** @type {Stage} */ { opened, site }, /** @type {string} */ host) {
  const found = (await site.evaluateHandle((host) => document.querySelector(host), host)).asElement();
  return found ? opened.shadowOf(/** @type {any} */ (found)) : undefined;
}

/** The notice over the page; nothing where there is none. */
async function noticeOf(/** @type {Stage} */ stage) {
  const root = await rootOf(stage, 'handrail-toast:popover-open');
  return (await root?.evaluate((root) => root.textContent ?? '')) ?? '';
}

/** @type {Record<string, (stage: Stage, place: Place, wanted: any) => Promise<boolean>>} */
const SEEN = {
  badge: async ({ site, ...stage }, _, name) => {
    const on = await site.evaluate(() => document.hasFocus() && document.activeElement?.getAttribute('data-handrail-post'));
    return on === `x:${stage.recording.numbers.get(name)}`;
  },
  marks: async (stage, _, wanted) => {
    for (const [name, words] of Object.entries(wanted)) {
      const mark = await readMark(stage.opened, stage.site, stage.number(name));
      if (!mark || !new RegExp(words).test(mark.name)) return false;
    }
    return true;
  },
  frame: async (stage, _, name) => {
    if (name === null) return stage.site.evaluate(() => document.activeElement?.localName !== 'handrail-frame');
    const begins = stage.posts.get(stage.number(name))?.text.slice(0, 40) ?? '';
    const frame = await stage.doc('frame');
    const is = await frame?.evaluate(
      (begins) => document.hasFocus() && document.querySelector('[aria-labelledby="drafts"]') !== null && document.querySelector('.post')?.textContent?.includes(begins),
      begins,
    );
    return is === true;
  },
  said: (stage, place, words) => says(stage, place, 'footer [role="status"]', words),
  aloud: (stage, place, words) => says(stage, place, '[role="status"], [role="alert"], [role="alertdialog"]', words),
  notice: async (stage, _, words) => new RegExp(words).test(await noticeOf(stage)),
  sheet: async (stage, _, open) => ((await stage.site.$('handrail-sheet')) !== null) === open,
  box: ({ site }, _, words) => site.evaluate((words) => __stand.composers().some(({ text }) => new RegExp(words).test(text)), words),
  boxes: async ({ site }, _, number) => (await site.evaluate(() => document.querySelectorAll('[role="dialog"] [data-testid="tweetTextarea_0"]').length)) === number,
  sent: async (stage, _, name) => (await stage.site.evaluate(() => __stand.sent().at(-1)?.replyTo)) === stage.number(name),
  open: (stage, _, name) => stage.site.evaluate((id) => location.pathname.endsWith(`/status/${id}`), stage.number(name)),
  path: ({ site }, _, words) => site.evaluate((words) => new RegExp(words).test(location.pathname), words),
  plain: async (stage, _, names) => {
    const ids = names.map((/** @type {string} */ name) => stage.number(name));
    return stage.site.evaluate(
      (ids) =>
        ids.every((/** @type {string} */ id) => {
          const post = document.querySelector(`article[data-testid="tweet"] a[href*="/status/${id}"] time`)?.closest('article');
          return post && !post.querySelector('handrail-mark');
        }),
      ids,
    );
  },
  pill: async ({ site }) => (await site.$('[data-testid="pillLabel"]')) !== null,
  focus: async (stage, place, id) => (await (await stage.doc(place))?.evaluate(() => document.activeElement?.id)) === id,
  on: async (stage, place, words) => new RegExp(words).test((await (await stage.doc(place))?.evaluate(() => document.activeElement?.textContent ?? '')) ?? ''),
  row: async (stage, _, name) => (await stage.desk.evaluate(() => document.activeElement?.id)) === `case-${await stage.caseOf(name)}`,
  rows: async (stage, _, names) => {
    const there = await stage.desk.evaluate(rowsThere);
    for (const name of names) if (!there.includes(`case-${await stage.caseOf(name)}`)) return false;
    return true;
  },
  gone: async (stage, _, names) => {
    const there = await stage.desk.evaluate(rowsThere);
    for (const name of names) if (there.includes(`case-${await stage.caseOf(name)}`)) return false;
    return true;
  },
  case: async (stage, _, name) => {
    const open = await stage.desk.evaluate(() => document.querySelector('.case.opened button.open')?.id ?? (document.querySelector('.detail') ? 'elsewhere' : null));
    return open === (name === null ? null : `case-${await stage.caseOf(name)}`);
  },
  shows: async (stage, place, wanted) => {
    for (const [selector, words] of Object.entries(wanted)) if (!(await says(stage, place, selector, words))) return false;
    return true;
  },
  list: (stage, _, list) => stage.desk.evaluate((list) => document.getElementById(`list-${list}`)?.getAttribute('aria-selected') === 'true', list),
  count: async (stage, _, wanted) => {
    const counts = await stage.desk.evaluate(countsOf);
    return Object.entries(wanted).every(([list, count]) => counts[list] === count);
  },
  tab: async (stage, _, name) => {
    await stage.tabOf(name);
    return stage.site.evaluate((id) => document.visibilityState === 'visible' && location.pathname.endsWith(`/status/${id}`), stage.number(name));
  },
};

const rowsThere = () => [...document.querySelectorAll('.case button.open')].map(({ id }) => id);

/** What the desk's lists count. */
export const countsOf = () =>
  Object.fromEntries([...document.querySelectorAll('[role="tab"]')].map((tab) => [tab.id.replace('list-', ''), Number(tab.querySelector('.count')?.textContent)]));

/** What the page says to whoever presses send before the reply was checked. */
const PRESS_AGAIN = 'Press send again';

/**
 * Waits until the agent sees all of it; `pause`: between two looks, in milliseconds. Where the page asks to press send once
 * more, that is done by `again`.
 */
export async function see(/** @type {Stage} */ stage, /** @type {Line} */ line, /** @type {() => Promise<void>} */ again, pause = 25) {
  const place = line.on ?? 'page';
  let asked = false;
  for (const [what, wanted] of Object.entries(line.then ?? {})) {
    const look = SEEN[what];
    if (!look) throw new Error(`nobody knows how to see ${what}`);
    const end = Date.now() + PATIENCE;
    /** @type {unknown} */
    let last;
    // A page on its way elsewhere cannot answer.
    const looked = () => look(stage, place, wanted).catch((error) => void (last = error));
    while (!(await looked())) {
      if (Date.now() > end) {
        const notice = await noticeOf(stage).catch(String);
        throw new Error(`not seen: ${what}: ${JSON.stringify(wanted)}; the notice says: ${notice}${last ? `; ${last}` : ''}`);
      }
      if (what === 'sent' && !asked && (await SEEN['notice']?.(stage, place, PRESS_AGAIN))) {
        asked = true;
        await again();
      }
      await new Promise((next) => setTimeout(next, pause));
    }
  }
}
