// Requests to the engine, one at a time. A response leaves only after what it promises is on disk.

import type { Core, Effect, Handled, StoredRecord } from "../../target/generated/engine/engine";
import { type Answer, failure, type Failure, type Request, type Response } from "../shared/messages";
import { Damaged, load, newCore, spoil, WasmOff } from "./core";
import { Importing, isImport } from "./imports";
import { SecondLook, wanted } from "./second";
import { Store, StoreError } from "./store";
import { tellAll } from "./tell";

type Answered = Answer<{ response: Response }>;

export class Engine {
  private readonly store = new Store();
  private readonly importing = new Importing();
  private readonly second = new SecondLook();
  private core: Core | undefined;
  /** Records that could not be read; nothing is judged by settings that are not the team's. */
  private damaged: Damaged[] = [];
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
    const handled = isImport(request) ? await this.importing.handle(request) : await this.think(request);
    await this.store.write(handled.effects);
    for (const effect of handled.effects) {
      if (effect.type !== "put") continue;
      this.damaged = this.damaged.filter(({ record }) => record !== effect.record);
      // What another module made, the engine learns as it would after a restart.
      if (isImport(request) && this.core) load(this.core, effect.record, effect.bytes ?? undefined);
    }
    await tell(handled.effects);
    for (const effect of handled.effects) {
      // Nothing waits for it.
      if (effect.type === "lookTwice") this.second.at(effect.posts, (look) => this.ask({ type: "refine", look }));
    }
    return handled.response;
  }

  /** The switch of the second look was turned: everything is judged again, with it or without. */
  async turned(): Promise<void> {
    const turn = this.queue.then(async () => {
      this.second.turned();
      const on = await wanted();
      this.core?.lookTwice(on);
    });
    this.queue = turn.catch(() => undefined);
    await turn;
    await tellAll({ to: "content", kind: "again" });
  }

  /** Lets the engine handle a request, with the record that it needs. */
  private async think(request: Request): Promise<Handled> {
    const core = this.core ?? (await this.start());
    // The list of nicknames judges nothing: where it cannot be read, it starts afresh.
    const fault = this.damaged.find(({ record }) => record !== "nicknames");
    if (fault && (request.type === "observe" || request.type === "assist")) throw fault;
    let handled = core.handle(request, Date.now());
    if (handled.response.type === "need") {
      const { record } = handled.response;
      const unread = load(core, record, await this.store.record(record));
      if (unread) throw unread;
      handled = core.handle(request, Date.now());
    }
    return handled;
  }

  private async start(): Promise<Core> {
    const { core, damaged } = await newCore(this.store);
    core.lookTwice(await wanted());
    this.damaged = damaged;
    this.core = core;
    return core;
  }

  /** Whatever went wrong, the engine may now know something that the store does not: it is built anew. */
  private forget(error: unknown): void {
    // Nothing was handled: the engine is as it was.
    if (error instanceof Damaged) return;
    this.importing.end();
    const core = this.core;
    this.core = undefined;
    if (error instanceof StoreError) core?.free();
    else if (!(error instanceof WasmOff)) spoil();
  }
}

/** A page that is busy for longer is not waited for. */
const HEARD_WITHIN = 300;

/**
 * After the effects that last, those that inform. The answer waits for them: a sender without an answer sends again,
 * so that no page misses what happened when the background is killed in between.
 */
async function tell(effects: Effect[]): Promise<void> {
  const told = effects.flatMap((effect) => {
    if (effect.type === "tell") return tellAll({ to: "content", kind: "state", state: effect.state });
    if (effect.type === "lookAgain") return tellAll({ to: "content", kind: "look", post: effect.post });
    if (effect.type === "again") return tellAll({ to: "content", kind: "again" });
    return [];
  });
  if (told.length === 0) return;
  await Promise.race([Promise.all(told), new Promise((resolve) => setTimeout(resolve, HEARD_WITHIN))]);
}

const REPAIR: Record<StoredRecord, string> = {
  profile: "The stored brand profile cannot be read, so nothing is marked. Open the options and save it again.",
  templates: "The stored templates cannot be read. Open the options and save them again.",
  topics: "The stored topics cannot be read. Open the options and import them again.",
  nicknames: "The stored list of nicknames seen cannot be read. It starts afresh with the next one.",
  knowledge: "The stored articles cannot be read. Open the options and import them again.",
};

function explain(error: unknown): Failure {
  if (error instanceof StoreError) return failure("store.failed", error.message);
  if (error instanceof WasmOff) {
    return failure(
      "wasm.off",
      "This browser does not allow Handrail to compute: WebAssembly is switched off, perhaps by your company's policy.",
    );
  }
  if (error instanceof Damaged) return failure("store.damaged", REPAIR[error.record], error.record);
  return failure("engine.crashed", `Handrail stumbled and starts afresh with the next request. ${String(error)}`);
}
