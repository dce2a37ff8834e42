// Saved pages and what is known to be on them.

import { randomBytes } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { policy } from '../../../www/server.mjs';
import { serveTls } from '../harness/tls.mjs';

/** @typedef {{ id: string, handle: string, text: string }} Known what an independent reader found */
/** @typedef {{ name: string, html: string, path: string, posts: Known[] }} Saved */

/**
 * The pages of `folder/x` (or of `folder`, where it is that folder itself) that have their posts beside.
 * @returns {Promise<Saved[]>}
 */
export async function shelf(/** @type {string} */ folder) {
  const inside = join(folder, 'x');
  const from = (await stat(inside).catch(() => undefined))?.isDirectory() ? inside : folder;
  const names = (await readdir(from)).filter((name) => name.endsWith('.html')).sort();
  const pages = [];
  for (const file of names) {
    const name = file.slice(0, -'.html'.length);
    const posts = await readFile(join(from, `${name}.posts.json`), 'utf8').catch(() => undefined);
    if (posts === undefined) continue;
    const html = await readFile(join(from, file), 'utf8');
    const known = /** @type {Known[]} */ (JSON.parse(posts));
    pages.push({ name, html, posts: known, path: address(name, html, known) });
  }
  return pages;
}

/** Where on the site the page was: as it says itself, or as its name and posts suggest. */
function address(/** @type {string} */ name, /** @type {string} */ html, /** @type {Known[]} */ posts) {
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
