// What is on the disk outlives the versions and the faults of what reads it: a log of the first version, a snapshot that is
// no snapshot.

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { ask, saveProfile } from './harness/setup.mjs';
import { inBrowsers } from './harness/world.mjs';

/** @typedef {import('./harness/browsers.mjs').Doc} Doc */

const handled = async (/** @type {Doc} */ page) => (await ask(page, { type: 'status' })).handled;

/** In an extension's page: in the place of all that is kept, the first version's stores with these events. */
function begin(/** @type {object[]} */ events) {
  const done = (/** @type {IDBRequest} */ request) =>
    new Promise((/** @type {(result: any) => void} */ done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  return done(indexedDB.deleteDatabase('handrail'))
    .then(() => {
      const request = indexedDB.open('handrail', 1);
      request.onupgradeneeded = () => {
        const store = request.result.createObjectStore('events', { keyPath: 'id' });
        request.result.createObjectStore('records', { keyPath: 'name' });
        for (const event of events) store.put(event);
      };
      return done(request);
    })
    .then((database) => database.close());
}

/** In an extension's page: puts something else in the place of a record. */
function spoil(/** @type {string} */ name) {
  return new Promise((done, fail) => {
    const request = indexedDB.open('handrail');
    request.onerror = () => fail(request.error);
    request.onsuccess = () => {
      const database = request.result;
      const transaction = database.transaction('records', 'readwrite');
      transaction.objectStore('records').put({ name, bytes: new Uint8Array([1, 2, 3]), until: 1_000 });
      transaction.oncomplete = () => done(database.close());
      transaction.onerror = () => fail(transaction.error);
    };
  });
}

inBrowsers('the store', {}, (world) => {
  test('reads a log of the first version, and all of the log where its snapshot is damaged', async () => {
    const { opened, extension } = world();
    await opened.killBackground();
    await extension.evaluate(begin, [
      { id: 'a', post: 'x:1', at: 1, act: { type: 'handled' } },
      { id: 'b', post: 'x:2', at: 2, act: { type: 'handled' } },
      { id: 'c', post: 'x:2', at: 3, act: { type: 'undone', event: 'b' } },
    ]);
    assert.equal(await handled(extension), 1);
    await saveProfile(extension);
    await ask(extension, { type: 'act', event: { id: 'd', post: 'x:2', at: 4, act: { type: 'handled' } } });
    assert.equal(await handled(extension), 2);

    await opened.killBackground();
    await extension.evaluate(spoil, 'desk');
    assert.equal(await handled(extension), 2);
    // An event that is sent again is known, with or without a snapshot.
    await ask(extension, { type: 'act', event: { id: 'd', post: 'x:2', at: 4, act: { type: 'handled' } } });
    await ask(extension, { type: 'act', event: { id: 'e', post: 'x:2', at: 5, act: { type: 'undone', event: 'd' } } });
    await opened.killBackground();
    assert.equal(await handled(extension), 1);
  });
});
