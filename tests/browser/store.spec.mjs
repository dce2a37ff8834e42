// What is on the disk outlives the versions and the faults of what reads it: a log of the first version, entries and records
// that are none, a file that is gone, a disk that is full.

import { strict as assert } from 'node:assert';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { chord, notice } from './harness/chords.mjs';
import { health } from './harness/every.mjs';
import { begin, events, put } from './harness/log.mjs';
import { focusBadge, mark } from './harness/marks.mjs';
import { ask, saveProfile } from './harness/setup.mjs';
import { until } from './harness/wait.mjs';
import { assist, inBrowsers, push } from './harness/world.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./harness/browsers.mjs').Doc} Doc */
/** @typedef {import('./harness/world.mjs').World} World */

/** What was written days ago is no case, and would not be noted: the site's clock is ours. */
const NOW = new Date().toISOString();
const FULL = /The disk is full, so nothing could be kept/;
const FINE = /^Everything on this page is read/;

const handled = async (/** @type {Doc} */ page) => (await ask(page, { type: 'status' })).handled;
const act = (/** @type {Doc} */ page, /** @type {string} */ id, /** @type {string} */ post, /** @type {object} */ act) =>
  ask(page, { type: 'act', event: { id, post, at: Date.now(), act } });
/** A garbled record. */
const garbled = (/** @type {string} */ name, /** @type {object} */ more = {}) => ({ name, bytes: [1, 2, 3], ...more });

let posts = 0;
/** A new complaint at the top of the timeline, once it is marked; each by another person. */
async function complain(/** @type {World} */ world, /** @type {Page} */ page) {
  posts += 1;
  const post = { text: `@LarkspurCare my internet is down since Monday, customer ${posts} is angry`, author: `example_kit_${posts}`, at: Date.now(), id: `19900030000000000${10 + posts}` };
  const [id = ''] = await push(page, [post]);
  await marked(world, page, id, 'Complaint');
  return id;
}
const marked = (/** @type {World} */ { opened }, /** @type {Page} */ page, /** @type {string} */ id, /** @type {string} */ word) =>
  mark(opened, page, id, ({ name }) => name.startsWith(word));
/** Marks a post handled, by its badge. */
async function handle(/** @type {World} */ { opened }, /** @type {Page} */ page, /** @type {string} */ id) {
  await focusBadge(opened, page, id);
  await chord(page, 'H');
}
/** What the desk shows of what waits: the words of each case, by its post. */
async function waiting(/** @type {Doc} */ extension, search = '') {
  const part = { list: 'next', brand: '', topic: '', search, from: 0, most: 200 };
  const { answer } = await ask(extension, { type: 'desk', asked: { queue: { part } } });
  return new Map(answer.queue.queue.rows.map((/** @type {any} */ row) => [row.post, row.excerpt?.text]));
}
/** Until the panel says so. */
const says = (/** @type {World} */ world, /** @type {RegExp} */ words) =>
  until(`the panel to say ${words}`, async () => {
    const { message } = await health(world, 'x');
    return words.test(message) || Promise.reject(new Error(message));
  });
/** Until these posts are noted in the log. */
const noted = (/** @type {Doc} */ extension, /** @type {string[]} */ ids) =>
  until('the posts to be noted', async () => {
    const noted = (await events(extension)).filter(({ act }) => act?.type === 'case').map(({ post }) => post);
    return ids.every((id) => noted.includes(`x:${id}`));
  });

