// A server over TLS on this machine that a browser may take for a site.

import { createServer } from 'node:https';
import selfsigned from 'selfsigned';
import { HOSTS } from '../saved/sites.mjs';

/**
 * @param {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void} answer
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 */
export async function serveTls(answer) {
  const names = HOSTS.map((value) => ({ type: /** @type {const} */ (2), value }));
  const keys = await selfsigned.generate([{ name: 'commonName', value: 'x.com' }], {
    algorithm: 'sha256',
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: names }],
  });
  const server = createServer({ key: keys.private, cert: keys.cert }, answer);
  await new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => done(undefined));
  });
  return {
    port: /** @type {import('node:net').AddressInfo} */ (server.address()).port,
    close() {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
