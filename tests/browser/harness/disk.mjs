// A full disk: the browser gives the extension's storage no more room.

/** @typedef {import('./browsers.mjs').Doc} Doc */
/** @typedef {import('./browsers.mjs').Opened} Opened */

/** @typedef {{ fill: () => Promise<void>, free: () => Promise<void> }} Disk `fill`: from now on nothing more can be kept */

/** Firefox gives all sites so many kilobytes, and one of them a fifth of that. */
export const SMALL = { 'dom.quotaManager.temporaryStorage.fixedLimit': 102_400 };
/** Chromium gives the extension so many bytes. */
const QUOTA = 10 << 20;

/**
 * The disk of a browser that was just opened with the preferences `SMALL`, and in which nothing is kept yet that counts.
 * @returns {Promise<Disk>}
 */
export async function smallDisk(/** @type {Opened} */ opened, /** @type {Doc} */ extension) {
  if (opened.name === 'firefox') return { fill: () => extension.evaluate(fill), free: () => extension.evaluate(empty) };
  // Whoever changes a quota must stay for as long as it counts.
  const tools = await (await opened.browser.newPage()).createCDPSession();
  const origin = await extension.evaluate(() => location.origin);
  const allow = (/** @type {object} */ quota) => tools.send('Storage.overrideQuotaForOrigin', { origin, ...quota });
  await allow({ quotaSize: QUOTA });
  // How much room there was is remembered for half a minute, unless all is forgotten.
  await opened.killBackground();
  await tools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  return {
    free: () => allow({}),
    async fill() {
      await allow({ quotaSize: 1 });
      // It is asked anew by what wants more than there was.
      await extension.evaluate(fill);
    },
  };
}

/**
 * In an extension's page: keeps what nobody needs, until not even a little more has room. Most of it lies apart, since nothing
 * can be taken away from a database that is full; then what is kept has no room within itself either.
 */
async function fill() {
  let kept = 0;
  const keep = async (/** @type {boolean} */ apart, /** @type {Uint8Array} */ bytes) => {
    // Anew each time: a database in which something had no room is closed.
    const database = await new Promise((/** @type {(database: IDBDatabase) => void} */ done, fail) => {
      const request = apart ? indexedDB.open('ballast', 1) : indexedDB.open('handrail');
      request.onupgradeneeded = () => request.result.createObjectStore('records', { keyPath: 'name' });
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    const transaction = database.transaction('records', 'readwrite');
    transaction.objectStore('records').put({ name: `ballast-${kept}`, bytes });
    kept += 1;
    await new Promise((done, fail) => {
      transaction.oncomplete = done;
      transaction.onabort = () => fail(transaction.error);
    }).finally(() => database.close());
  };
  for (const apart of [true, false]) {
    for (let size = apart ? 1 << 24 : 1 << 12; size >= 64; ) {
      const bytes = new Uint8Array(size);
      for (let from = 0; from < size; from += 1 << 16) crypto.getRandomValues(bytes.subarray(from, from + (1 << 16)));
      await keep(apart, bytes).catch((error) => {
        if (error.name !== 'QuotaExceededError') throw error;
        size /= 2;
      });
    }
  }
}

/** In an extension's page: takes what lies apart away again. */
async function empty() {
  await new Promise((done, fail) => {
    const request = indexedDB.deleteDatabase('ballast');
    request.onsuccess = done;
    request.onerror = () => fail(request.error);
  });
}
