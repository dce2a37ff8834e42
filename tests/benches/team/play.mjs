// Agents want posts, several the same; what each is told is held against what the server holds in the end.

import { until } from '../../browser/harness/wait.mjs';

/** @typedef {import('./agent').Agent} Agent */
/** @typedef {import('../../../target/generated/engine/engine').State} State */

/**
 * @typedef {object} Play
 * @property {typeof import('./agent')} code
 * @property {import('./agent').Parts} parts
 * @property {import('./cluster.mjs').Cluster} servers
 * @property {number} agents
 * @property {number} posts
 * @property {number} wanting so many agents want the same post
 * @property {number} handled so many of the posts are handled by whoever gets them
 * @property {number} over the time in which they are wanted, in milliseconds; 0: as fast as they go
 * @property {(servers: import('./cluster.mjs').Cluster) => Promise<{ mend: () => Promise<void> }>} [fault] what goes wrong in the second third of it
 * @property {(agent: number) => number} [ahead] how far an agent's clock is ahead
 * @property {number} [restarts] so many backgrounds are ended while it is wrong
 */

const pause = (/** @type {number} */ millis) => new Promise((done) => setTimeout(done, millis));
const share = (/** @type {number[]} */ times, /** @type {number} */ part) => Math.round((times.toSorted((one, other) => one - other)[Math.ceil(times.length * part) - 1] ?? NaN) * 10) / 10;

export async function play(/** @type {Play} */ { code, parts, servers, agents: many, posts, wanting, handled, over, fault, ahead = () => 0, restarts = 0 }) {
  const seen = watch();
  const agents = Array.from({ length: many }, (_, at) => new code.Agent(at === 0 ? 'lea-example' : `agent-${at + 1}-example`, parts, seen, ahead(at)));
  try {
    const [lead, ...others] = /** @type {[Agent, ...Agent[]]} */ (agents);
    await joined(lead, servers);
    await Promise.all(others.map((agent) => joined(agent, servers)));
    const before = await servers.needs();
    const begun = performance.now();
    const done = { handled: /** @type {Set<string>} */ (new Set()), wants: 0 };
    seen.mine = (agent, post) => {
      if (Number(post.slice(2)) % 100 >= handled * 100) return;
      setTimeout(() => void agent.act(post, 'handled').then(() => done.handled.add(post)), 200);
    };
    // As the browser's alarm does it, which is once a minute.
    const looking = setInterval(() => agents.forEach((agent) => void agent.team.resume()), 5_000);
    const trouble = over > 0 && fault ? troubled({ servers, fault, over, restarts, agents: others, seen }) : undefined;
    const wants = Array.from({ length: posts }, async (_, post) => {
      if (over > 0) await pause((over * post) / posts);
      const key = `x:${post}`;
      const chosen = wanting >= many ? agents : Array.from({ length: wanting }, (_, nth) => agents[(post * 7 + nth * 4 + (post % 3)) % many]);
      for (const agent of new Set(chosen)) {
        done.wants += 1;
        seen.wanted(/** @type {Agent} */ (agent), key);
        void (/** @type {Agent} */ (agent).act(key, 'claimed'));
      }
    });
    await Promise.all(wants);
    const times = await trouble;
    await until('everybody to have heard of everything', async () => {
      const not = (await Promise.all(agents.map(unsettled))).filter((words) => words !== undefined);
      if (not.length > 0) throw new Error(not.join('; '));
      return seen.quiet();
    }, 90_000);
    clearInterval(looking);
    const took = performance.now() - begun;
    const faults = await faultsOf({ lead, agents, posts, handled: done.handled, seen });
    const needs = await servers.needs();
    const exchanged = await Promise.all(agents.map(async (agent) => (await agent.stands())?.exchanged));
    return {
      agents: many,
      posts,
      wants: done.wants,
      won: seen.won.size,
      double: seen.doubles.length,
      handled: done.handled.size,
      faults: faults.slice(0, 5),
      wrong: faults.length,
      agreed: { p50: share(seen.agreed, 0.5), p95: share(seen.agreed, 0.95), longest: share(seen.agreed, 1) },
      marked: { p50: share(seen.marked, 0.5), p95: share(seen.marked, 0.95), longest: share(seen.marked, 1) },
      ...times,
      seconds: Math.round(took / 100) / 10,
      servers: needs.map((one, at) => ({ messages: one.messages.map((count, way) => count - (before[at]?.messages[way] ?? 0)), bytes: one.bytes.map((count, way) => count - (before[at]?.bytes[way] ?? 0)), memory: one.memory })),
      each: exchanged.map((one) => one && one.sentBytes + one.receivedBytes).filter(Boolean).reduce((sum, one) => Number(sum) + Number(one), 0),
    };
  } finally {
    for (const agent of agents) await agent.end().catch(() => undefined);
    await servers.close();
  }
}

async function joined(/** @type {Agent} */ agent, /** @type {import('./cluster.mjs').Cluster} */ servers) {
  const invitation = await servers.invitation(agent.name);
  // The cluster may still be choosing who leads it.
  await until(`${agent.name} to be there`, async () => {
    const stands = await agent.stands();
    if (stands?.online) return true;
    if (!stands?.joined || stands.trouble) await agent.join(invitation);
    return false;
  }, 60_000, 250);
}

