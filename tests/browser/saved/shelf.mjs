// Saved pages and what is known to be on them.

import { randomBytes } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { policy } from '../../../www/server.mjs';
import { serveTls } from '../harness/tls.mjs';
import { addressOf, SITES } from './sites.mjs';

/** @typedef {{ id: string, handle: string, text: string }} Known what an independent reader found */
/** @typedef {{ name: string, site: import('./sites.mjs').Look, html: string, path: string, posts: Known[] }} Saved */

/**
 * The pages in the folders of all sites (or of `folder`, where it is a site's own) that have their posts beside; with
 * `unknown` the others too.
 * @returns {Promise<Saved[]>}
 */
export async function shelf(/** @type {string} */ folder, { unknown = false } = {}) {
  const shelves = await Promise.all(
    SITES.map(async (site) => {
      const inside = [...new Set([site.folder, site.table])].map((name) => join(folder, name));
      const are = await Promise.all(inside.map(async (path) => (await stat(path).catch(() => undefined))?.isDirectory()));
      return inside.filter((_, at) => are[at]).map((from) => ({ site, from }));
    }),
  );
  const own = SITES.find((site) => [site.folder, site.table].includes(basename(folder))) ?? /** @type {import('./sites.mjs').Look} */ (SITES[0]);
  const found = shelves.flat();
  const pages = [];
  for (const { site, from } of found.length > 0 ? found : [{ site: own, from: folder }]) {
    for (const file of (await readdir(from)).filter((name) => name.endsWith('.html')).sort()) {
      const name = file.slice(0, -'.html'.length);
      const posts = await readFile(join(from, `${name}.posts.json`), 'utf8').catch(() => undefined);
      if (posts === undefined && !unknown) continue;
      const html = await readFile(join(from, file), 'utf8');
      // A post of pictures alone has no text.
      const known = /** @type {Known[]} */ (JSON.parse(posts ?? '[]').map((/** @type {Known} */ post) => ({ ...post, text: post.text ?? '' })));
      pages.push({ name, site, html, posts: known, path: addressOf(site, name, html, known) });
    }
  }
  return pages;
}

/** Serves one page at a time, as the site would, under the site's own policy and with nothing else to load. */
export async function serveShelf() {
  let html = '';
  const server = await serveTls((request, response) => {
    const nonce = randomBytes(16).toString('base64url');
    response.setHeader('Content-Security-Policy', policy(nonce));
    response.setHeader('Cache-Control', 'no-store');
    const isPage = request.headers['sec-fetch-dest'] === 'document';
    response.writeHead(isPage ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8' }).end(isPage ? html : '');
  });
  return {
    ...server,
    show(/** @type {string} */ text) {
      html = text;
    },
  };
}
