// The filter: the rest is dimmed and nothing moves, on every page that is open and after a reload. On the smaller sites the
// keys do the same as on the first.

import { strict as assert } from 'node:assert';
import { after, before, describe, test } from 'node:test';
import { violations } from './harness/axe.mjs';
import { inTurn } from './harness/browsers.mjs';
import { agree, chord, COMPLAINT, dimmed, fresh, notice, on, onBadge, overheard, pasted, POST, sheet, store } from './harness/chords.mjs';
import { focusBadge, mark } from './harness/marks.mjs';
import { saveProfile } from './harness/setup.mjs';
import { NAMED, named, postOf, stand, visit } from './harness/sites.mjs';
import { until } from './harness/wait.mjs';
import { inBrowsers, LONGEST, makeWorld, push, show } from './harness/world.mjs';

/** @typedef {import('./harness/world.mjs').World} World */

inBrowsers('the filter', {}, (world) => {
  test('dims all but what waits, or what is mine, and goes back', async () => {
    const { page, ids: [first = '', second = ''] } = await fresh(world());
    await page.mouse.move(0, 0);
    const dim = async (/** @type {string} */ id) => (await dimmed(page, POST)).find(({ mark }) => mark === `x:${id}`)?.dim;
    await focusBadge(world().opened, page, first);
    await chord(page, 'C');
    await mark(world().opened, page, first, ({ text }) => text.includes('Mine'));
    const heights = () => page.evaluate((post) => [...document.querySelectorAll(post)].map((one) => Math.round(one.getBoundingClientRect().height)), POST);
    const before = await heights();
    await chord(page, 'F');
    await notice(world(), page, /Waiting on this page: \d+/);
    assert.deepEqual(await heights(), before, 'nothing moves');
    const waiting = await dimmed(page, POST);
    assert.ok(waiting.some(({ mark, dim }) => mark === null && dim), 'what is none of ours is dim');
    assert.ok(!waiting.some(({ mark, dim }) => mark === null && !dim));
    assert.equal(await dim(first), false);
    assert.equal(await dim(second), false);

    await chord(page, 'F');
    await notice(world(), page, /Yours on this page: 1\./);
    await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
    await until('the rest to be dim', async () => (await dim(first)) === false && (await dim(second)) === true);
    // Whoever goes through them sees only these, and what has the focus is shown in full.
    await focusBadge(world().opened, page, second);
    await chord(page, 'K');
    await on(page, first);
    await chord(page, 'J');
    await notice(world(), page, /No open post/);
    await focusBadge(world().opened, page, second);
    await until('what has the focus in full', async () => (await dim(second)) === false);

    await chord(page, 'F');
    await notice(world(), page, /in full again/);
    assert.ok((await dimmed(page, POST)).every(({ dim }) => !dim));
    assert.equal(await page.evaluate(() => document.adoptedStyleSheets.filter((sheet) => [...sheet.cssRules].some(({ cssText }) => cssText.includes('opacity'))).length), 0);
    await page.close();
  });

  test('outlives a reload, says so, and follows rows that are used again', async () => {
    const { page } = await fresh(world());
    await chord(page, 'F');
    await notice(world(), page, /Waiting on this page/);
    await page.reload();
    await page.waitForFunction(() => '__stand' in window);
    await page.evaluate(() => __stand.ready);
    await notice(world(), page, /Only what waits is shown in full/);
    await page.mouse.move(0, 0);
    const right = () =>
      until('only what waits in full', async () => {
        const posts = await dimmed(page, POST);
        const waits = await page.evaluate(() => [...document.querySelectorAll('handrail-mark[data-handrail-waits]')].map((mark) => mark.getAttribute('data-handrail-post')));
        return posts.length > 3 && posts.some(({ dim }) => dim) && posts.every(({ mark, dim }) => dim !== waits.includes(mark));
      });
    await right();
    for (let times = 0; times < 3; times += 1) {
      await page.evaluate(() => __stand.recycle());
      await page.evaluate(() => window.scrollBy(0, 900));
      await right();
    }
    // The page may replace its list of sheets.
    await page.evaluate(() => {
      document.adoptedStyleSheets = [];
    });
    await page.evaluate(() => window.scrollBy(0, 300));
    await right();
    await show(page, 'bill-twice-1');
    await right();
    await notice(world(), page, /./);
    await store(world(), { filter: 'all' });
    await until('nothing dim', async () => (await dimmed(page, POST)).every(({ dim }) => !dim));
    await page.close();
  });

  test('is chosen in the panel, and every page follows', async () => {
    const { page } = await fresh(world());
    const panel = await world().opened.extensionPage('pages/panel.html');
    // The toolbar's panel is no tab; this one takes the site's for the one in front.
    await panel.evaluate(async () => {
      // @ts-ignore: there in an extension's page
      const { tabs } = chrome;
      const all = await tabs.query({});
      const [tab] = all.filter((/** @type {any} */ { url, title }) => /^https:.x\.com/.test(url ?? '') || /stand|X$/i.test(title ?? ''));
      tabs.query = async () => [tab ?? all.at(-2)];
    });
    await until('the choice', () => panel.evaluate(() => document.querySelectorAll('[name="filter"]').length === 3));
    assert.deepEqual(await violations(panel), []);
    await panel.evaluate(() => /** @type {HTMLInputElement} */ (document.querySelector('[name="filter"][value="waiting"]')).click());
    await page.bringToFront();
    await notice(world(), page, /Waiting on this page/);
    await agree(world(), page);
    await until('nothing dim', async () => (await dimmed(page, POST)).every(({ dim }) => !dim));
    assert.equal(
      await panel.evaluate(async () => {
        // @ts-ignore: there in an extension's page
        const { filter } = await chrome.storage.local.get('filter');
        return filter;
      }),
      'all',
    );
    await panel.close();
    await page.close();
  });

  test('a claim outlives page and background', async () => {
    const { page, ids: [first = ''] } = await fresh(world());
    await focusBadge(world().opened, page, first);
    await chord(page, 'C');
    await mark(world().opened, page, first, ({ text }) => text.includes('Mine'));
    await world().opened.killBackground();
    const again = await world().visit(`/example_ines/status/${first}`);
    const [other = ''] = await push(again, [{ text: COMPLAINT, author: 'example_ines' }]);
    assert.ok(other);
    await page.bringToFront();
    await page.evaluate(() => __stand.recycle());
    await mark(world().opened, page, first, ({ text }) => text.includes('Mine'));
    await page.close();
    await again.close();
  });
}, inTurn(1));

