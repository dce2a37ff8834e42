// The background is ended at a dozen moments while posts, each of another person, are being marked handled: none is lost, none
// is kept twice. At two hundred, in five tabs: `cargo xtask bench kill`.

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { mark } from './harness/marks.mjs';
import { assist, inBrowsers, push } from './harness/world.mjs';

const TIMES = 12;
/** The longest wait between the key and the end of the background, in milliseconds: an act takes about as long. */
const SPAN = 40;

/** The same moments in every run. */
function moments() {
  let state = 2024;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32) * SPAN;
  };
}

inBrowsers('a killed background', {}, (world) => {
  test('loses no act and keeps none twice', async () => {
    const { opened, extension } = world();
    const page = await world().visit();
    const posts = Array.from({ length: TIMES }, (_, at) => ({ text: `@LarkspurCare number ${at} is about my bill`, author: `example_kit_${at}` }));
    const ids = await push(page, posts);
    const next = moments();
    for (const id of ids) {
      await page.evaluate(async (id) => void (await __stand.scrollToPost(id)), id);
      const frame = await assist(world(), page, id);
      const pressed = frame.press('h');
      await new Promise((moment) => setTimeout(moment, next()));
      await opened.killBackground();
      await pressed;
      await mark(opened, page, id, ({ name }) => name.startsWith('Handled'));
    }
    await opened.killBackground();
    const events = await extension.evaluate(async () => {
      const database = await new Promise((done, failed) => {
        const request = indexedDB.open('handrail');
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
      return new Promise((done) => {
        const request = database.transaction('events').objectStore('events').getAll();
        request.onsuccess = () => done(request.result);
      });
    });
    const kept = /** @type {{ post: string, act: { type: string } }[]} */ (events);
    assert.deepEqual(
      kept.filter(({ act }) => act.type === 'handled').map(({ post }) => post).sort(),
      ids.map((id) => `x:${id}`).sort(),
    );
  });
});
