// Hearing what the content script tells the background: a page of the extension gets the same messages.

/** @typedef {import('../harness/browsers.mjs').Doc} Doc */

/** Starts to note every post that is sent to be judged. */
export async function listen(/** @type {Doc} */ page) {
  await page.evaluate(() => {
    const heard = new Map();
    Object.assign(globalThis, { heard });
    // @ts-ignore: there in an extension's page
    chrome.runtime.onMessage.addListener((message) => {
      if (message?.to !== 'background' || message.request?.type !== 'observe') return;
      for (const post of message.request.posts) heard.set(post.key, { site: message.request.site, post });
    });
  });
}

/** Forgets what was heard. */
export const forget = (/** @type {Doc} */ page) => page.evaluate(() => /** @type {any} */ (globalThis).heard.clear());

/** Keys of the posts heard. */
export const heard = (/** @type {Doc} */ page) =>
  page.evaluate(() => /** @type {string[]} */ ([.../** @type {any} */ (globalThis).heard.keys()]));

/**
 * The posts heard as the engine understands them; only `once`, if so wished: what is heard meanwhile is for the next call.
 * @returns {Promise<{ id: string, handle: string, text: string, marked: boolean }[]>}
 */
export function understood(/** @type {Doc} */ page, once = false) {
  return page.evaluate(async (once) => {
    const heard = /** @type {Map<string, any>} */ (/** @type {any} */ (globalThis).heard);
    const here = [...heard];
    if (once) heard.clear();
    // The frame also speaks of posts in languages that are not judged; the page has no mark for those.
    const shown = (/** @type {any} */ mark) => Boolean(mark && (mark.judged || mark.state.corrected));
    const posts = [];
    for (const [id, { site, post }] of here) {
      // @ts-ignore: there in an extension's page
      const answer = await chrome.runtime.sendMessage({
        to: 'background',
        kind: 'engine',
        request: { type: 'assist', site, post },
      });
      const assist = answer?.response?.assist;
      posts.push({ id, handle: assist?.author.handle ?? '', text: assist?.text ?? '', marked: shown(assist?.mark) });
    }
    return posts;
  }, once);
}
