// The built extension with some of its scripts made anew from others, for what its own scripts let nobody see; or with
// hosts that it may contact without asking, because nobody is there to answer the browser's question.

import { build } from 'esbuild';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extensionFolder } from './browsers.mjs';

/**
 * A copy of a browser's extension.
 * @param {'chromium' | 'firefox'} name
 * @param {Record<string, string>} scripts path in the package: the file in `tests/browser` that it is made of
 * @param {string[]} hosts patterns
 * @param {string[]} sites patterns of pages that the content script runs on besides its own
 * @param {boolean} encoder whether it keeps its sentence encoder, which is large
 */
export async function remade(name, scripts, hosts = [], sites = [], encoder = false) {
  const folder = await mkdtemp(join(tmpdir(), 'handrail-remade-'));
  await cp(extensionFolder(name), folder, { recursive: true, filter: (path) => encoder || !path.endsWith('encoder.bin') });
  for (const [script, source] of Object.entries(scripts)) {
    await build({
      entryPoints: [fileURLToPath(new URL(`../${source}`, import.meta.url))],
      outfile: join(folder, script),
      bundle: true,
      format: script.startsWith('content/') ? 'iife' : 'esm',
      target: ['chrome120', 'firefox140'],
      charset: 'utf8',
      logLevel: 'warning',
    });
  }
  const manifest = join(folder, 'manifest.json');
  const known = JSON.parse(await readFile(manifest, 'utf8'));
  const made = {
    ...known,
    host_permissions: [...known.host_permissions, ...hosts, ...sites],
    content_scripts: known.content_scripts.map((/** @type {any} */ script) => ({ ...script, matches: [...script.matches, ...sites] })),
  };
  await writeFile(manifest, JSON.stringify(made));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