inBrowsers('the store', { now: NOW, small: true }, (world) => {
  test('reads a log of the first version, and all of the log where its snapshot is damaged', async () => {
    const { opened, extension } = world();
    await opened.killBackground();
    await begin(extension, [
      { id: 'a', post: 'x:1', at: 1, act: { type: 'handled' } },
      { id: 'b', post: 'x:2', at: 2, act: { type: 'handled' } },
      { id: 'c', post: 'x:2', at: 3, act: { type: 'undone', event: 'b' } },
    ]);
    assert.equal(await handled(extension), 1);
    await saveProfile(extension);
    await act(extension, 'd', 'x:2', { type: 'handled' });
    assert.equal(await handled(extension), 2);

    await opened.killBackground();
    await put(extension, 'records', [garbled('desk', { until: 1_000 })]);
    assert.equal(await handled(extension), 2);
    // An event that is sent again is known, with or without a snapshot.
    await act(extension, 'd', 'x:2', { type: 'handled' });
    await act(extension, 'e', 'x:2', { type: 'undone', event: 'd' });
    await opened.killBackground();
    assert.equal(await handled(extension), 1);
  });

  test('reads what is sound beside damaged entries, says that there are some, and throws none away', async () => {
    const { opened, extension } = world();
    const page = await world().visit();
    const before = await handled(extension);
    const first = await complain(world(), page);
    const second = await complain(world(), page);
    await handle(world(), page, first);
    await marked(world(), page, first, 'Handled');
    await noted(extension, [first, second]);
    await says(world(), FINE);

    await opened.killBackground();
    const last = Math.max(...(await events(extension)).map(({ number }) => number));
    const done = { type: 'handled' };
    const damaged = [
      { id: 'no-act', post: `x:${first}`, at: 1, number: last + 1 },
      { id: 'odd-act', post: `x:${second}`, at: 1, act: { type: 'sung' }, number: last + 2 },
      { id: 'odd-time', post: `x:${second}`, at: 'noon', act: done, number: last + 3 },
      { id: 'no-post', at: 1, act: done, number: last + 4 },
      // These two are whole but for what the store numbers them by.
      { id: 'odd-number', post: 'x:77', at: 1, act: done, number: 'seven' },
      { id: 'no-number', post: 'x:78', at: 1, act: done },
    ];
    await put(extension, 'events', damaged);
    await put(extension, 'records', [garbled(`excerpt:x:${second}`)]);
    assert.equal(await handled(extension), before + 3);
    const third = await complain(world(), page);
    await says(world(), /cannot be read and is left out: 4\. All the rest counts/);
    assert.equal((await health(world(), 'x')).level, 'amber');

    // The desk has the case whose words are garbled, and finds others by theirs.
    const all = await waiting(extension);
    assert.ok(all.has(`x:${second}`));
    assert.equal(all.get(`x:${second}`), undefined);
    assert.match(all.get(`x:${third}`), /my internet is down/);
    assert.deepEqual([...(await waiting(extension, `customer ${posts}`)).keys()], [`x:${third}`]);

    // Acts go on, those on a post with damaged entries too.
    await handle(world(), page, second);
    await marked(world(), page, second, 'Handled');
    await opened.killBackground();
    assert.equal(await handled(extension), before + 4);
    const kept = await events(extension);
    assert.deepEqual(damaged.filter(({ id }) => !kept.some((event) => event.id === id)), []);
    assert.equal(new Set(kept.map(({ number }) => number)).size, kept.length, 'numbers go on behind the last that is one');

    // Whoever mends them hears no more of it.
    await opened.killBackground();
    await put(extension, 'events', damaged.map(({ id }, at) => ({ id, post: `x:${80 + at}`, at: 1, act: done, number: last + 1_000 + at })));
    await put(extension, 'records', [{ ...garbled(`excerpt:x:${second}`), bytes: [...Buffer.from('null')] }]);
    assert.equal(await handled(extension), before + 8);
    await complain(world(), page);
    await says(world(), FINE);
    await page.close();
  });

  test('marks posts beside a garbled knowledge base, and nothing by a garbled profile; acts are kept all the same', async () => {
    const { opened, extension } = world();
    const base = { id: 'help', name: 'Help', brands: [], source: { kind: 'files' }, baseUrl: '', lang: '', campaign: '' };
    await ask(extension, { type: 'saveBase', base });
    await opened.killBackground();
    await put(extension, 'records', [garbled('base:help')]);
    // Once they are asked for.
    await handled(extension);
    const page = await world().visit();
    await complain(world(), page);
    await says(world(), /articles of a knowledge base cannot be read\. Open the options and import them again/);

    await opened.killBackground();
    await put(extension, 'records', [garbled('profile')]);
    const [unmarked = ''] = await push(page, [{ text: '@LarkspurCare my internet is down again', author: 'example_pia' }]);
    await says(world(), /brand profile cannot be read, so nothing is marked\. Open the options and save it again/);
    assert.equal((await health(world(), 'x')).level, 'red');
    const before = await handled(extension);
    await act(extension, 'f', 'x:3', { type: 'handled' });
    assert.equal(await handled(extension), before + 1);
    await saveProfile(extension);
    await marked(world(), page, unmarked, 'Complaint');
    await ask(extension, { type: 'removeBase', id: 'help' });
    await page.close();
  });

  test('on a full disk loses nothing, says what it cannot keep, marks posts, and keeps each act once when there is room', async () => {
    const { opened, extension, disk } = world();
    const page = await world().visit();
    const start = await handled(extension);
    const before = await complain(world(), page);
    const first = await complain(world(), page);
    const second = await complain(world(), page);
    await handle(world(), page, before);
    await marked(world(), page, before, 'Handled');
    await says(world(), FINE);

    await disk?.fill();
    await handle(world(), page, first);
    await notice(world(), page, FULL);
    await marked(world(), page, first, 'Complaint');
    // Another is handled in the frame, which sends the same act for as long as it must.
    const frame = await assist(world(), page, second);
    await frame.press('h');
    await until('the frame to say why', () => frame.evaluate((words) => new RegExp(words).test(document.body.textContent ?? ''), FULL.source));
    await says(world(), FULL);
    assert.equal((await health(world(), 'x')).level, 'amber');

    // What the page shows is marked: new posts, and all of them once the background was killed.
    const late = await complain(world(), page);
    await opened.killBackground();
    const later = await complain(world(), page);
    await marked(world(), page, before, 'Handled');
    await says(world(), FULL);
    assert.equal(await handled(extension), start + 1);
    // Nor is what was shown on a page that is no longer there forgotten, whatever is refused.
    const gone = '/example_quin/status/1990003000000000099';
    const fields = { permalink: gone, author: '/example_quin', name: 'Quin', time: new Date().toISOString(), text: '@LarkspurCare my internet is down' };
    await ask(extension, { type: 'observe', site: 'x', posts: [{ key: gone, fields, lists: {}, flags: [] }], shown: [] });
    await assert.rejects(act(extension, 'g', 'x:4', { type: 'handled' }), FULL);
    assert.match((await waiting(extension)).get('x:1990003000000000099'), /my internet is down/);

    await disk?.free();
    await act(extension, 'g', 'x:4', { type: 'handled' });
    await marked(world(), page, second, 'Handled');
    await frame.press('Escape');
    await handle(world(), page, first);
    await marked(world(), page, first, 'Handled');
    await says(world(), FINE);
    // What was seen meanwhile is kept too.
    await noted(extension, [before, first, second, late, later, gone.split('/')[3] ?? '']);
    const acts = (await events(extension)).filter(({ act }) => act?.type === 'handled').map(({ post }) => post);
    for (const id of [before, first, second, '4']) assert.equal(acts.filter((post) => post === `x:${id}`).length, 1);
    await opened.killBackground();
    assert.equal(await handled(extension), start + 4);
    await page.close();
  });

  test('reads the log where a file of the store is gone', async () => {
    const { extension } = world();
    const before = await handled(extension);
    // What is as large as this lies in a file of its own.
    await put(extension, 'records', [{ name: 'desk', bytes: 2_000_000, until: 1_000 }]);
    await world().restart(async (profile) => {
      const files = (await readdir(profile, { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
      const large = files.filter(({ parentPath }) => /extension.*(\.indexeddb\.blob|\.files)/.test(parentPath));
      assert.ok(large.length > 0);
      for (const { parentPath, name } of large) await rm(join(parentPath, name));
    });
    assert.equal(await handled(world().extension), before);
  });
});
