// One instance of the engine: compiled, given its weights, and brought up to date from the store.

import init, { __wbg_reset_state as reset, Core } from "../../target/generated/engine/engine";
import type { Store } from "./store";

/** WebAssembly is not to be had, by policy of the browser or the company. */
export class WasmOff extends Error {}

let compiled: Promise<unknown> | undefined;
let spoiled = false;

/** After a crash an instance's memory cannot be trusted: the next core gets a new one. */
export function spoil(): void {
  spoiled = true;
}

export async function newCore(store: Store): Promise<Core> {
  await compile();
  if (spoiled) {
    reset();
    spoiled = false;
  }
  const [weights, events, profile, templates] = await Promise.all([
    file("background/weights.bin"),
    store.events(),
    store.record("profile"),
    store.record("templates"),
  ]);
  const core = new Core(weights);
  core.restore(events);
  core.load("profile", profile);
  core.load("templates", templates);
  return core;
}

async function compile(): Promise<void> {
  compiled ??= init({ module_or_path: chrome.runtime.getURL("background/engine_bg.wasm") });
  try {
    await compiled;
  } catch (error) {
    compiled = undefined;
    throw refused(error) ? new WasmOff(String(error), { cause: error }) : error;
  }
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
