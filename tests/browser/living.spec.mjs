// Living pages on all three practice sites: marks follow their posts through whatever happens to lists, body, tabs and zoom; the
// page is neither shifted nor widened by them.

import { strict as assert } from 'node:assert';
import { after, before, describe, test } from 'node:test';
import { violationsOn } from './harness/axe.mjs';
import { BROWSERS } from './harness/browsers.mjs';
import { chord, notice } from './harness/chords.mjs';
import { BRAND, go, Ledger, misplaced, ours, PLACES, postOf, push, replaceBody, scrollThrough, shifts, watchShifts, zoom } from './harness/living.mjs';
import { saveProfile } from './harness/setup.mjs';
import { drawn, named, rootOf, stand, visit } from './harness/sites.mjs';
import { until } from './harness/wait.mjs';
import { LONGEST, makeWorld } from './harness/world.mjs';
import { listen } from './saved/listen.mjs';
import { install } from './saved/replay.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./harness/world.mjs').World} World */
/** @typedef {import('./harness/living.mjs').Place} Place */

const HOME = '/home';
const MIXED = ['@LarkspurCare no internet since six', 'Nothing beats a walk before breakfast', 'Larkspur again, third time this month'];
/** What the rows of a whole list go through, a handful a frame. */
const CHANGES = 100;
/** Posts about the brand and others, as a timeline mixes them. */
const MANY = Array.from({ length: 60 }, (_, at) => `${MIXED[at % 3]} (${at})`);

/** A post that every site has, brought into view. */
async function shown(/** @type {Page} */ page, /** @type {Place} */ place, key = 'slow-1') {
  const post = await postOf(page, place, key);
  const of = { alone: place.name === 'x' ? key : '', path: post.path };
  await page.evaluate(async ({ alone, path }) => {
    if (alone) await __stand.scrollToPost(alone);
    else [...document.querySelectorAll('a')].find((link) => link.pathname === path && link.checkVisibility())?.scrollIntoView({ block: 'center' });
  }, of);
  return post;
}

