// Saved pages: invented ones of every site, with their rows moved about hundreds of times, and a thousand in a whole run; and
// real ones where the machine has them.

import { strict as assert } from 'node:assert';
import { stat } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BROWSERS, open, QUIET, WHOLE } from './harness/browsers.mjs';
import { remade } from './harness/remade.mjs';
import { LONGEST } from './harness/world.mjs';
import { compare } from './saved/compare.mjs';
import { listen } from './saved/listen.mjs';
import { serveShelf, shelf } from './saved/shelf.mjs';
import { SITES } from './saved/sites.mjs';

const INVENTED = fileURLToPath(new URL('../fixtures/sites', import.meta.url));
const REAL = fileURLToPath(new URL('../../../shared/pages', import.meta.url));
const real = await stat(REAL).then(() => shelf(REAL), () => []);

/** How often something is done to the rows of a page: most of all on the first site's timeline, where rows are used again. */
const changes = (/** @type {Saved} */ { site, name }) => (site.table === 'x' && name === 'home' ? 1000 : 300) / (WHOLE ? 1 : 4);

/** @typedef {import('./saved/shelf.mjs').Saved} Saved */

for (const name of BROWSERS) {
  /** @param {Saved[]} pages @param {(page: Saved) => number} replay */
  const compared = async (pages, replay) => {
    const server = await serveShelf();
    // Whoever runs a Mastodon server is asked for it in the browser; here it is one of the extension's own.
    const made = await remade(name, {}, [], ['https://social.example/*']);
    const opened = await open(name, { port: server.port, folder: made.folder });
    try {
      const extension = await opened.extensionPage(QUIET);
      await listen(extension);
      for (const page of pages) {
        const { expected, equal, marks, faults } = await compare(opened, extension, server, page, replay(page));
        assert.deepEqual({ page: page.name, faults, equal }, { page: page.name, faults: [], equal: expected });
        if (page.posts.length > 2) assert.ok(marks > 0, `${page.name} has no mark`);
      }
    } finally {
      await opened.close();
      await server.close();
      await made.remove();
    }
  };
  describe(`saved pages in ${name}`, { timeout: LONGEST }, () => {
    test('of every site, invented, are read to the letter and keep the right marks through hundreds of changes', async () => {
      const pages = await shelf(INVENTED);
      const without = SITES.map(({ table }) => table).filter((table) => !pages.some(({ site }) => site.table === table));
      assert.deepEqual(without, [], 'sites without a page in tests/fixtures/sites');
      await compared(pages, changes);
    });
    const skip = real.length === 0 && 'no saved real pages on this machine';
    test('of the real site are read to the letter, and only marks are added', { skip }, () => compared(real, () => 0));
  });
}
