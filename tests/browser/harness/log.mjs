// What the extension has kept in the browser's storage, looked at and changed behind its back.

/** @typedef {import('./browsers.mjs').Doc} Doc */
/** @typedef {{ id: string, post: string, at: number, act: any, number: number }} Event */

/**
 * All events of the log.
 * @returns {Promise<Event[]>}
 */
export const events = (/** @type {Doc} */ extension) =>
  extension.evaluate(async () => {
    const done = (/** @type {IDBRequest} */ request) =>
      new Promise((/** @type {(result: any) => void} */ done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
      });
    const database = await done(indexedDB.open('handrail'));
    return done(database.transaction('events').objectStore('events').getAll()).finally(() => database.close());
  });

/** Puts values into a store as they are, in the place of those of the same key; `bytes`: numbers, or how many there are to be, of no sense. */
export const put = (/** @type {Doc} */ extension, /** @type {'events' | 'records'} */ store, /** @type {object[]} */ values) =>
  extension.evaluate(
    async (store, values) => {
      const database = await new Promise((/** @type {(database: IDBDatabase) => void} */ done, fail) => {
        const request = indexedDB.open('handrail');
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
      });
      const transaction = database.transaction(store, 'readwrite');
      for (const value of /** @type {any[]} */ (values)) {
        const bytes = new Uint8Array(value.bytes ?? 0);
        if (typeof value.bytes === 'number') for (let from = 0; from < bytes.length; from += 1 << 16) crypto.getRandomValues(bytes.subarray(from, from + (1 << 16)));
        transaction.objectStore(store).put('bytes' in value ? { ...value, bytes } : value);
      }
      await new Promise((done, fail) => {
        transaction.oncomplete = done;
        transaction.onabort = () => fail(transaction.error);
      }).finally(() => database.close());
    },
    store,
    values,
  );

/** In the place of all that is kept, the first version's stores with these events. */
export const begin = (/** @type {Doc} */ extension, /** @type {object[]} */ events) =>
  extension.evaluate(async (events) => {
    const done = (/** @type {IDBRequest} */ request) =>
      new Promise((/** @type {(result: any) => void} */ done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
      });
    await done(indexedDB.deleteDatabase('handrail'));
    const request = indexedDB.open('handrail', 1);
    request.onupgradeneeded = () => {
      const store = request.result.createObjectStore('events', { keyPath: 'id' });
      request.result.createObjectStore('records', { keyPath: 'name' });
      for (const event of events) store.put(event);
    };
    (await done(request)).close();
  }, events);