for (const { site, browser } of NAMED.flatMap((site, at) => inTurn(at).map((browser) => ({ site, browser })))) {
  describe(`keys on ${site.name} in ${browser}`, { timeout: LONGEST }, () => {
    /** @type {World} */
    let world;
    before(async () => {
      world = await makeWorld(browser, { brand: false, sites: site.sites });
      await saveProfile(world.extension, [/** @type {any} */ (site.brand)]);
    });
    after(() => world?.end());

    test('every command works, and the page hears its own keys only', async () => {
      const page = await visit(world, site);
      const ids = await stand(page, (stand, text) => stand.push([{ text, author: 'example_ines' }]), COMPLAINT);
      const post = await postOf(page, ids[0] ?? '');
      const key = site.key(post);
      await named(world, page, key, /^Complaint/);
      const heard = await overheard(page);
      await chord(page, 'J');
      await until('the focus on a badge', () => onBadge(page));
      for (let steps = 0; steps < 9 && (await onBadge(page)) !== key; steps += 1) await chord(page, 'J');
      assert.equal(await onBadge(page), key);
      await chord(page, 'C');
      await notice(world, page, /You have taken this post/);
      await named(world, page, key, /taken by you/);
      await chord(page, 'L');
      await notice(world, page, /link is copied/);
      assert.equal(await pasted(page), site.address(post));
      await heard();
      await chord(page, 'F');
      await chord(page, 'F');
      await notice(world, page, /Yours on this page: 1/);
      await page.mouse.move(0, 0);
      await until('the rest to be dim', async () => {
        const posts = (await dimmed(page, site.row)).filter(({ mark }) => mark !== key);
        return posts.length > 2 && posts.every(({ dim }) => dim);
      });
      await chord(page, 'F');
      await notice(world, page, /in full again/);
      await chord(page, '?');
      await until('the sheet', () => sheet(world, page));
      await page.keyboard.press('Escape');
      await until('the sheet to close', async () => !(await sheet(world, page)));
      assert.deepEqual(await heard(), []);
      await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
      await page.keyboard.press('?');
      assert.ok((await heard()).includes('keydown ?'));
      await page.close();
    });
  });
}
