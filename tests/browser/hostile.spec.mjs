// Whatever a post holds is shown as text, and nothing of ours stumbles over it.

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { inTurn } from './harness/browsers.mjs';
import { mark } from './harness/marks.mjs';
import { assist, inBrowsers } from './harness/world.mjs';

const HALF = String.fromCharCode(0xd83d);
const POSTS = {
  'zero width letters': `@LarkspurCare it is d\u200bo\u200dw\u2060n\ufeff again`,
  'a change of direction': `@LarkspurCare \u202egnihton skrow\u202c \u2067تعطل\u2069 since noon`,
  'joined emoji': '@LarkspurCare 👩‍👩‍👧‍👦🏳️‍🌈👨🏽‍🚒 all offline 🇬🇧',
  'a script': '@LarkspurCare <script>window.slipped = 1</script><img src=x onerror="window.slipped = 1"> broken',
  'a script for an address': '@LarkspurCare javascript:window.slipped=1 see https://example.com/<b>bold</b>',
  'half a character': `@LarkspurCare half ${HALF} a character ${HALF}`,
  'letters under letters': `@LarkspurCare ${'Z\u0335\u0321\u0322\u0300\u0301'.repeat(40)} help`,
  '25,000 characters': `@LarkspurCare ${'my router is slow and nobody answers 📞 '.repeat(640)}`.slice(0, 25_000),
};

inBrowsers('a hostile post', {}, (world) => {
  for (const [name, text] of Object.entries(POSTS)) {
    test(`with ${name} is marked and shown as text`, async () => {
      const page = await world().visit();
      const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
      const id = await page.evaluate(async (units) => {
        // In parts: half a character cannot travel as text.
        const text = units.map((unit) => String.fromCharCode(unit)).join('');
        const [id] = __stand.push([{ text, author: 'example_kit' }]);
        await __stand.settled();
        return /** @type {string} */ (id);
      }, units);
      await mark(world().opened, page, id);
      const frame = await assist(world(), page, id);
      const inside = await frame.evaluate(() => ({
        strange: document.querySelectorAll('main script, main img, main b, main iframe').length,
        links: [...document.querySelectorAll('a')].map(({ protocol }) => protocol),
        slipped: 'slipped' in window,
      }));
      assert.equal(inside.strange, 0);
      assert.equal(inside.slipped, false);
      assert.ok(inside.links.every((protocol) => /^(https:|chrome-extension:|moz-extension:)$/.test(protocol)), inside.links.join());
      assert.equal(await page.evaluate(() => 'slipped' in window), false);
      await page.close();
    });
  }
}, inTurn(0));
