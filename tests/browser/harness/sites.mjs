// The smaller practice sites: where on each of them things are, and how a spec gets at them. What it asks of them is the same.

import { BROWSERS } from './browsers.mjs';
import { LARKSPUR } from './setup.mjs';
import { until } from './wait.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./browsers.mjs').Doc} Doc */
/** @typedef {import('./world.mjs').World} World */
/** @typedef {{ id: string, key: string, by: string, text: string, lang: string, path: string }} SitePost */

/**
 * @typedef {object} Site
 * @property {string} name the table's
 * @property {string} origin
 * @property {string[]} [sites] what the extension's manifest must name besides its own
 * @property {object} brand the profile, with the brand's account there
 * @property {(post: SitePost) => string} key how the extension names a post
 * @property {(post: SitePost) => string} account its writer's account
 * @property {(post: SitePost) => string} address its address as the frame gives it
 * @property {string} row what a post stands in
 * @property {string} boxes what no mark may cover, in a post
 * @property {string} words selects elements whose words no mark may cover
 * @property {string} [prompt] what opens a composer about the post that the page is about, outside of it
 * @property {string} reply the post's button that opens a composer
 * @property {string} editor
 * @property {string} send
 * @property {(post: SitePost) => string} given what the site writes into a reply by itself
 */

const handleOf = (/** @type {string} */ by) => `${by.replace(/^example_/, '').replaceAll('_', '-').toLowerCase()}.example.com`;
/** Those who are on another server. */
const ELSEWHERE = ['example_omar', 'example_ravi', 'example_zadie'];
const acctOf = (/** @type {string} */ by) => `${by}${ELSEWHERE.includes(by) ? '@other.example' : ''}`;

/** @type {Record<string, Site>} */
export const SMALL = {
  bluesky: {
    name: 'bluesky',
    origin: 'https://bsky.app',
    brand: { ...LARKSPUR, handles: ['@larkspurcare.example.com', '@larkspur.example.com'] },
    key: ({ by, id }) => `bluesky:${handleOf(by)}/${id}`,
    account: ({ by }) => handleOf(by),
    address: ({ path }) => `https://bsky.app${path}`,
    row: '[data-testid^="feedItem-by-"], [data-testid^="postThreadItem-by-"]',
    boxes: '[data-testid="userAvatarImage"], button svg, img',
    words: '.name, .handle, .time, [data-word-wrap="1"]:not(a)',
    prompt: '[aria-label="Compose reply"]',
    reply: '[data-testid="replyBtn"]',
    editor: '.ProseMirror',
    send: '[data-testid="composerPublishBtn"]',
    given: () => '',
  },
  mastodon: {
    name: 'mastodon',
    origin: 'https://social.example',
    sites: ['https://social.example/*'],
    brand: { ...LARKSPUR, handles: ['@LarkspurCare@social.example', '@Larkspur@social.example'] },
    key: ({ id }) => `mastodon:social.example/${id}`,
    account: ({ by }) => (acctOf(by).includes('@') ? acctOf(by) : `${by}@social.example`),
    address: ({ path }) => `https://social.example${path}`,
    row: '.status[data-id], .detailed-status__wrapper',
    boxes: '.account__avatar, button svg, img',
    words: '.display-name__html, .display-name__account, time, .status__content__text',
    reply: '.status__action-bar button:first-child, .detailed-status__action-bar button:first-child',
    editor: 'textarea.autosuggest-textarea__textarea',
    send: '.compose-form__submit button',
    given: ({ by }) => `@${acctOf(by)} `,
  },
};

/** The sites that this run is for. */
export const NAMED = Object.values(SMALL).filter(({ name }) => (process.env.HANDRAIL_SITES ?? name).split(',').includes(name));

/** The same with the browsers. */
export const EACH = NAMED.flatMap((site) => BROWSERS.map((browser) => ({ site, browser })));

