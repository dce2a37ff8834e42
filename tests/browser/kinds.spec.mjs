// Every kind of post that a site has, on one page: complaints are marked and nothing else is, the text is what stands there and
// nothing around it, and the page's light stays green. Then X's other places.

import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { anyPost, EVERY, health, names, none } from './harness/every.mjs';
import { saveProfile } from './harness/setup.mjs';
import { named, pressed, stand, visit } from './harness/sites.mjs';
import { until } from './harness/wait.mjs';
import { LONGEST, makeWorld } from './harness/world.mjs';
import { listen, understood } from './saved/listen.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./harness/world.mjs').World} World */

/** @type {{ key: string, on?: string[] }[]} */
const KINDS = JSON.parse(await readFile(new URL('../../www/content/kinds.json', import.meta.url), 'utf8'));
const WHOLE = /^Complaint(?!.*in translation)/;
const IN_PART = /^Complaint.*in part or in translation/;
/** What posts are marked as; those that are not here have no mark. */
const MARKED = /** @type {Record<string, RegExp>} */ ({
  'kind-plain': WHOLE,
  'kind-poll': WHOLE,
  'kind-edited': WHOLE,
  'kind-older': WHOLE,
  'kind-translated': IN_PART,
  'kind-beside': WHOLE,
  'kind-offered': WHOLE,
  'kind-photo': WHOLE,
  'kind-card': WHOLE,
  'kind-quote': WHOLE,
  'kind-quote-gone': WHOLE,
  'kind-repost': /./,
  'kind-long': IN_PART,
});
/** Of which only a notice or nothing that names the post is on the page. */
const NOT_READ = ['kind-deleted', 'kind-withheld', 'kind-advert'];
/** What of a post's text is on the page. */
const shown = (/** @type {string} */ key, /** @type {string} */ text) => (key === 'kind-warned' ? '' : text);
const green = { level: 'green', missing: [] };

for (const { site, browser } of EVERY) {
  describe(`posts of every kind, ${site.name} in ${browser}`, { timeout: LONGEST }, () => {
    /** @type {World} */
    let world;
    before(async () => {
      world = await makeWorld(browser, { brand: false, sites: site.sites });
      await saveProfile(world.extension, [/** @type {any} */ (site.brand)]);
      await listen(world.extension);
    });
    after(() => world?.end());

    test('are marked or not, read exactly, and leave the light green', async () => {
      const page = await visit(world, site, site.list);
      // All rows are drawn.
      await page.setViewport({ width: 1280, height: 7000 });
      await stand(page, (stand) => stand.settled());
      const keys = KINDS.filter(({ on }) => on?.includes(site.name) !== false).map(({ key }) => key);
      const posts = await Promise.all(keys.map(async (key) => ({ key, post: await anyPost(page, key) })));

      const wrong = async () => {
        const marks = await names(world, page);
        const odd = posts.flatMap(({ key, post }) => {
          const [name, like] = [marks[site.key(post)], MARKED[key]];
          return (like ? like.test(name ?? '') : name === undefined) ? [] : [`${key} is marked ${name}, not ${like}`];
        });
        const keyed = posts.map(({ post }) => site.key(post));
        return [...odd, ...Object.keys(marks).filter((key) => !keyed.includes(key)).map((key) => `${key} is marked`)];
      };
      assert.deepEqual(await none(wrong, 'the marks'), []);

      const read = await understood(world.extension);
      for (const { key, post } of posts) {
        const found = read.find(({ id }) => id.endsWith(post.id));
        if (NOT_READ.includes(key)) assert.equal(found, undefined, key);
        else if (key === 'kind-long') assert.ok(found && found.text.length > 200 && found.text.length < 300 && post.text.startsWith(found.text.replace('…', '')), found?.text);
        else assert.equal(found?.text, shown(key, post.text), key);
      }
      const { level, missing } = await health(world, site.name);
      assert.deepEqual({ level, missing }, green);

      const like = async (/** @type {string} */ key, /** @type {RegExp} */ name) => named(world, page, site.key(await anyPost(page, key)), name);
      if (site.original) {
        await page.click(site.original);
        await like('kind-translated', WHOLE);
      }
      if (site.warning) {
        await page.click(site.warning);
        await like('kind-warned', WHOLE);
      }
      if (keys.includes('kind-edited')) {
        const { path } = await anyPost(page, 'kind-edited');
        await stand(page, (stand, path) => stand.go(path), path);
        await like('kind-edited', WHOLE);
        assert.equal((await health(world, site.name)).level, 'green');
      }
      if (keys.includes('kind-withheld')) {
        // Nothing but the notice.
        const { path } = await anyPost(page, 'kind-withheld');
        await stand(page, (stand, path) => stand.go(path), path);
        await until('the notice alone', () => page.evaluate(() => document.querySelectorAll('article').length === 1));
        const { level, missing, posts } = await health(world, site.name);
        assert.deepEqual({ level, missing, posts }, { ...green, posts: 1 });
      }
      assert.deepEqual(await stand(page, (stand) => stand.troubles), []);
      await page.close();
    });

    if (site.name !== 'x') return;

    test('bookmarks are marked like any other list', async () => {
      const page = await visit(world, site);
      const { id } = await anyPost(page, 'bill-twice-1');
      await page.evaluate(async () => {
        for (const key of ['bill-twice-1', 'chat-dog']) __stand.edit(key, { bookmarked: true });
        await __stand.go('/i/bookmarks');
      });
      await named(world, page, `x:${id}`, /^Complaint/);
      assert.deepEqual(Object.keys(await names(world, page)), [`x:${id}`]);
      await page.close();
    });

    test('on X Pro a post has its mark in every column that it stands in', async () => {
      const page = await visit(world, { ...site, origin: 'https://pro.x.com' }, '/i/decks/1');
      const { id } = await anyPost(page, 'out-fern-1');
      const wrong = () =>
        page.evaluate((id) => {
          const columns = [...document.querySelectorAll('[data-testid="multi-column-layout-column-content"]')];
          const counts = columns.map((column) => column.querySelectorAll(`handrail-mark[data-handrail-post="x:${id}"]`).length);
          const doubled = [...document.querySelectorAll('article')].filter((post) => post.querySelectorAll('handrail-mark').length > 1).length;
          return counts.join() === '1,1,1' && doubled === 0 ? [] : [`${counts.join()}; ${doubled} doubled`];
        }, id);
      assert.deepEqual(await none(wrong, 'a mark in every column'), []);
      const { level, missing } = await health(world, site.name);
      assert.deepEqual({ level, missing }, green);
      // The frame goes back to the badge that it was opened from, not to its like in another column.
      const post = await anyPost(page, 'out-fern-1');
      const first = (await page.$(`handrail-mark[data-handrail-post="x:${id}"]`)) ?? assert.fail();
      await (await world.opened.shadowOf(/** @type {any} */ (first)))?.evaluate((root) => root.querySelector('button')?.focus());
      const frame = await pressed(world, page, post);
      await frame.press('Escape');
      await until('the focus on the badge', () => page.evaluate((first) => document.activeElement === first, first));
      // Another post arrives while they are looked at.
      const [fresh = ''] = await page.evaluate(() => __stand.push([{ text: 'Larkspur is down again, for the third time', author: 'example_kit' }]));
      await named(world, page, `x:${fresh}`, /^Complaint/);
      await page.close();
    });
  });
}
