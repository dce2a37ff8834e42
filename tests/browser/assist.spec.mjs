// The assist frame opens beside the post from the keyboard, says why, and gives the focus back.

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { ask } from './harness/setup.mjs';
import { until } from './harness/wait.mjs';
import { assist, inBrowsers, push, show } from './harness/world.mjs';

inBrowsers('suggestions', { articles: true }, (world) => {
  test('open with Enter and show the post, why it is marked, an article and drafts', async () => {
    const page = await world().visit();
    const [id = ''] = await push(page, [{ text: '@LarkspurCare can I move my billing date?', author: 'example_ada_b' }]);
    const frame = await assist(world(), page, id);
    const seen = await frame.evaluate(() => ({
      text: document.body.innerText,
      marked: [...document.querySelectorAll('mark')].map((mark) => mark.textContent),
      articles: document.querySelectorAll('[aria-labelledby="articles"] li h3').length,
      drafts: [...document.querySelectorAll('[aria-labelledby="drafts"] li')].map((draft) => draft.textContent ?? ''),
    }));
    assert.match(seen.text, /Ada Birch/);
    assert.match(seen.text, /Larkspur Broadband/);
    assert.ok(seen.marked.length > 0, 'nothing is marked in the text');
    assert.ok(seen.articles > 0, 'no article');
    assert.ok(seen.drafts.length > 0, 'no draft');
    assert.ok(seen.drafts.some((draft) => draft.includes('Ada')), `no draft greets Ada: ${seen.drafts.join('\n')}`);
  });

  test('close with Escape, and the badge has the focus again', async () => {
    const page = await world().visit();
    const id = await show(page, 'bill-twice-1');
    const frame = await assist(world(), page, id);
    await frame.press('Escape');
    await until('the focus on the badge', () =>
      page.evaluate((id) => document.activeElement?.getAttribute('data-handrail-post') === `x:${id}`, id),
    );
    assert.equal(await page.evaluate(() => document.querySelector('handrail-frame')?.matches(':popover-open')), false);
  });

  test('say first that the brand has answered, and what was said so far', async () => {
    await ask(world().extension, { type: 'saveReplySettings', settings: { customers: '@example_ada_b gold' } });
    const page = await world().visit();
    const [said = ''] = await push(page, [{ text: '@LarkspurCare no internet for three days', author: 'example_ada_b' }]);
    const long = `Hi Ada, is the light on the box red or green?\n<b>Line two</b>\n${'It matters. '.repeat(12)}`;
    await push(page, [{ text: long, author: 'LarkspurCare', replyTo: said }]);
    await page.evaluate((id) => __stand.go(`/example_ada_b/status/${id}`), said);
    await page.waitForSelector('handrail-mark');
    await page.evaluate(() => __stand.settled());
    const frame = await assist(world(), page, said);
    const shown = await frame.evaluate(() => {
      const folded = document.querySelector('.so-far details');
      const line = document.querySelector('.content > :first-child');
      const tier = document.querySelector('header .tier');
      return { folded: folded?.hasAttribute('open'), line: line?.textContent ?? '', tier: tier?.textContent };
    });
    assert.deepEqual([shown.folded, shown.tier], [false, 'gold']);
    assert.match(shown.line, /^Already answered by @LarkspurCare /);
    const whole = await frame.evaluate(() => {
      const click = (/** @type {string} */ where) => /** @type {HTMLElement} */ (document.querySelector(where)).click();
      click('.so-far summary');
      const text = /** @type {HTMLElement} */ (document.querySelector('.so-far .clamp'));
      const before = text.clientHeight;
      click('.so-far li summary');
      return { words: text.textContent, grew: text.clientHeight > before, made: text.children.length };
    });
    assert.deepEqual([whole.grew, whole.made], [true, 0]);
    assert.match(whole.words ?? '', /<b>Line two<\/b>/);
    await page.close();
  });

  test('go on to the next open post without the mouse', async () => {
    const page = await world().visit();
    const id = await show(page, 'out-fern-1');
    const frame = await assist(world(), page, id);
    const before = await frame.evaluate(() => document.querySelector('[aria-label]')?.closest('main')?.innerText);
    await frame.press('j');
    await until('another post', async () => {
      const now = await frame.evaluate(() => ({
        busy: document.querySelector('main')?.getAttribute('aria-busy'),
        text: document.querySelector('main')?.innerText,
      }));
      return now.busy === 'false' && now.text !== before && !now.text?.includes('Maya Okonedo');
    });
  });
});