/** The page's own hooks; those of the first site have more, and other types. */
const hooks = /** @type {<T>(page: Page, fn: (stand: import('../../../www/common/hooks').SmallStand, given: any) => T, given?: unknown) => Promise<Awaited<T>>} */ (
  (page, fn, given) =>
    page.evaluate(
      (source, given) => new Function('stand', 'given', `return (${source})(stand, given)`)(/** @type {any} */ (window).__stand, given),
      String(fn),
      given,
    )
);
export { hooks as stand };

/** @returns {Promise<SitePost>} */
export const postOf = (/** @type {Page} */ page, /** @type {string} */ key) => hooks(page, (stand, key) => /** @type {any} */ (stand.post(key)), key);

/** A page of the site, drawn. */
export async function visit(/** @type {World} */ { opened }, /** @type {Site} */ { origin }, path = '/') {
  const page = await opened.browser.newPage();
  await page.goto(`${origin}${path}`);
  await drawn(page);
  return page;
}

export async function drawn(/** @type {Page} */ page) {
  await page.waitForFunction(() => '__stand' in window);
  await hooks(page, (stand) => stand.ready);
}

/** The mark of a post that can be seen. */
async function hostOf(/** @type {Page} */ page, /** @type {string} */ key) {
  const found = await page.evaluateHandle(
    (key) => [...document.querySelectorAll(`handrail-mark[data-handrail-post="${key}"]`)].findLast((mark) => mark.parentElement?.checkVisibility()) ?? null,
    key,
  );
  return found.asElement();
}

/** What is in the mark of a post. */
export async function rootOf(/** @type {World} */ { opened }, /** @type {Page} */ page, /** @type {string} */ key) {
  const host = await hostOf(page, key);
  return host ? opened.shadowOf(/** @type {any} */ (host)) : undefined;
}

/** Waits for the mark of a post, and gives its name. */
export const named = (/** @type {World} */ world, /** @type {Page} */ page, /** @type {string} */ key, /** @type {RegExp} */ like = /./) =>
  until(`a mark like ${like} on ${key}`, async () => {
    const root = await rootOf(world, page, key);
    const name = await root?.evaluate((root) => root.querySelector('.name')?.textContent ?? '');
    return name !== undefined && like.test(name) ? name : undefined;
  });

/**
 * Opens the frame from a post's badge, with the keyboard; the frame once it is about that post.
 * @returns {Promise<Doc>}
 */
export async function assist(/** @type {World} */ world, /** @type {Page} */ page, /** @type {Site} */ site, /** @type {SitePost} */ post) {
  const key = site.key(post);
  await named(world, page, key);
  await (await rootOf(world, page, key))?.evaluate((root) => root.querySelector('button')?.focus());
  return pressed(world, page, post);
}

/**
 * Presses the badge that has the focus; the frame once it is about that post.
 * @returns {Promise<Doc>}
 */
export async function pressed(/** @type {World} */ world, /** @type {Page} */ page, /** @type {SitePost} */ post) {
  await page.keyboard.press('Enter');
  const start = post.text.slice(0, 20);
  return until(`the suggestions for ${post.key}`, async () => {
    const frame = await world.opened.frameIn(page, 'pages/frame.html');
    const drawn = await frame?.evaluate(
      (start) => document.querySelector('[aria-labelledby="drafts"]') !== null && document.body.textContent?.includes(start) && document.hasFocus(),
      start,
    );
    return drawn ? frame : undefined;
  });
}

/** The row in which a post can be seen, by its mark or its link. */
export const rowOf = (/** @type {Page} */ page, /** @type {Site} */ { row }, /** @type {SitePost} */ { path }) =>
  page.evaluateHandle(
    (row, path) => {
      const own = (/** @type {Element} */ one) => [...one.querySelectorAll('a')].some((link) => link.pathname === path && link.closest(row) === one);
      return /** @type {Element} */ ([...document.querySelectorAll(row)].find((one) => one.checkVisibility() && (own(one) || location.pathname === path && !one.matches('[role="link"], .status'))) ?? null);
    },
    row,
    path,
  );

