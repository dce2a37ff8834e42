// A wire that can be cut, and made slow.

import { createServer, connect } from 'node:net';

/**
 * @typedef {object} Wire
 * @property {number} port where it begins
 * @property {(cut: boolean) => void} cut cuts it, or mends it: what is on its way is lost
 * @property {(millis: number) => void} slow every byte takes so much longer
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<Wire>} */
export async function wire(/** @type {number} */ to) {
  /** @type {Set<import('node:net').Socket>} */
  const open = new Set();
  let isCut = false;
  let delay = 0;
  const server = createServer((here) => {
    if (isCut) return here.destroy();
    const there = connect(to, '127.0.0.1');
    for (const [from, to] of [[here, there], [there, here]]) {
      const [one, other] = /** @type {[import('node:net').Socket, import('node:net').Socket]} */ ([from, to]);
      open.add(one);
      one.setNoDelay(true);
      one.on('data', (bytes) => {
        if (isCut) return;
        if (delay > 0) setTimeout(() => other.writable && other.write(bytes), delay);
        else other.write(bytes);
      });
      one.on('error', () => undefined);
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  return {
    port: /** @type {import('node:net').AddressInfo} */ (server.address()).port,
    // A wire that is cut says nothing: both ends wait until they no longer believe in it.
    cut(cut) {
      isCut = cut;
      if (!cut) for (const socket of open) socket.destroy();
    },
    slow(millis) {
      delay = millis;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
