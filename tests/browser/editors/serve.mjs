// Pages with one editor each, under the site's address and its strict policy: `/editors/EDITOR/status/1001?bad=HOW`.

import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { policy, serve } from '../../../www/server.mjs';
import { EDITORS } from './tables.mjs';

const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

const POST = `<article data-testid="tweet"><div data-testid="User-Name"><a href="/example_ines">Inés</a></div>
<div data-testid="tweetText">@LarkspurCare the wifi drops every evening</div>
<a href="/example_ines/status/1001"><time datetime="2026-05-04T08:00:00Z">1h</time></a>
<div role="group"><button data-testid="reply">Reply</button><button data-testid="retweet">Quote</button></div></article>`;

const page = (/** @type {string} */ name) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${name}</title><link rel="icon" href="data:,">
<style>[contenteditable] { white-space: pre-wrap; min-height: 2em; border: 1px solid }</style></head>
<body><main role="main"><div data-testid="primaryColumn">${POST}<div class="composer"><div id="editor"></div>
<button data-testid="tweetButton">Send</button></div></div></main>
<script src="/editors/${name}.js"></script></body></html>`;

/** Serves the pages; the same server goes on as the stand-in site elsewhere. */
export async function serveEditors(/** @type {string} */ outdir) {
  const names = [...EDITORS, 'thread'];
  const made = await build({
    entryPoints: Object.fromEntries(names.map((name) => [name, here(`pages/${name}.mjs`)])),
    outdir,
    write: false,
    bundle: true,
    format: 'iife',
    target: 'es2022',
    logLevel: 'warning',
    define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
  });
  const scripts = new Map(made.outputFiles.map(({ path, text }) => [`/editors/${path.split(/[/\\]/).at(-1)}`, text]));
  const headers = (/** @type {string} */ type) => ({ 'Content-Type': `${type}; charset=utf-8`, 'Content-Security-Policy': policy('none') });
  return serve({
    outdir,
    pages(path) {
      const script = scripts.get(path);
      if (script !== undefined) return { headers: headers('text/javascript'), body: script };
      const name = /^\/editors\/([\w-]+)\/status\/\d+$/.exec(path)?.[1];
      return name === undefined ? undefined : { headers: headers('text/html'), body: page(name) };
    },
  });
}
