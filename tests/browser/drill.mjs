// The breakage drill: saved pages of the sites are changed as a site's next version may change them, and read again.
// Posts are still found, or the light turns amber; a wrong author or number is never read.
//
//   node tests/browser/drill.mjs DIR [--browser chromium|firefox] [--times N] [--aloud]

import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { install } from './drill/mutate.mjs';
import { open } from './harness/browsers.mjs';
import { serveShelf, shelf } from './saved/shelf.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    browser: { type: 'string', default: 'chromium' },
    times: { type: 'string', default: '200' },
    aloud: { type: 'boolean', default: false },
  },
});
const [folder] = positionals;
if (!folder) throw new Error('which folder?');
const pages = await shelf(folder, { unknown: true });
if (pages.length === 0) throw new Error(`${folder} holds no saved pages`);

/** The share of posts that must still be found where the light stays green. */
const FOUND = 0.95;
const name = (/** @type {string} */ key) => key.slice(key.lastIndexOf('/') + 1);

const bundled = await build({
  entryPoints: [fileURLToPath(new URL('drill/probe.ts', import.meta.url))],
  bundle: true,
  write: false,
  format: 'iife',
  charset: 'utf8',
});
const script = bundled.outputFiles[0]?.text ?? '';
const server = await serveShelf();
const opened = await open(/** @type {'chromium' | 'firefox'} */ (values.browser), { port: server.port });
const all = { drills: 0, found: 0, green: 0, amber: 0, silent: 0, wrong: 0, texts: 0 };
/** @type {Map<string, number>} */
const failing = new Map();
const row = (/** @type {string} */ name, /** @type {typeof all} */ r) =>
  `${name.padEnd(32)}${Object.values(r).map((n) => String(n).padStart(9)).join('')}`;
try {
  console.log(`${values.browser.padEnd(32)}${Object.keys(all).map((n) => n.padStart(9)).join('')}`);
  for (const saved of pages) {
    server.show(saved.html);
    const page = await opened.browser.newPage();
    await page.goto(`https://${saved.site.host}${saved.path}`, { waitUntil: 'load' });
    await page.evaluate(script);
    await page.evaluate(install, saved.site);
    const counts = { drills: 0, found: 0, green: 0, amber: 0, silent: 0, wrong: 0, texts: 0 };
    // Where no other reader's posts are beside the page, it is compared with itself as it was.
    let known = new Map(saved.posts.map(({ id, handle }) => [id, handle.toLowerCase()]));
    /** @type {Map<string, string>} */
    let texts = new Map();
    for (let seed = 0; seed <= Number(values.times); seed += 1) {
      const { done, level, missing, posts } = await page.evaluate(
        (seed, table) => {
          const done = /** @type {any} */ (window).__mutate(seed);
          return { done, .../** @type {any} */ (window).__probe(table) };
        },
        seed,
        saved.site.table,
      );
      /** @type {{ key: string, author: string, text: string }[]} */
      const read = posts;
      if (known.size === 0) known = new Map(read.map(({ key, author }) => [name(key), author.toLowerCase()]));
      if (seed === 0) texts = new Map(read.map(({ key, text }) => [key, text]));
      if (level === 'green' && read.some(({ key, text }) => text !== texts.get(key))) counts.texts += 1;
      const wrong = read.filter(({ key, author }) => author !== '' && known.get(name(key)) !== author.toLowerCase());
      const found = new Set(read.map(({ key }) => name(key)).filter((id) => known.has(id))).size / Math.max(1, known.size);
      const verdict = level !== 'green' ? 'amber' : found >= FOUND ? 'green' : 'silent';
      counts.drills += 1;
      if (found >= FOUND) counts.found += 1;
      counts[/** @type {'green'} */ (verdict)] += 1;
      if (wrong.length > 0) counts.wrong += 1;
      if (verdict === 'silent' || wrong.length > 0 || (seed === 0 && verdict !== 'green')) {
        for (const act of done) failing.set(act, (failing.get(act) ?? 0) + 1);
        const what = `seed ${seed} ${done.join('+')} ${verdict} found ${found.toFixed(2)} ${missing.join(',')} wrong ${wrong.length}`;
        if (values.aloud) console.log(`    ${what}`, wrong.slice(0, 2).map(({ key }) => key).join(' '));
      }
    }
    console.log(row(saved.name, counts));
    for (const key of /** @type {(keyof typeof all)[]} */ (Object.keys(all))) all[key] += counts[key];
    await page.close();
  }
  console.log(row('all', all));
  if (failing.size > 0) console.log('took part in failures:', Object.fromEntries(failing));
} finally {
  await opened.close();
  await server.close();
}
process.exitCode = all.silent + all.wrong === 0 ? 0 : 1;
