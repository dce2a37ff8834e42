// What runs in the page: one step at a time, each gives what it measured. All steps run in one page of one browser.
import * as ours from "./ours.mjs";
import { encoder as peerEncoder, peers } from "./peers.mjs";

/** How often each query is asked once all have been asked before, as machine code is made meanwhile; the median counts. */
const ROUNDS = 3;
const STARTS = 7;
/** Sentences that the encoders are compared on, and timed with. */
const TIMED = 60;

const read = async (name) => (await fetch(`/inputs/${name}.json`)).json();
let faq;
let large;

/**
 * What each search finds for every query, and its times in milliseconds. They are asked in turn, so that what else the
 * machine does slows all of them.
 */
async function askAll(searches, queries) {
  const find = async (search, query) => {
    const found = search(query);
    return found instanceof Promise ? await found : found;
  };
  const asked = searches.map(() => ({ found: [], times: [] }));
  for (const query of queries) {
    for (const [at, search] of searches.entries()) asked[at].found.push(await find(search, query));
  }
  for (const query of queries) {
    const rounds = searches.map(() => []);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [at, search] of searches.entries()) {
        const begin = performance.now();
        await find(search, query);
        rounds[at].push(performance.now() - begin);
      }
    }
    for (const [at, times] of rounds.entries()) asked[at].times.push(times.sort((a, b) => a - b)[ROUNDS >> 1]);
  }
  return asked.map(({ found, times }) => {
    times.sort((a, b) => a - b);
    const at = (share) => times[Math.floor(share * (times.length - 1))];
    return { found, p50: at(0.5), p95: at(0.95) };
  });
}

const ask = async (search, queries) => (await askAll([search], queries))[0];

/** A stand-in for a knowledge base's vectors: how long a product takes does not depend on the numbers. */
function dots(count) {
  const width = 384;
  const all = Float32Array.from({ length: count * width }, (_, at) => ((at * 2654435761) % 2001) / 1000 - 1);
  return (vector) => {
    const scores = new Float32Array(count);
    for (let row = 0; row < count; row++) {
      let sum = 0;
      for (let at = 0, from = row * width; at < width; at++) sum += all[from + at] * vector[at];
      scores[row] = sum;
    }
    let best = 0;
    for (let row = 1; row < count; row++) if (scores[row] > scores[best]) best = row;
    return best;
  };
}

const heap = () => {
  globalThis.gc?.();
  return performance.memory?.usedJSHeapSize ?? 0;
};

export const steps = {
  async inputs() {
    faq = await read("faq");
    large = await read("large");
  },

  /** Ours on the large set: the import, the start from nothing, every query. */
  async ours() {
    const built = await ours.build(large.documents);
    const index = new Uint8Array(await (await fetch("/inputs/index.bin")).arrayBuffer());
    const starts = [];
    for (let at = 0; at < STARTS; at++) {
      const engine = await ours.open(index);
      const begin = performance.now();
      engine.search(large.queries[at]);
      starts.push({ ...engine.start, first: performance.now() - begin });
      engine.close();
    }
    starts.sort((a, b) => a.all - b.all);
    const engine = await ours.open(index);
    const asked = await ask(engine.search, large.queries);
    return {
      built: built.millis,
      builtMemory: built.memory,
      start: starts[STARTS >> 1],
      memory: engine.memory(),
      ...asked,
    };
  },

  /** Ours again, after the others: how far the machine's other work moves the figures. */
  async again() {
    const index = new Uint8Array(await (await fetch("/inputs/index.bin")).arrayBuffer());
    const { p50, p95 } = await ask((await ours.open(index)).search, large.queries);
    return { p50, p95 };
  },

  /** One of the others: what it finds on StackFAQ and for strangers' posts, and how fast it is on the large set. */
  async peer(name) {
    const small = await peers[name](faq.documents);
    const answers = (await Promise.all(faq.queries.map(small))).map((hits) => hits ?? []);
    const strangers = (await Promise.all(faq.strangers.map(small))).map((hits) => hits?.[0]?.[1] ?? null);
    const before = heap();
    const begin = performance.now();
    const search = await peers[name](large.documents);
    const built = performance.now() - begin;
    const memory = heap() - before;
    const { found, p50, p95 } = await ask(search, large.queries);
    return {
      answers: answers.map((hits) => hits.map(([path]) => path)),
      scores: answers.map((hits) => hits[0]?.[1] ?? null),
      strangers,
      built,
      memory,
      found: found.map((hits) => hits.map(([path]) => path)),
      p50,
      p95,
    };
  },

  /** The encoders with the search behind each, in turn: ours, and that of transformers.js where it has a model. */
  async encoders(types) {
    const near = dots(large.vectors);
    const texts = large.semantic.slice(0, TIMED);
    const readers = [];
    const embed = await ours.encoder();
    if (embed) {
      const index = new Uint8Array(await (await fetch("/inputs/index.bin")).arrayBuffer());
      readers.push({ name: "ours", embed, query: ours.semantic(await ours.open(index), embed) });
    }
    for (const name of types) {
      const embed = await peerEncoder(name);
      readers.push({ name, embed, query: async (text) => near(await embed(text)) });
    }
    const alone = await askAll(readers.map(({ embed }) => embed), texts);
    const whole = await askAll(readers.map(({ query }) => query), texts);
    const rows = async (embed, texts) => {
      const vectors = [];
      for (const text of texts) vectors.push([...(await embed(text))]);
      return vectors;
    };
    const measured = {};
    for (const [at, { name, embed }] of readers.entries()) {
      const all = name === types[0];
      measured[name] = {
        embed: alone[at].p50,
        p50: whole[at].p50,
        p95: whole[at].p95,
        vectors: alone[at].found.map((vector) => [...vector]),
        articles: all ? await rows(embed, faq.documents.map(({ title }) => title)) : [],
        queries: all ? await rows(embed, faq.queries) : [],
      };
    }
    return measured;
  },
};

globalThis.steps = steps;