/** What an agent still waits for, in words; nothing where all is agreed. */
const unsettled = async (/** @type {Agent} */ agent) => {
  const stands = await agent.stands();
  const waiting = stands?.stands?.waiting;
  if (stands?.online === true && waiting === 0) return undefined;
  return `${agent.name} is ${stands?.online ? '' : 'not '}connected and waits for ${waiting}: ${stands?.trouble?.message ?? 'no trouble'}`;
};

/** What goes wrong, and how long it is felt. */
async function troubled(/** @type {{ servers: import('./cluster.mjs').Cluster, fault: NonNullable<Play['fault']>, over: number, restarts: number, agents: Agent[], seen: ReturnType<typeof watch> }} */ { servers, fault, over, restarts, agents, seen }) {
  await pause(over / 3);
  const broken = performance.now();
  const { mend } = await fault(servers);
  const first = seen.next();
  for (const agent of agents.slice(0, restarts)) {
    seen.forget(agent);
    await agent.restart();
  }
  await pause(Math.max(0, over / 3 - (performance.now() - broken)));
  const mended = performance.now();
  await mend();
  return { recovered: Math.round((await first) - broken), after: Math.round(mended - broken) };
}

/** Hears of every change of every post on every agent's pages. */
function watch() {
  const holders = /** @type {Map<string, Set<string>>} */ (new Map());
  const wants = /** @type {Map<string, number>} */ (new Map());
  const known = /** @type {Map<string, Map<string, State>>} */ (new Map());
  const claimed = /** @type {Map<string, number>} */ (new Map());
  const waiting = /** @type {{ since: number, tell: (at: number) => void }[]} */ ([]);
  let last = performance.now();
  const self = {
    won: /** @type {Set<string>} */ (new Set()),
    doubles: /** @type {string[]} */ ([]),
    agreed: /** @type {number[]} */ ([]),
    marked: /** @type {number[]} */ ([]),
    mine: (/** @type {Agent} */ _agent, /** @type {string} */ _post) => {},
    known,
    wanted(/** @type {Agent} */ agent, /** @type {string} */ post) {
      wants.set(`${agent.name} ${post}`, performance.now());
    },
    state(/** @type {Agent} */ agent, /** @type {State} */ state) {
      const { post, owner } = state;
      last = performance.now();
      if (!known.has(agent.name)) known.set(agent.name, new Map());
      const before = known.get(agent.name)?.get(post);
      known.get(agent.name)?.set(post, state);
      const held = holders.get(post) ?? new Set();
      holders.set(post, held);
      const mine = owner?.mine === true && owner.agreed && state.handled == null;
      if (!mine) held.delete(agent.name);
      else if (!held.has(agent.name)) {
        held.add(agent.name);
        if (held.size > 1) self.doubles.push(`${post}: ${[...held].join(', ')}`);
        self.won.add(post);
        const wanted = wants.get(`${agent.name} ${post}`);
        if (wanted !== undefined) {
          self.agreed.push(last - wanted);
          claimed.set(post, wanted);
          // What was wanted before may have been agreed upon before, too.
          for (const { since, tell } of waiting) if (wanted > since) tell(last);
        }
        self.mine(agent, post);
      }
      // The first that this agent's pages hear of a colleague's claim.
      if (owner && !owner.mine && (!before?.owner || before.owner.mine) && claimed.has(post)) self.marked.push(last - Number(claimed.get(post)));
    },
    lost() {
      last = performance.now();
    },
    /** Of a background that was ended nothing is shown any more. */
    forget(/** @type {Agent} */ agent) {
      known.delete(agent.name);
      for (const held of holders.values()) held.delete(agent.name);
    },
    /** When the next claim is agreed upon. */
    next: () => /** @type {Promise<number>} */ (new Promise((tell) => waiting.push({ since: performance.now(), tell }))),
    quiet: () => performance.now() - last > 1_500,
  };
  return self;
}

/** What is not as it must be. */
async function faultsOf(/** @type {{ lead: Agent, agents: Agent[], posts: number, handled: Set<string>, seen: ReturnType<typeof watch> }} */ { lead, agents, posts, handled, seen }) {
  const faults = [...seen.doubles.map((double) => `two at once: ${double}`)];
  const { link } = /** @type {any} */ (lead.team);
  for (let post = 0; post < posts; post++) {
    const key = `x:${post}`;
    const found = await link.read(key);
    const claim = found && JSON.parse(new TextDecoder().decode(found.bytes));
    if (!claim || claim.stage === 'open') faults.push(`${key}: nobody’s`);
    if (handled.has(key) && claim?.stage !== 'handled') faults.push(`${key}: handled, and the server says ${claim?.stage}`);
    for (const { name } of agents) {
      const state = seen.known.get(name)?.get(key);
      if (!state) continue;
      if ((state.handled != null) !== (claim?.stage === 'handled')) faults.push(`${key}: ${name} says handled: ${state.handled != null}`);
      else if (claim?.stage === 'claimed' && state.owner?.agent !== claim.by) faults.push(`${key}: ${name} says ${state.owner?.agent}, the server ${claim.by}`);
    }
  }
  return faults;
}
