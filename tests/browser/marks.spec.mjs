// Posts about the brand are marked, whatever it is called in them; the others stay as they are.

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { counted, highlights, mark, markRoot } from './harness/marks.mjs';
import { until } from './harness/wait.mjs';
import { inBrowsers, push, show } from './harness/world.mjs';

const POSTS = [
  { text: '@LarkspurCare no internet since six, third time this month', marked: true },
  { text: 'Is Larkspur’s router meant to blink amber?', marked: true },
  { text: 'Day four of #Larkslow. My neighbours say hello.', marked: true },
  { text: 'The larkspur flower in our garden is out, early this year', marked: false },
  { text: 'Nothing beats a walk before breakfast', marked: false },
  { text: 'They are called Larkspurned for a reason', marked: true },
];

inBrowsers('marks', {}, (world) => {
  test('stand on posts about the brand, and on no others', async () => {
    const page = await world().visit();
    const ids = await push(page, POSTS.map(({ text }) => ({ text, author: 'example_kit' })));
    const expected = ids.map((id, at) => ({ id, marks: POSTS[at]?.marked ? 1 : 0 }));
    const found = async () => {
      const all = await counted(page);
      return ids.map((id) => all.find((post) => post.id === id));
    };
    await until('the marks', async () => JSON.stringify(await found()) === JSON.stringify(expected)).catch(() => {});
    assert.deepEqual(await found(), expected);
  });

  test('say in words what the post is, and what pressing them does', async () => {
    const page = await world().visit();
    const id = await show(page, 'bill-twice-1');
    const { name, text } = await mark(world().opened, page, id);
    assert.match(name, /^(Complaint|Question|Suggestion|Praise|Mention), .*old.*\. Open suggestions$/);
    assert.notEqual(text.trim(), '');
    const root = await markRoot(world().opened, page, id);
    assert.equal(await root?.evaluate((root) => root.querySelector('button')?.type), 'button');
  });

  test('underline what the brand is called', async () => {
    const page = await world().visit();
    const id = await show(page, 'bill-twice-1');
    await mark(world().opened, page, id);
    const underlined = (await highlights(page)).filter(({ name }) => name.includes('mention'));
    assert.ok(underlined.flatMap(({ words }) => words).includes('Larkspur'), JSON.stringify(underlined));
  });

  test('leave the site without a complaint', async () => {
    const page = await world().visit();
    await show(page, 'q-router');
    assert.deepEqual(await page.evaluate(() => __stand.troubles), []);
  });

  test('follow the page from light to black', async () => {
    const page = await world().visit();
    const id = await show(page, 'bill-twice-1');
    await mark(world().opened, page, id);
    const ink = async () => {
      const root = await markRoot(world().opened, page, id);
      return root?.evaluate((root) => getComputedStyle(/** @type {Element} */ (root.querySelector('button'))).color);
    };
    const light = await ink();
    await page.evaluate(() => __stand.setTheme('black'));
    await until('other colours', async () => (await ink()) !== light);
  });
});
