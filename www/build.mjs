// Bundles each stand-in site into two files: app.js and app.css, bluesky.js and bluesky.css, mastodon.js and mastodon.css.

import { build as bundle } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { join, resolve } from 'node:path';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Bundles into `outdir` and returns its full path. */
export async function build(outdir = 'target/www', { development = false } = {}) {
  const out = resolve(outdir);
  await bundle({
    entryPoints: {
      app: join(here, 'app/main.tsx'),
      bluesky: join(here, 'bluesky/main.tsx'),
      mastodon: join(here, 'mastodon/main.tsx'),
    },
    outdir: out,
    bundle: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    minify: !development,
    sourcemap: development ? 'inline' : false,
    logLevel: 'warning',
    define: {
      // Draft.js was written for bundlers that provided both of these.
      global: 'globalThis',
      'process.env.NODE_ENV': JSON.stringify(development ? 'development' : 'production'),
    },
  });
  return out;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(await build(process.argv[2]));
}
