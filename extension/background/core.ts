// One instance of the engine: compiled, given its weights, and brought up to date from the store.

import init, { __wbg_reset_state as reset, Core } from "../../target/generated/engine/engine";
import type { Effect, StoredRecord } from "../../target/generated/engine/engine";
import { Log } from "./log";
import { managed } from "./managed";
import { type Damaged, load, read } from "./records";
import type { Store } from "./store";

/** WebAssembly is not to be had, by policy of the browser or the company. */
export class WasmOff extends Error {}

const compile = once(() => init({ module_or_path: chrome.runtime.getURL("background/engine_bg.wasm") }));
let spoiled = false;

/** After a crash an instance's memory cannot be trusted: the next core gets a new one. */
export function spoil(): void {
  spoiled = true;
}

/** Records that are loaded whenever a core is made; the others when they are needed. */
const ALWAYS: StoredRecord[] = ["profile", "templates", "own-templates", "meanings", "replies", "rewriting", "checks", "sent", "topics", "nicknames", "bases", "ways", "synonyms", "gaps", "links", "targets", "retention", "erased", "team"];

/** @param owed what is not in the store yet, but will be */
export async function newCore(store: Store, owed: Effect[]): Promise<{ core: Core; damaged: Damaged[] }> {
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
    Promise.all(ALWAYS.map((record) => read(store, record))),
  ]);
  const core = new Core(weights, new TextDecoder().decode(lists), words);
  speak(core, languages);
  core.load("salt", salt);
  const log = new Log(core, store);
  await log.restore();
  const damaged = records.flatMap((kept) => load(core, kept) ?? []);
  await log.owe(owed);
  // After all that is kept: a preset is for what nobody has set up.
  load(core, { record: "managed", bytes: await managed() });
  return { core, damaged: [...damaged, ...log.damaged] };
}

/** Chance that digests of people are made with: made once, and never leaves this browser. */
async function saltOf(store: Store): Promise<Uint8Array> {
  const kept = await store.record("salt");
  if (kept) return kept;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  await store.write([{ type: "put", record: "salt", bytes }]);
  return bytes;
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
