// Saved pages: the practice site's own, frozen, with its rows moved about a thousand times; and real ones where the
// machine has them.

import { strict as assert } from 'node:assert';
import { stat } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BROWSERS, open } from './harness/browsers.mjs';
import { practiceSite } from './harness/world.mjs';
import { compare } from './saved/compare.mjs';
import { listen } from './saved/listen.mjs';
import { serveShelf, shelf } from './saved/shelf.mjs';
import { SITES } from './saved/sites.mjs';

const REAL = fileURLToPath(new URL('../../../shared/pages', import.meta.url));
const real = await stat(REAL).then(() => shelf(REAL), () => []);

/** @typedef {import('./saved/shelf.mjs').Saved} Saved */

/** The practice timeline as a saved page, and what its own memory says is on it. */
async function frozen(/** @type {'chromium' | 'firefox'} */ name) {
  const site = await practiceSite();
  const opened = await open(name, { port: site.port });
  try {
    const page = await opened.browser.newPage();
    await page.goto('https://x.com/home');
    await page.waitForFunction(() => '__stand' in window);
    const saved = await page.evaluate(async () => {
      await __stand.ready;
      const ids = [...document.querySelectorAll('article[data-testid="tweet"] a[href*="/status/"] > time')]
        .map((time) => /status\/(\d+)/.exec(time.parentElement?.getAttribute('href') ?? '')?.[1] ?? '')
        .filter((id, at, all) => all.indexOf(id) === at);
      const posts = ids.flatMap((id) => __stand.post(id) ?? []).map(({ id, author, text }) => ({ id, handle: author, text }));
      for (const script of [...document.scripts]) script.remove();
      return { name: 'practice', path: '/home', html: `<!doctype html>${document.documentElement.outerHTML}`, posts };
    });
    return { ...saved, site: /** @type {import('./saved/sites.mjs').Look} */ (SITES[0]) };
  } finally {
    await opened.close();
    await site.close();
  }
}

for (const name of BROWSERS) {
  /** @param {Saved[]} pages @param {number} replay */
  const compared = async (pages, replay) => {
    const server = await serveShelf();
    const opened = await open(name, { port: server.port });
    try {
      const extension = await opened.extensionPage('pages/panel.html');
      await listen(extension);
      for (const page of pages) {
        const { expected, equal, marks, faults } = await compare(opened, extension, server, page, replay);
        assert.deepEqual({ page: page.name, faults, equal }, { page: page.name, faults: [], equal: expected });
        if (page.posts.length > 2) assert.ok(marks > 0, `${page.name} has no mark`);
      }
    } finally {
      await opened.close();
      await server.close();
    }
  };
  describe(`saved pages in ${name}`, { timeout: 300_000 }, () => {
    test('of the practice site keep the right marks through a thousand changes', async () => {
      const page = await frozen(name);
      assert.ok(page.posts.length >= 5);
      await compared([page], 1000);
    });
    const skip = real.length === 0 && 'no saved real pages on this machine';
    test('of the real site are read to the letter, and only marks are added', { skip }, () => compared(real, 0));
  });
}
