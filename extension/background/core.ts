// One instance of the engine: compiled, given its weights, and brought up to date from the store.

import init, { __wbg_reset_state as reset, Core } from "../../target/generated/engine/engine";
import type { StoredRecord } from "../../target/generated/engine/engine";
import { managed } from "./managed";
import type { Store } from "./store";

/** WebAssembly is not to be had, by policy of the browser or the company. */
export class WasmOff extends Error {}

const compile = once(() => init({ module_or_path: chrome.runtime.getURL("background/engine_bg.wasm") }));
let spoiled = false;

/** After a crash an instance's memory cannot be trusted: the next core gets a new one. */
export function spoil(): void {
  spoiled = true;
}

/** A stored record that cannot be read. What else is stored still counts. */
export class Damaged extends Error {
  constructor(
    readonly record: StoredRecord,
    cause: unknown,
  ) {
    super(String(cause), { cause });
  }
}

/** Records that are loaded whenever a core is made; the others when they are needed. */
const ALWAYS: StoredRecord[] = ["profile", "templates", "own-templates", "meanings", "replies", "rewriting", "checks", "sent", "topics", "nicknames", "bases", "ways", "synonyms", "gaps", "links", "targets", "retention", "erased"];

export async function newCore(store: Store): Promise<{ core: Core; damaged: Damaged[] }> {
  await compile();
  if (spoiled) {
    reset();
    spoiled = false;
  }
  const [weights, lists, words, languages, salt, records] = await Promise.all([
    file("background/weights.bin"),
    file("background/lists.txt"),
    file("background/words.txt"),
    file("background/languages.bin"),
    saltOf(store),
    Promise.all(ALWAYS.map((record) => store.record(record))),
  ]);
  const core = new Core(weights, new TextDecoder().decode(lists), words);
  speak(core, languages);
  core.load("salt", salt);
  await restore(core, store);
  const damaged = ALWAYS.map((record, at) => load(core, record, records[at]));
  // After all that is kept: a preset is for what nobody has set up.
  load(core, "managed", await managed());
  return { core, damaged: damaged.filter((fault) => fault !== undefined) };
}

/**
 * Brings the core up to date: what the events added up to when that was last written down, and the events since. Without it,
 * or where it cannot be read, all of them: the log has everything.
 */
async function restore(core: Core, store: Store): Promise<void> {
  const snapshot = await store.snapshot();
  const fault = snapshot && load(core, "desk", snapshot.bytes);
  if (fault) console.warn("Handrail: the log is read anew.", fault.message);
  const until = snapshot && !fault ? snapshot.until : 0;
  for await (const events of store.eventsFrom(until)) {
    // What these events are added to is read first.
    for (let lacking = core.lacks(events); lacking.length > 0; lacking = core.lacks(events)) {
      const found = await Promise.all(lacking.map((post) => store.eventsOf(post, until)));
      for (const [at, post] of lacking.entries()) core.load(`events:${post}`, bytesOf(found[at] ?? []));
    }
    core.restore(events);
  }
}

/** Chance that digests of people are made with: made once, and never leaves this browser. */
async function saltOf(store: Store): Promise<Uint8Array> {
  const kept = await store.record("salt");
  if (kept) return kept;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  await store.write([{ type: "put", record: "salt", bytes }]);
  return bytes;
}

function bytesOf(events: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(events));
}

/** Gives the core what is known of languages besides English; without it English is judged all the same. */
function speak(core: Core, languages: Uint8Array): void {
  try {
    core.languages(languages);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error;
    console.warn("Handrail:", String(error));
  }
}

/** What takes stored records. */
export interface Takes {
  load(record: StoredRecord, bytes?: Uint8Array): void;
}

/** Gives it the records that it needs; a name that ends in `*` means all that begin so. */
export async function loadNeeded(takes: Takes, store: Store, needed: StoredRecord[]): Promise<Damaged | undefined> {
  // Read side by side: an act waits for them.
  const kept = await Promise.all(needed.map((record) => (record.endsWith("*") ? store.records(record.slice(0, -1)) : recordOf(store, record))));
  for (const [at, record] of needed.entries()) {
    const found = kept[at];
    if (Array.isArray(found)) {
      for (const { name, bytes } of found) takes.load(name, bytes);
      // That there are no more is news too.
      if (record === "excerpt:*") takes.load(record);
      continue;
    }
    const damaged = load(takes, record, found);
    if (damaged) return damaged;
  }
  return undefined;
}

/** A record; the events of a post are read from the log. */
async function recordOf(store: Store, record: StoredRecord): Promise<Uint8Array | undefined> {
  if (!record.startsWith("events:")) return store.record(record);
  return bytesOf(await store.eventsOf(record.slice("events:".length)));
}

/** Gives the core a record; what it had stays where the record is damaged. */
export function load(core: Takes, record: StoredRecord, bytes: Uint8Array | undefined): Damaged | undefined {
  try {
    core.load(record, bytes);
    return undefined;
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error;
    return new Damaged(record, error);
  }
}

/** Compiles a module when first asked to; a failure counts for that time only. */
export function once(compile: () => Promise<unknown>): () => Promise<void> {
  let compiled: Promise<unknown> | undefined;
  return async () => {
    compiled ??= compile();
    try {
      await compiled;
    } catch (error) {
      compiled = undefined;
      throw refused(error) ? new WasmOff(String(error), { cause: error }) : error;
    }
  };
}

/** Whether compiling failed because it is not allowed: then no WebAssembly exists, or a policy names itself. */
function refused(error: unknown): boolean {
  if (typeof WebAssembly !== "object") return true;
  return error instanceof WebAssembly.CompileError || /content security policy|wasm|disabled/i.test(String(error));
}

async function file(path: string): Promise<Uint8Array> {
  const response = await fetch(chrome.runtime.getURL(path));
  return new Uint8Array(await response.arrayBuffer());
}
