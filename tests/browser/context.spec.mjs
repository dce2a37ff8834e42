// A post in its context: topic and heat on badge and frame, bursts, conversations, what is no complaint, a killed background.

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { inTurn } from './harness/browsers.mjs';
import { mark } from './harness/marks.mjs';
import { ask } from './harness/setup.mjs';
import { until } from './harness/wait.mjs';
import { assist, inBrowsers, push } from './harness/world.mjs';

/** What the frame says of topics and heat. */
const details = (/** @type {import('./harness/browsers.mjs').Doc} */ frame) =>
  frame.evaluate(() => ({
    topics: [...document.querySelectorAll('.topic')].map((topic) => topic.textContent ?? ''),
    heat: document.querySelector('.heat-line')?.textContent ?? '',
    inputs: [...document.querySelectorAll('.inputs li')].map((input) => input.textContent ?? ''),
    noReply: document.querySelector('.no-reply')?.textContent ?? '',
  }));

const REFUND = { text: '@LarkspurCare where is my refund? You took £42 twice and nobody answers', author: 'example_kit' };

inBrowsers('context', {}, (world) => {
  test('a badge names topic and heat, and the frame shows every input with its points', async () => {
    const page = await world().visit();
    const [id = ''] = await push(page, [{ text: '@LarkspurCare smoke is coming out of the router, I am leaving you after this', author: 'example_ada_b' }]);
    const { name } = await mark(world().opened, page, id, ({ name }) => /, hot/.test(name));
    assert.match(name, /^Complaint, Safety and legal/);
    const { topics, heat, inputs } = await details(await assist(world(), page, id));
    assert.ok(topics.includes('Safety and legal'), topics.join());
    const [, total = ''] = /^Hot (\d+) of 100$/.exec(heat) ?? [];
    const points = inputs.map((input) => Number(/^\+(\d+) /.exec(input)?.[1]));
    assert.equal(Math.min(100, points.reduce((sum, each) => sum + each, 0)), Number(total), inputs.join('; '));
    assert.ok(inputs.some((input) => /safety.*“?smoke/.test(input)), inputs.join('; '));
  });

  test('a second post by the same person is read with the first', async () => {
    const page = await world().visit();
    const [first = ''] = await push(page, [REFUND]);
    await mark(world().opened, page, first);
    await push(page, [{ ...REFUND, text: '@LarkspurCare hello? My refund, please. Still nobody answers' }]);
    const frame = await assist(world(), page, first);
    const { inputs } = await details(frame);
    assert.ok(inputs.some((input) => input.includes('not the first time')), inputs.join('; '));
  });

  test('thanks need no reply, and say why', async () => {
    const page = await world().visit();
    const [id = ''] = await push(page, [{ text: '@LarkspurCare thank you so much, all sorted now', author: 'example_ada_b' }]);
    const { name } = await mark(world().opened, page, id);
    assert.match(name, /no reply needed/);
    const { noReply, inputs } = await details(await assist(world(), page, id));
    assert.match(noReply, /^No reply needed: says thank you: .*thank you/);
    assert.deepEqual(inputs, []);
  });

  test('what is passed on or merely quoted is no complaint', async () => {
    const page = await world().visit();
    const [said = ''] = await push(page, [{ text: '@LarkspurCare no internet for three days', author: 'example_ada_b' }]);
    const [passed = '', quoted = ''] = await push(page, [
      { text: '@LarkspurCare no internet for three days, nobody answers', author: 'example_kit', repostedBy: 'example_hugo' },
      { text: '@LarkspurCare 👀', author: 'example_hugo', quotes: said },
    ]);
    for (const id of [passed, quoted]) {
      const { name } = await mark(world().opened, page, id);
      assert.match(name, /^Mention.*no reply needed/);
    }
    assert.match((await mark(world().opened, page, said)).name, /^Complaint/);
  });

  test('in a conversation a reply is about the brand that it answers, and about what that said', async () => {
    const page = await world().visit();
    const [said = ''] = await push(page, [{ text: 'We are sorry for the outage in Fernhill. Engineers are on site.', author: 'LarkspurCare' }]);
    const [reply = ''] = await push(page, [{ text: 'third time this month, useless', author: 'example_kit', replyTo: said }]);
    await page.evaluate((id) => __stand.go(`/LarkspurCare/status/${id}`), said);
    await mark(world().opened, page, reply, ({ name }) => name.includes('Outage'));
    const { topics } = await details(await assist(world(), page, reply));
    assert.ok(topics.some((topic) => /^Outage and connection.*from the conversation/.test(topic)), topics.join());
  });

  test('nothing of it is lost when the background is killed', async () => {
    const page = await world().visit();
    const [first = ''] = await push(page, [{ ...REFUND, author: 'example_hugo' }]);
    await mark(world().opened, page, first);
    await world().opened.killBackground();
    const [second = ''] = await push(page, [{ text: '@LarkspurCare hello? My refund?', author: 'example_hugo' }]);
    await mark(world().opened, page, second);
    await world().opened.killBackground();
    const { inputs } = await details(await assist(world(), page, first));
    assert.ok(inputs.some((input) => input.includes('not the first time')), inputs.join('; '));
  });

  test('a topic of the team is imported, and one that is wrong is named with its line and changes nothing', async () => {
    const { opened, extension } = world();
    const topic = { path: 'parking.txt', text: 'name: Parking\nyes: no parking at the shop\n3 parking, car park' };
    const { saved } = await ask(extension, { type: 'saveTopics', topics: [topic] });
    assert.ok(saved);
    const page = await world().visit();
    const [id = ''] = await push(page, [{ text: '@LarkspurCare the car park at your shop is locked again', author: 'example_ada_b' }]);
    await mark(opened, page, id, ({ name }) => name.includes('Parking'));
    const options = await opened.extensionPage('pages/options.html');
    const text = await until('the topic in the options', () =>
      options.evaluate(() => /** @type {HTMLTextAreaElement | null} */ (document.getElementById('topic-text'))?.value),
    );
    assert.equal(text, topic.text);
    await options.evaluate(() => {
      const field = /** @type {HTMLTextAreaElement} */ (document.getElementById('topic-text'));
      field.focus();
      field.setSelectionRange(field.value.length, field.value.length);
    });
    await options.type(', the, .*');
    await until('what is wrong, with its line', () =>
      options.evaluate(() => {
        const words = document.querySelector('#topics .problems')?.textContent ?? '';
        return words.includes('parking.txt:3') && words.includes('“the”') && words.includes('“.*”');
      }),
    );
    assert.equal(await options.evaluate(() => /** @type {HTMLButtonElement | null} */ (document.querySelector('#topics button.primary'))?.disabled), true);
    await options.close();
    const { topics } = await ask(extension, { type: 'topics' });
    assert.deepEqual(topics, [topic]);
  });
}, inTurn(0));
