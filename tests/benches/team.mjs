// Agents race for posts at a real team's server while something goes wrong with it: is any post two agents' at once, and is any
// mark of what is handled lost? `cargo xtask bench team` runs all of it.
//
//   node --experimental-websocket tests/benches/team.mjs race [agents] [posts] [milliseconds between two posts]
//   node --experimental-websocket tests/benches/team.mjs calm|leader|paused|partition|clocks|slow|lost [posts]
//
// The agents have the extension's own engine, team and link; only the browser around them is missing. Prints one line of JSON.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { makeBrowser } from './team/browser.mjs';
import { cluster } from './team/cluster.mjs';
import { play } from './team/play.mjs';

/** @typedef {import('./team/agent').Agent} Agent */

const ROOT = new URL('../../', import.meta.url);
const [what = 'calm', ...numbers] = process.argv.slice(2);
const MINUTES = 60_000;

const bundle = fileURLToPath(new URL('target/benches/team-agent.mjs', ROOT));
await build({ entryPoints: [fileURLToPath(new URL('team/agent.ts', import.meta.url))], bundle: true, platform: 'node', format: 'esm', packages: 'external', outfile: bundle, logLevel: 'error' });
makeBrowser();
/** @type {typeof import('./team/agent')} */
const code = await import(bundle);
const packed = (/** @type {string} */ name) => readFile(new URL(`target/extension/chromium/background/${name}`, ROOT));
const parts = { wasm: await packed('engine_bg.wasm'), weights: await packed('weights.bin'), lists: (await packed('lists.txt')).toString(), words: await packed('words.txt') };
await code.ready(parts);

/** What goes wrong while half of the posts are wanted, and how it is mended. @type {Record<string, (on: import('./team/cluster.mjs').Cluster) => Promise<{ mend: () => Promise<void> }>>} */
const FAULTS = {
  calm: async () => ({ mend: async () => {} }),
  clocks: async () => ({ mend: async () => {} }),
  async leader(servers) {
    const at = await servers.leader();
    await servers.kill(at);
    return { mend: () => servers.start(at) };
  },
  async paused(servers) {
    const at = await servers.leader();
    servers.signal(at, 'SIGSTOP');
    return { mend: async () => servers.signal(at, 'SIGCONT') };
  },
  async partition(servers) {
    const at = await servers.leader();
    servers.cutOff(at, true);
    return { mend: async () => servers.cutOff(at, false) };
  },
  async slow(servers) {
    servers.slow(150);
    return { mend: async () => servers.slow(0) };
  },
  async lost(servers) {
    const at = await servers.leader();
    await servers.kill(at);
    await servers.forget(at);
    return { mend: () => servers.start(at) };
  },
};

if (what === 'race') {
  const [agents = 20, posts = 500, pace = 0] = numbers.map(Number);
  console.log(JSON.stringify(await play({ code, parts, servers: await cluster(1, names(agents)), agents, posts, wanting: agents, handled: 0, over: posts * pace })));
} else {
  const fault = FAULTS[what];
  if (!fault) throw new Error(`nothing is called ${what}`);
  const [posts = 1_000] = numbers.map(Number);
  const agents = 9;
  const ahead = (/** @type {number} */ at) => (what === 'clocks' ? ((at % 3) - 1) * 10 * MINUTES : 0);
  console.log(JSON.stringify(await play({ code, parts, servers: await cluster(3, names(agents)), agents, posts, wanting: 3, handled: 0.3, over: 30_000, fault, ahead, restarts: what === 'lost' ? 3 : 0 })));
}
process.exit(0);

function names(/** @type {number} */ agents) {
  return Array.from({ length: agents - 1 }, (_, at) => `Agent ${at + 2} Example`);
}
