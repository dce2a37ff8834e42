// What saved pages of each site look like to a reader that knows nothing of ours.

/**
 * @typedef {object} Look
 * @property {string} folder where its pages are saved
 * @property {string} table what our table for it is called
 * @property {string} host
 * @property {string} post selects posts
 * @property {string} row selects what a post stands in, where that is not the post itself
 * @property {string} text selects a post's text
 * @property {string} link selects the link that names a post
 * @property {string} id finds its name in the link
 */

/** @type {Look[]} */
export const SITES = [
  {
    folder: 'x',
    table: 'x',
    host: 'x.com',
    post: 'article[data-testid="tweet"]',
    row: '[data-testid="cellInnerDiv"]',
    text: '[data-testid="tweetText"]',
    link: 'a[href*="/status/"]:has(> time)',
    id: 'status/(\\d+)',
  },
  {
    folder: 'bsky',
    table: 'bluesky',
    host: 'bsky.app',
    post: '[data-testid^="feedItem-by-"], [data-testid^="postThreadItem-by-"]',
    row: '',
    text: '[data-testid="postText"], [data-word-wrap="1"]',
    link: 'a[href^="/profile/"][href*="/post/"]',
    id: '/post/([a-z0-9]+)',
  },
  {
    folder: 'mastodon',
    table: 'mastodon',
    host: 'social.example',
    post: '.status[data-id], .detailed-status',
    row: '',
    text: '.status__content__text',
    link: 'a.status__relative-time, a.detailed-status__datetime',
    id: '/@[^/]+/(\\d+)',
  },
];

/** Every host that a test may take for its own. */
export const HOSTS = [...SITES.map(({ host }) => host), 'pro.x.com'];

/** Where on its site a page was: as it says itself, or as its name and posts suggest. */
export function addressOf(/** @type {Look} */ site, /** @type {string} */ name, /** @type {string} */ html, /** @type {{ id: string, handle: string }[]} */ posts) {
  if (site.table === 'mastodon') return '/home';
  return site.table === 'x' ? onX(name, html, posts) : onBluesky(name, posts);
}

/** @type {(name: string, html: string, posts: { id: string, handle: string }[]) => string} */
function onX(name, html, posts) {
  const canonical = /<link[^>]+rel="canonical"[^>]+href="https:\/\/(?:x|twitter)\.com(\/[^"?#]*)"/.exec(html)?.[1];
  const [first] = posts;
  if (/home|timeline|feed/.test(name)) return '/home';
  if (/notification/.test(name)) return '/notifications';
  if (/search/.test(name)) return '/search?q=larkspur';
  if (canonical && canonical !== '/') return canonical;
  if (!first) return '/home';
  if (/likes/.test(name)) return '/example_reader/likes';
  if (/modal|photo/.test(name)) return `/${first.handle}/status/${first.id}/photo/1`;
  return posts.length === 1 || /status|tweet|thread/.test(name) ? `/${first.handle}/status/${first.id}` : `/${first.handle}`;
}

/** @type {(name: string, posts: { id: string, handle: string }[]) => string} */
function onBluesky(name, posts) {
  const [first] = posts;
  if (!first || /feed|home|search|notification/.test(name)) return '/';
  return /profile/.test(name) ? `/profile/${first.handle}` : `/profile/${first.handle}/post/${first.id}`;
}