for (const browser of BROWSERS) {
  describe(`living pages in ${browser}`, { timeout: LONGEST }, () => {
    /** @type {World} */
    let world;
    /** @type {Ledger} */
    let ledger;
    before(async () => {
      world = await makeWorld(browser, { brand: false, sites: PLACES.flatMap(({ sites }) => sites ?? []) });
      await saveProfile(world.extension, [BRAND]);
      await listen(world.extension);
      ledger = new Ledger(world);
    });
    after(() => world?.end());

    for (const place of PLACES) {
      describe(place.name, () => {
        /** The marks are right, or come to be; `when` tells what has just happened. */
        const right = async (/** @type {Page} */ page, /** @type {string} */ when) =>
          assert.deepEqual({ when, faults: await ledger.faults(page, place) }, { when, faults: [] });

        test('marks are right when posts arrive, rows go on to show others, and after going on, back and forward', async () => {
          const page = await visit(world, place, HOME);
          await right(page, 'at first');
          await push(page, MIXED);
          await right(page, 'posts have come');
          if (place.name === 'x') await page.evaluate(() => __stand.recycle());
          await right(page, 'rows show others');
          const post = await shown(page, place);
          await go(page, post.path);
          await right(page, 'in a conversation');
          await go(page, (await postOf(page, place, 'eng-noshow-r')).path);
          await right(page, 'in another');
          for (const way of /** @type {const} */ (['goBack', 'goBack', 'goForward', 'goForward', 'goBack'])) {
            await page[way]();
            await stand(page, (stand) => stand.settled());
            await right(page, `${way} to ${page.url()}`);
          }
          assert.deepEqual(await stand(page, (stand) => stand.troubles), []);
          await page.close();
        });

        test('marks are right when the body is replaced, and through a hundred changes in frames', async () => {
          const page = await visit(world, place, HOME);
          await right(page, 'at first');
          await replaceBody(page, 'moved');
          await right(page, 'another body with the same nodes');
          await push(page, MIXED);
          await right(page, 'posts came into it');
          await replaceBody(page, 'copied');
          await right(page, 'a copy of the body');
          // What was copied has nothing in it; a mark that is ours has.
          const marked = await page.$$eval('handrail-mark', (marks) => marks.map((mark) => mark.getAttribute('data-handrail-post') ?? ''));
          for (const key of new Set(marked)) await named(world, page, key);
          // The site's scripts hold none of these nodes: they are free to be moved.
          await page.evaluate(install, place.look);
          const ids = Object.entries(await ledger.read()).flatMap(([id, wanted]) => (wanted ? [id] : []));
          const run = await page.evaluate((changes, ids) => /** @type {any} */ (window).__replay.run(changes, 7, ids), CHANGES, ids);
          assert.deepEqual(run, { done: CHANGES, faults: [] });
          await page.close();
        });

        test('a post that is handled in one tab is so in another tab and window, and axe finds nothing in the notice', async () => {
          const pages = [await visit(world, place, HOME), await visit(world, place, HOME)];
          const apart = await world.opened.browser.newPage({ type: 'window' });
          await apart.goto(`${place.origin}${HOME}`);
          await drawn(apart);
          pages.push(apart);
          for (const page of pages) {
            await page.bringToFront();
            const post = await shown(page, place, 'eng-noshow');
            await named(world, page, place.key(post), /^Complaint/);
          }
          const [first] = /** @type {[Page]} */ (/** @type {unknown} */ (pages));
          await first.bringToFront();
          const key = place.key(await postOf(first, place, 'eng-noshow'));
          await (await rootOf(world, first, key))?.evaluate((root) => root.querySelector('button')?.focus());
          await chord(first, 'H');
          await notice(world, first, /Marked as handled/);
          if (place.name !== 'x') {
            const found = [];
            for (const look of ['light', 'dark']) {
              await stand(first, (stand, look) => stand.theme(look), look);
              await chord(first, 'H');
              await notice(world, first, /handled/i);
              found.push(...(await violationsOn(world.opened, first, 'handrail-toast')));
            }
            assert.deepEqual(found, []);
          }
          for (const page of pages) {
            await page.bringToFront();
            await named(world, page, key, /^Handled/);
            await page.close();
          }
        });

        /** Waits for the marks to be where they must; what is wrong if that does not come. */
        const well = async (/** @type {Page} */ page, /** @type {string} */ how) => {
          await stand(page, (stand) => stand.settled());
          /** @type {string[]} */
          let found = ['nothing was looked at'];
          await until('marks in their places', async () => (found = await misplaced(world, page, place)).length === 0).catch(() => {});
          assert.deepEqual({ how, found }, { how, found: [] });
        };

        test('marks stay in their posts and move nothing: narrow, zoomed and with large letters', async () => {
          const page = await visit(world, place, HOME);
          await right(page, 'at first');
          await well(page, 'as it is');
          for (const width of [500, 360]) {
            await page.setViewport({ width, height: 800 });
            await well(page, `${width} pixels wide`);
            const { path } = await postOf(page, place, 'eng-noshow');
            await go(page, path);
            await right(page, 'in a conversation');
            await well(page, `a conversation, ${width} pixels wide`);
            await page.goBack();
            await right(page, 'back in the list');
          }
          await page.setViewport({ width: 1280, height: 900 });
          await page.evaluate(() => void (document.documentElement.style.fontSize = '32px'));
          await well(page, 'large letters');
          await page.evaluate(() => void (document.documentElement.style.fontSize = ''));
          const ratio = await page.evaluate(() => devicePixelRatio);
          await zoom(world, place, 2);
          await page.waitForFunction((ratio) => devicePixelRatio > ratio, {}, ratio);
          await well(page, 'zoomed by the browser');
          await zoom(world, place, 1);
          await page.close();
        });

        test('marks stay in their posts where the page is zoomed by a style', async () => {
          const page = await visit(world, place, HOME);
          await right(page, 'at first');
          await page.evaluate(() => void (document.documentElement.style.zoom = '1.5'));
          await well(page, 'zoomed by a style');
          await page.close();
        });

        const onlyThere = { skip: browser !== 'chromium' && 'only Chromium tells' };
        test('nothing of ours is shifted while sixty posts scroll by and their marks come', onlyThere, async (t) => {
          const rolled = async (/** @type {Page} */ page, /** @type {boolean} */ on) => {
            await watchShifts(page);
            await push(page, MANY);
            await scrollThrough(page);
            if (on) await right(page, 'all was scrolled through');
            assert.equal((await page.$('handrail-mark')) !== null, on);
            return shifts(page);
          };
          const sum = (/** @type {Awaited<ReturnType<typeof shifts>>} */ all) => all.reduce((sum, { value }) => sum + value, 0);
          // No extension is in a window of its own profile.
          const plain = await world.opened.browser.createBrowserContext();
          const bare = await plain.newPage();
          await bare.goto(`${place.origin}${HOME}`);
          await drawn(bare);
          const without = await rolled(bare, false);
          await plain.close();
          assert.deepEqual(ours(without), [], 'the page itself has what looks like ours');
          const page = await visit(world, place, HOME);
          const found = await rolled(page, true);
          // The observer does see what shifts.
          await page.evaluate(() => document.body.prepend(Object.assign(document.createElement('p'), { textContent: 'A banner' })));
          assert.ok(sum(await shifts(page)) > sum(found));
          await page.close();
          t.diagnostic(`shifted on ${place.name}: ${sum(without)} without, ${sum(found)} with Handrail, ${sum(ours(found))} of it ours`);
          assert.deepEqual(ours(found), []);
        });
      });
    }
  });
}
