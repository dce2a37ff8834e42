// Three servers on this machine that hold everything three times, made ready by `handrail team`; every wire between them, and
// from the agents to them, can be cut or made slow.

import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, NATS, PROGRAM } from '../../browser/harness/nats.mjs';
import { until } from '../../browser/harness/wait.mjs';
import { wire } from './proxy.mjs';

/** @typedef {Awaited<ReturnType<typeof cluster>>} Cluster */

/** `size`: 1 is a server alone. */
export async function cluster(size = 3, agents = ['Ann Example']) {
  const folder = await mkdtemp(join(tmpdir(), 'handrail-cluster-'));
  const nodes = await Promise.all(
    Array.from({ length: size }, async (_, at) => {
      const [route, browsers, watch] = [await freePort(), await freePort(), await freePort()];
      return { at, route, browsers, watch, agents: await wire(browsers), others: /** @type {import('./proxy.mjs').Wire[]} */ ([]), running: /** @type {import('node:child_process').ChildProcess | undefined} */ (undefined) };
    }),
  );
  const alone = size === 1;
  const each = (/** @type {string} */ name, /** @type {(node: typeof nodes[number]) => string} */ value) => nodes.flatMap((node) => [name, value(node)]);
  await promisify(execFile)(PROGRAM, [
    'team', '--out', folder, '--brand', 'Larkspur Broadband', '--store', join(folder, 'store'),
    // Browsers are told the wires' ends.
    ...each('--server', ({ agents }) => `ws://127.0.0.1:${agents.port}`),
    ...(alone ? [] : each('--route', ({ route }) => `127.0.0.1:${route}`)),
    '--lead', 'Lea Example', ...agents.flatMap((agent) => ['--agent', agent]),
  ]);
  for (const node of nodes) {
    const path = join(folder, alone ? 'nats.conf' : `nats-${node.at + 1}.conf`);
    let conf = await readFile(path, 'utf8');
    conf = conf.replace(new RegExp(`port: ${node.agents.port}\\b|port: 8443`), `port: ${node.browsers}`);
    for (const other of nodes.filter((other) => other !== node)) {
      const between = await wire(other.route);
      node.others.push(between);
      other.others.push(between);
      conf = conf.replace(`"nats-route://127.0.0.1:${other.route}"`, `"nats-route://127.0.0.1:${between.port}"`);
    }
    // What a server would tell the others of itself goes around the wires.
    conf = conf.replace('cluster {', 'cluster {\n  advertise: "127.0.0.1:1"');
    await writeFile(path, `http: "127.0.0.1:${node.watch}"\n${conf}`);
  }
  const of = (/** @type {number} */ at) => /** @type {typeof nodes[number]} */ (nodes[at]);
  const self = {
    invitation: (/** @type {string} */ agent) => readFile(join(folder, 'invitations', `${agent}.txt`), 'utf8'),
    async start(/** @type {number} */ at) {
      const node = of(at);
      const running = spawn(NATS, ['-c', join(folder, alone ? 'nats.conf' : `nats-${at + 1}.conf`)], { stdio: ['ignore', 'ignore', 'pipe'] });
      node.running = running;
      let said = '';
      running.stderr?.on('data', (part) => (said = `${said}${part}`.slice(-20_000)));
      await until(`server ${at + 1} to listen`, () => {
        if (running.exitCode != null) throw new Error(`nats-server ended: ${said}`);
        return said.includes('Server is ready');
      });
    },
    signal: (/** @type {number} */ at, /** @type {NodeJS.Signals} */ signal) => void of(at).running?.kill(signal),
    async kill(/** @type {number} */ at) {
      const { running } = of(at);
      of(at).running = undefined;
      if (running && running.exitCode === null) await new Promise((done) => running.once('exit', done).kill('SIGKILL'));
    },
    /** What a server has stored is gone. */
    forget: (/** @type {number} */ at) => rm(join(folder, 'store', ...(alone ? [] : [String(at + 1)])), { recursive: true, force: true }),
    /** Cuts a server off from the others, and from the agents. */
    cutOff(/** @type {number} */ at, /** @type {boolean} */ cut) {
      for (const one of [...of(at).others, of(at).agents]) one.cut(cut);
    },
    /** Every wire takes so much longer. */
    slow(/** @type {number} */ millis) {
      for (const { others, agents } of nodes) for (const one of [...others, agents]) one.slow(millis);
    },
    /** Which server leads the stream of claims. */
    async leader() {
      return until('a leader', async () => {
        for (const node of nodes) {
          if (!node.running) continue;
          const answer = await fetch(`http://127.0.0.1:${node.watch}/jsz?streams=true&accounts=true`, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
          const told = /** @type {any} */ (await answer?.json().catch(() => undefined));
          const streams = (told?.account_details ?? []).flatMap((/** @type {any} */ account) => account.stream_detail ?? []);
          const leader = streams.find((/** @type {any} */ { name }) => name === 'KV_claims')?.cluster?.leader;
          if (leader) return Number(leader.split('-').at(-1));
        }
        return undefined;
      }).then((number) => number - 1);
    },
    /** What the servers took in and gave out, and what they need. */
    async needs() {
      return Promise.all(
        nodes.map(async ({ watch }) => {
          const told = /** @type {any} */ (await (await fetch(`http://127.0.0.1:${watch}/varz`)).json());
          return { messages: [told.in_msgs, told.out_msgs], bytes: [told.in_bytes, told.out_bytes], memory: told.mem, cpu: told.cpu };
        }),
      );
    },
    async close() {
      for (const { at, others, agents } of nodes) {
        self.signal(at, 'SIGCONT');
        await self.kill(at);
        for (const one of [...others, agents]) await one.close().catch(() => undefined);
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
  await Promise.all(nodes.map(({ at }) => self.start(at)));
  return self;
}
