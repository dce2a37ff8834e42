// The practice site as the account of a recording sees it: signed in as that account, and of its own posts only those that
// are about nobody's brand. What is about the brands of a recording is in the recording.

import { build } from 'esbuild';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../../www/server.mjs';

const APP = fileURLToPath(new URL('../../../www/app/main.tsx', import.meta.url));
/** As the site's own source writes it. */
const SIGNED_IN = "export const ME = 'LarkspurCare'";

/** What the site is bundled from, but for two files. */
const as = (/** @type {string} */ account) => ({
  name: 'account',
  setup(/** @type {import('esbuild').PluginBuild} */ bundle) {
    bundle.onLoad({ filter: /[\\/]core[\\/]model\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!source.includes(SIGNED_IN)) throw new Error(`${path} does not say who is signed in as this file expects`);
      return { contents: source.replace(SIGNED_IN, `export const ME = ${JSON.stringify(account)}`), loader: /** @type {const} */ ('ts') };
    });
    bundle.onLoad({ filter: /[\\/]content[\\/]posts\.json$/ }, async ({ path }) => {
      const posts = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify(posts.filter(isChatter)), loader: /** @type {const} */ ('json') };
    });
  },
});

const isChatter = (/** @type {Record<string, unknown>} */ post) =>
  [undefined, 'chatter'].includes(/** @type {any} */ (post.kind)) && post.age !== undefined && !post.re && !post.quote && !post.repostedBy;

/** Serves it. Its clock is the machine's. */
export async function siteOf(/** @type {string} */ account) {
  const assets = await mkdtemp(join(tmpdir(), 'handrail-www-'));
  await build({
    entryPoints: { app: APP },
    outdir: assets,
    bundle: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    minify: true,
    logLevel: 'warning',
    define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
    plugins: [as(account)],
  });
  const site = await serve({ assets });
  return {
    port: site.port,
    async close() {
      await site.close();
      await rm(assets, { recursive: true, force: true });
    },
  };
}
