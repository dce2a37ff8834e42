// The team's server: a real one, made ready as a lead would, with invitations for invented people.

import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { until } from './wait.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
export const NATS = process.env.HANDRAIL_NATS ?? 'nats-server';
export const PROGRAM = process.env.HANDRAIL_PROGRAM ?? join(ROOT, 'target/debug/handrail');

/**
 * @typedef {object} TeamServer
 * @property {(agent: string) => Promise<string>} invitation the text that somebody pastes
 * @property {() => Promise<void>} start
 * @property {(signal?: NodeJS.Signals) => Promise<void>} stop ends it; what it has stored stays
 * @property {(...args: string[]) => Promise<void>} again calls `handrail team` again with these arguments, and lets the server read what changed
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<TeamServer>} */
export async function teamServer({ lead = 'Lea Example', agents = ['Ann Example', 'Bob Example'] } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'handrail-team-'));
  const port = await freePort();
  const team = (/** @type {string[]} */ ...args) =>
    promisify(execFile)(PROGRAM, ['team', '--out', folder, '--brand', 'Larkspur Broadband', '--server', `ws://127.0.0.1:${port}`, '--port', String(port), '--store', join(folder, 'store'), ...args]);
  await team('--lead', lead, ...agents.flatMap((agent) => ['--agent', agent]));
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let running;
  /** @type {TeamServer} */
  const server = {
    invitation: (agent) => readFile(join(folder, 'invitations', `${agent}.txt`), 'utf8'),
    async start() {
      running = spawn(NATS, ['-c', join(folder, 'nats.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
      let said = '';
      running.stderr?.on('data', (part) => (said += part));
      await until('the team server to listen', () => {
        if (running?.exitCode != null) throw new Error(`nats-server ended: ${said}`);
        return said.includes('Server is ready');
      });
    },
    async stop(signal = 'SIGKILL') {
      const ended = running;
      running = undefined;
      if (!ended || ended.exitCode !== null) return;
      await new Promise((done) => ended.once('exit', done).kill(signal));
    },
    async again(...args) {
      await team(...args);
      running?.kill('SIGHUP');
    },
    async close() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

/** A port that nobody has just now. */
export async function freePort() {
  const probe = createServer();
  await new Promise((done) => probe.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
  await new Promise((done) => probe.close(done));
  return port;
}
