// Serves the stand-in site over TLS as x.com, with the same strict policy that
// the real site sends, and two smaller ones, as bsky.app and as a Mastodon server.
// The certificate is made at each start and kept in memory.
//
//   node www/server.mjs [--port 8443] [--host 127.0.0.1] [--seed 1] [--speed 6]
//                       [--theme light|black|dim] [--autoprepend] [--now ISO] [--out target/www]

import { createServer } from 'node:https';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import selfsigned from 'selfsigned';
import { build } from './build.mjs';

/** Which site a name is answered as, where it is not the first one. */
const OTHERS = { 'bsky.app': 'bluesky', 'social.example': 'mastodon' };
const NAMES = ['x.com', 'pro.x.com', 'www.x.com', 'mobile.x.com', 'twitter.com', 'localhost', ...Object.keys(OTHERS)];
const ASSETS = Object.fromEntries(
  ['app', ...Object.values(OTHERS)].flatMap((name) => [
    [`/stand/${name}.js`, [`${name}.js`, 'text/javascript; charset=utf-8']],
    [`/stand/${name}.css`, [`${name}.css`, 'text/css; charset=utf-8']],
  ]),
);

/** What the site may load and run. Nothing here names another host. */
export function policy(nonce) {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
  ].join('; ');
}

// A `<` inside the data block could end the script element early.
const dataOf = (config) => JSON.stringify(config).replaceAll('<', '\\u003c');

/** The page of one of the smaller sites: an empty place that its script fills. */
function small(name, nonce, config) {
  const place = name === 'mastodon' ? '<body class="app-body"><div class="app-holder" id="mastodon"></div>' : '<body><div id="root"></div>';
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Stand-in</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/stand/${name}.css">
</head>
${place}
<script type="application/json" id="stand-config" nonce="${nonce}">${dataOf(config)}</script>
<script src="/stand/${name}.js" nonce="${nonce}"></script>
</body>
</html>
`;
}

function shell(nonce, config) {
  return `<!DOCTYPE html>
<html dir="ltr" lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
<meta name="theme-color" content="#ffffff">
<title>Home / Stand-in</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E%3Crect x='2' y='2' width='20' height='20' rx='10' fill='%231d9bf0'/%3E%3Cpath d='M7 15h10M7 10h10' stroke='%23fff' stroke-width='2.4' stroke-linecap='round'/%3E%3C/svg%3E">
<link rel="stylesheet" href="/stand/app.css">
</head>
<body style="background-color: rgb(255, 255, 255);">
<noscript>The practice timeline needs JavaScript.</noscript>
<div id="react-root"></div>
<script type="application/json" id="stand-config" nonce="${nonce}">${dataOf(config)}</script>
<script src="/stand/app.js" nonce="${nonce}"></script>
</body>
</html>
`;
}

/**
 * Starts the site. `speed` is the number of new posts a minute (0: none until a
 * test asks), `autoprepend` shows them without the "Show posts" pill, `now`
 * fixes the clock, and `assets` names a folder already built. `pages` answers paths
 * of its own before the site does, at once or later: a test's help center.
 */
export async function serve({
  port = 0,
  host = '127.0.0.1',
  seed = 1,
  speed = 0,
  theme = 'light',
  autoprepend = false,
  now = null,
  outdir = 'target/www',
  assets = null,
  pages = () => undefined,
} = {}) {
  const folder = assets ?? (await build(outdir));
  const config = { seed, speed, theme, autoprepend, now };
  const pems = await selfsigned.generate([{ name: 'commonName', value: 'x.com' }], {
    algorithm: 'sha256',
    // Made in a moment; a key of RSA takes a second of a processor.
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      {
        name: 'subjectAltName',
        altNames: [...NAMES.map((value) => ({ type: 2, value })), { type: 7, ip: '127.0.0.1' }],
      },
    ],
  });

  const server = createServer({ key: pems.private, cert: pems.cert }, async (request, response) => {
    const path = new URL(request.url ?? '/', 'https://x.com').pathname;
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cache-Control', 'no-store');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const own = await pages(path, request.headers);
    if (own) {
      response.writeHead(own.status ?? 200, own.headers).end(own.body ?? '');
      return;
    }
    const nonce = randomBytes(16).toString('base64url');
    response.setHeader('Content-Security-Policy', policy(nonce));
    const asset = ASSETS[path];
    if (asset) {
      const body = await readFile(join(folder, asset[0])).catch(() => null);
      response.writeHead(body ? 200 : 404, { 'Content-Type': asset[1] }).end(body ?? '');
    } else if (path === '/favicon.ico' || path === '/robots.txt' || path.startsWith('/stand/')) {
      response.writeHead(404).end();
    } else {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      const other = OTHERS[(request.headers.host ?? '').replace(/:\d+$/, '')];
      response.end(other ? small(other, nonce, config) : shell(nonce, config));
    }
  });

  await new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, done);
  });
  return {
    port: server.address().port,
    /** Ends open connections too: a browser keeps its own alive. */
    close() {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8443' },
      host: { type: 'string', default: '127.0.0.1' },
      seed: { type: 'string', default: '1' },
      speed: { type: 'string', default: '6' },
      theme: { type: 'string', default: 'light' },
      autoprepend: { type: 'boolean', default: false },
      now: { type: 'string' },
      out: { type: 'string', default: 'target/www' },
    },
  });
  const { port } = await serve({
    port: Number(values.port),
    host: values.host,
    seed: Number(values.seed),
    speed: Number(values.speed),
    theme: values.theme,
    autoprepend: values.autoprepend,
    now: values.now ?? null,
    outdir: values.out,
  });
  console.log(`The stand-in listens on https://${values.host}:${port}`);
  console.log('Open it as x.com:');
  console.log(
    `  chromium --user-data-dir=$(mktemp -d) --ignore-certificate-errors ` +
      `--host-resolver-rules="MAP x.com ${values.host}:${port}" https://x.com/home`,
  );
}
