// Saved pages, read by the real extension in a real browser: `cargo xtask pages DIR` calls this for each browser.
//
//   node tests/browser/saved.mjs DIR [--browser chromium|firefox] [--replay N]

import { parseArgs } from 'node:util';
import { open } from './harness/browsers.mjs';
import { compare } from './saved/compare.mjs';
import { listen } from './saved/listen.mjs';
import { serveShelf, shelf } from './saved/shelf.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    browser: { type: 'string', default: 'chromium' },
    replay: { type: 'string', default: '0' },
  },
});
const [folder] = positionals;
if (!folder) throw new Error('which folder?');
const pages = await shelf(folder);
if (pages.length === 0) {
  console.error(`${folder} holds no saved pages: *.html with *.posts.json beside, in folders x or bsky`);
  process.exit(1);
}

const server = await serveShelf();
const opened = await open(/** @type {'chromium' | 'firefox'} */ (values.browser), { port: server.port });
const all = { expected: 0, found: 0, equal: 0, marks: 0, replayed: 0, faults: 0 };
const row = (/** @type {string} */ name, /** @type {Omit<typeof all, 'faults'>} */ r) =>
  `${name.padEnd(32)}${[r.expected, r.found, r.equal, r.marks, r.replayed].map((n) => String(n).padStart(9)).join('')}`;
try {
  const extension = await opened.extensionPage('pages/options.html');
  await listen(extension);
  console.log(`${values.browser.padEnd(32)}${['expected', 'found', 'equal', 'marks', 'replayed'].map((n) => n.padStart(9)).join('')}`);
  for (const saved of pages) {
    const found = await compare(opened, extension, server, saved, Number(values.replay));
    console.log(row(saved.name, found));
    for (const fault of found.faults) console.log(`    ${fault}`);
    for (const name of /** @type {const} */ (['expected', 'found', 'equal', 'marks', 'replayed'])) all[name] += found[name];
    all.faults += found.faults.length;
  }
  console.log(row('all', all));
  console.log(all.faults === 0 ? 'All equal; the pages are untouched but for the marks.' : `${all.faults} faults.`);
} finally {
  await opened.close();
  await server.close();
}
process.exitCode = all.faults === 0 ? 0 : 1;
