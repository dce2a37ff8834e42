// Requests to the engine, one at a time. A response leaves only after what it promises is on disk.

import type { Core, Effect, StoredRecord } from "../../target/generated/engine/engine";
import { type Answer, failure, type Failure, type Request, type Response } from "../shared/messages";
import { newCore, spoil, WasmOff } from "./core";
import { Store, StoreError } from "./store";
import { tellAll } from "./tell";

type Answered = Answer<{ response: Response }>;

export class Engine {
  private readonly store = new Store();
  private core: Core | undefined;
  private queue: Promise<unknown> = Promise.resolve();

  /** Waits for its turn: no two requests interleave, so each sees the effects of those before it. */
  ask(request: Request): Promise<Answered> {
    const turn = this.queue.then(() => this.answer(request));
    this.queue = turn;
    return turn;
  }

  private async answer(request: Request): Promise<Answered> {
    try {
      return { ok: true, response: await this.handle(request) };
    } catch (error) {
      this.forget(error);
      return { ok: false, failure: explain(error) };
    }
  }

  private async handle(request: Request): Promise<Response> {
    this.core ??= await newCore(this.store);
    let handled = this.core.handle(request, Date.now());
    if (handled.response.type === "need") {
      await this.load(this.core, handled.response.record);
      handled = this.core.handle(request, Date.now());
    }
    await this.store.write(handled.effects);
    tell(handled.effects);
    return handled.response;
  }

  private async load(core: Core, record: StoredRecord): Promise<void> {
    core.load(record, await this.store.record(record));
  }

  /** Whatever went wrong, the engine may now know something that the store does not: it is built anew. */
  private forget(error: unknown): void {
    const core = this.core;
    this.core = undefined;
    if (error instanceof StoreError) core?.free();
    else if (!(error instanceof WasmOff)) spoil();
  }
}

/** After the effects that last, those that only inform; nobody waits for them. */
function tell(effects: Effect[]): void {
  for (const effect of effects) {
    if (effect.type === "tell") void tellAll({ to: "content", kind: "state", state: effect.state });
    if (effect.type === "again") void tellAll({ to: "content", kind: "again" });
  }
}

function explain(error: unknown): Failure {
  if (error instanceof StoreError) return failure("store.failed", error.message);
  if (error instanceof WasmOff) {
    return failure(
      "wasm.off",
      "This browser does not allow Handrail to compute: WebAssembly is switched off, perhaps by your company's policy.",
    );
  }
  return failure("engine.crashed", `Handrail stumbled and starts afresh with the next request. ${String(error)}`);
}