/** Opens the composer about a post by its own button. */
export async function answer(/** @type {Page} */ page, /** @type {Site} */ site, /** @type {SitePost} */ post) {
  const row = (await rowOf(page, site, post)).asElement();
  const button = await /** @type {any} */ (row)?.$(site.reply);
  if (!button) throw new Error(`no button to answer ${post.key}`);
  await button.click();
  await page.waitForFunction((editor) => document.activeElement?.closest(editor) != null, {}, site.editor);
}

/** What the editors themselves hold. */
export const held = (/** @type {Page} */ page) => hooks(page, (stand) => stand.composers().map(({ text }) => text));

/** What was sent, and to which post. */
export const sent = (/** @type {Page} */ page) => hooks(page, (stand) => stand.sent().map(({ text, replyTo }) => ({ text, replyTo })));

/** Waits until an editor holds exactly this. */
export const holds = (/** @type {Page} */ page, /** @type {string} */ text) =>
  until(`the editor to hold ${JSON.stringify(text)}`, async () => (await held(page)).includes(text));

/** Brings a post into view; far from the window some sites draw only a place for it. */
export const show = (/** @type {Page} */ page, /** @type {SitePost} */ { id, path }) =>
  page.evaluate(
    (id, path) => {
      const link = [...document.querySelectorAll('a')].find((link) => link.pathname === path && link.checkVisibility());
      (document.querySelector(`article[data-id="${id}"]`) ?? link)?.scrollIntoView({ block: 'center' });
    },
    id,
    path,
  );

/** What marks on the page cover of their posts: a line for each. */
export async function covered(/** @type {World} */ { opened }, /** @type {Page} */ page, /** @type {Site} */ { boxes, words }) {
  const found = [];
  for (const host of await page.$$('handrail-mark')) {
    const root = await opened.shadowOf(/** @type {any} */ (host));
    const ours = await root?.evaluate((root) =>
      [...root.querySelectorAll('button, .rail')].map((part) => {
        const { left, top, right, bottom } = part.getBoundingClientRect();
        return { left, top, right, bottom };
      }),
    );
    found.push(
      ...(await host.evaluate(
        (host, ours, boxes, words) => {
          const post = host.parentElement;
          const range = new Range();
          /** @type {[Element, DOMRect][]} */
          const theirs = [...(post?.querySelectorAll(boxes) ?? [])].map((one) => [one, one.getBoundingClientRect()]);
          for (const one of post?.querySelectorAll(words) ?? []) {
            const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
              range.selectNodeContents(texts.currentNode);
              for (const rect of range.getClientRects()) theirs.push([one, rect]);
            }
          }
          const over = (/** @type {{left: number, top: number, right: number, bottom: number}} */ a, /** @type {DOMRect} */ b) =>
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
          return theirs
            .filter(([, rect]) => ours.some((/** @type {any} */ one) => over(one, rect)))
            .map(([one]) => `${host.getAttribute('data-handrail-post')}: ${one.className || one.localName} ${one.textContent?.slice(0, 30)}`);
        },
        ours ?? [],
        boxes,
        words,
      )),
    );
  }
  return found;
}

/** Notes from now on what changes on the page that is not ours. */
export async function watched(/** @type {Page} */ page) {
  await page.evaluate(() => {
    /** @type {string[]} */
    const changes = [];
    const ours = (/** @type {Node} */ node) => node instanceof Element && node.localName.startsWith('handrail-');
    new MutationObserver((records) => {
      for (const { type, target, attributeName, addedNodes, removedNodes } of records) {
        if (ours(target) || (type === 'childList' && [...addedNodes, ...removedNodes].every(ours))) continue;
        changes.push(`${type} ${attributeName ?? ''} of ${target instanceof Element ? target.outerHTML.slice(0, 80) : 'a text'}`);
      }
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    Object.assign(window, { __changes: changes });
  });
  return () => page.evaluate(() => /** @type {string[]} */ (/** @type {any} */ (window).__changes));
}
