// A server over TLS on this machine that a browser may take for x.com.

import { createServer } from 'node:https';
import selfsigned from 'selfsigned';

/**
 * @param {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void} answer
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 */
export async function serveTls(answer) {
  const names = [{ type: /** @type {const} */ (2), value: 'x.com' }];
  const keys = await selfsigned.generate([{ name: 'commonName', value: 'x.com' }], {
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
