// Requests to the engine, one at a time. A response leaves only after what it promises is on disk.

import type { Core, Effect, Handled, StoredRecord } from "../../target/generated/engine/engine";
import { type Answer, failure, type Failure, type Request, type Response } from "../shared/messages";
import { Damaged, load, loadNeeded, newCore, spoil, WasmOff } from "./core";
import { Importing, isImport } from "./imports";
import { SecondLook, wanted } from "./second";
import { Store, StoreError } from "./store";
import { openPages, tellAll, tellPages } from "./tell";

type Answered = Answer<{ response: Response }>;

export class Engine {
  readonly store = new Store();
  private readonly importing = new Importing();
  private readonly second: SecondLook;
  private core: Core | undefined;
  /** Records that could not be read; nothing is judged by settings that are not the team's. */
  private damaged: Damaged[] = [];
  private queue: Promise<unknown> = Promise.resolve();

  /** @param told hears what is to be done when there is time */
  constructor(
    second: SecondLook,
    private readonly told: { readOn(): void; checkLinks(): void },
  ) {
    this.second = second;
  }

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
    const handled = isImport(request) ? await this.importing.handle(request, this.store) : await this.think(request);
    // Which pages are open is found out while the disk writes.
    const pages = handled.effects.some(({ type }) => type === "tell" || type === "again") ? openPages() : Promise.resolve([]);
    pages.catch(() => undefined);
    const writing = this.store.write(handled.effects);
    // Whoever is promised nothing does not wait for the disk. Writes keep their order; should one fail, all starts afresh.
    if (PROMISES_NOTHING.has(request.type)) void writing.catch((error: unknown) => this.queue.then(() => this.forget(error)));
    else await writing;
    for (const effect of handled.effects) {
      if (effect.type !== "put") continue;
      this.damaged = this.damaged.filter(({ record }) => record !== effect.record);
      // What another module made, the engine learns as it would after a restart.
      if (isImport(request) && this.core) load(this.core, effect.record, effect.bytes ?? undefined);
    }
    await tell(handled.effects, pages);
    if (handled.effects.some(({ type }) => type === "append" || type === "erase")) tellPages({ to: "pages", kind: "desk" });
    for (const effect of handled.effects) {
      this.later(effect);
    }
    return handled.response;
  }

  /** What nothing waits for. */
  private later(effect: Effect): void {
    const ask = (request: Request) => this.ask(request);
    // A page that misses it shows the first look's verdict.
    if (effect.type === "lookAgain") void tellAll({ to: "content", kind: "look", post: effect.post });
    else if (effect.type === "lookTwice") this.second.at(effect.posts, (look) => ask({ type: "refine", look }));
    else if (effect.type === "understand") this.second.understand(effect.posts, ask);
    else if (effect.type === "noteCases") void ask({ type: "desk", asked: "note" });
    else if (effect.type === "readOn") this.told.readOn();
    else if (effect.type === "checkLinks") this.told.checkLinks();
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

  /** What the organisation has set up is other now: everything is read anew. */
  async renew(): Promise<void> {
    const turn = this.queue.then(() => {
      this.core?.free();
      this.core = undefined;
    });
    this.queue = turn;
    await turn;
    await tellAll({ to: "content", kind: "again" });
  }

  /** Lets the engine handle a request, with the record that it needs. */
  private async think(request: Request): Promise<Handled> {
    const core = this.core ?? (await this.start());
    // These judge nothing: where one cannot be read, it starts afresh.
    const fault = this.damaged.find(({ record }) => !NO_LOSS.includes(record));
    if (fault && (request.type === "observe" || request.type === "assist")) throw fault;
    let handled = core.handle(request, Date.now());
    while (handled.response.type === "need") {
      const unread = await loadNeeded(core, this.store, handled.response.records);
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

/** Requests after which nothing is claimed to be kept: what is noted on the way (gaps, nicknames) is no act of a person. */
const PROMISES_NOTHING = new Set<Request["type"]>(["observe", "assist", "refine", "meant"]);

/** A page that is busy for longer is not waited for. */
const HEARD_WITHIN = 300;

/**
 * After the effects that last, those that inform. The answer waits for them: a sender without an answer sends again,
 * so that no page misses what happened when the background is killed in between.
 */
async function tell(effects: Effect[], pages: Promise<chrome.tabs.Tab[]>): Promise<void> {
  const told = effects.flatMap((effect) => {
    if (effect.type === "tell") return tellAll({ to: "content", kind: "state", state: effect.state }, pages);
    if (effect.type === "again") return tellAll({ to: "content", kind: "again" }, pages);
    return [];
  });
  if (told.length === 0) return;
  await Promise.race([Promise.all(told), new Promise((resolve) => setTimeout(resolve, HEARD_WITHIN))]);
}

/** Records without which everything goes on. */
const NO_LOSS: StoredRecord[] = ["own-templates", "meanings", "replies", "rewriting", "sent", "nicknames", "ways", "synonyms", "gaps", "links", "targets", "retention", "erased"];

const REPAIR: Record<string, string> = {
  profile: "The stored brand profile cannot be read, so nothing is marked. Open the options and save it again.",
  templates: "The stored templates cannot be read. Open the options and save them again.",
  "own-templates": "The stored templates of your own cannot be read. Open the options and save them again.",
  replies: "The stored sign-off and status page cannot be read. Open the options and save them again.",
  rewriting: "The stored settings for rewriting cannot be read, so it is off. Open the options and save them again.",
  checks: "The stored rules for the checks before sending cannot be read. Open the options and save them again.",
  topics: "The stored topics cannot be read. Open the options and import them again.",
  nicknames: "The stored list of nicknames seen cannot be read. It starts afresh with the next one.",
  bases: "The stored list of knowledge bases cannot be read. Open the options and set them up again.",
  base: "The stored articles of a knowledge base cannot be read. Open the options and import them again.",
  ways: "The stored hours and private ways cannot be read. Open the options and save them again.",
  synonyms: "The stored synonyms cannot be read. Open the options and save them again.",
  gaps: "The stored list of missing articles cannot be read. It starts afresh with the next complaint.",
  targets: "The stored targets cannot be read, so the usual ones count. Open the options and save them again.",
  retention: "How long words are kept cannot be read, so it is three days. Open the options and save it again.",
  erased: "Which posts were erased cannot be read. A page that still shows one may bring its case back.",
  links: "What is known of the articles' addresses cannot be read. They are looked at anew.",
};

function explain(error: unknown): Failure {
  if (error instanceof StoreError) return failure("store.failed", error.message);
  if (error instanceof WasmOff) {
    return failure(
      "wasm.off",
      "This browser does not allow Handrail to compute: WebAssembly is switched off, perhaps by your company's policy.",
    );
  }
  if (error instanceof Damaged) return failure("store.damaged", REPAIR[error.record.split(":")[0] ?? ""] ?? String(error), error.record);
  return failure("engine.crashed", `Handrail stumbled and starts afresh with the next request. ${String(error)}`);
}
