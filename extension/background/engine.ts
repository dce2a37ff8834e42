// Requests to the engine, one at a time. A response leaves only after what it promises is on disk.

import type { Core, Effect, Handled, TeamWork } from "../../target/generated/engine/engine";
import type { Answer, Failure, Request, Response } from "../shared/messages";
import { newCore, spoil, WasmOff } from "./core";
import { explain, isNoLoss } from "./failures";
import { Importing, isImport } from "./imports";
import { Damaged, load, loadNeeded } from "./records";
import { SecondLook, wanted } from "./second";
import { isWrite, Store, StoreError } from "./store";
import { openPages, tellAll, tellPages } from "./tell";

/** `warning`: what is amiss although the request was met. */
type Answered = Answer<{ response: Response; warning?: Failure }>;

/** What the desk looks different after. */
const NEWS = ["append", "erase", "tell", "again"];

export class Engine {
  readonly store = new Store();
  private readonly importing = new Importing();
  private readonly second: SecondLook;
  private core: Core | undefined;
  /** What could not be read. */
  private damaged: Damaged[] = [];
  /** What nobody was promised and the disk had no room for: it goes along with the next write. The core knows of it. */
  private owed: Effect[] = [];
  /** Why the last write failed, if it did. */
  private refused: StoreError | undefined;
  private written: Promise<unknown> = Promise.resolve();
  private queue: Promise<unknown> = Promise.resolve();
  private telling: ReturnType<typeof setTimeout> | undefined;

  /** @param told hears what is to be done when there is time */
  constructor(
    second: SecondLook,
    private readonly told: { readOn(): void; checkLinks(): void; team(work: TeamWork): void },
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
      const response = await this.handle(request);
      const amiss = this.refused ?? this.damaged[0];
      return { ok: true, response, ...(amiss ? { warning: explain(amiss) } : {}) };
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
    // Whoever is promised nothing does not wait for the disk.
    const promised = promises(request) && handled.effects.some(isWrite);
    const writing = this.write(handled.effects, promised);
    if (promised) await writing;
    else void writing.catch((error: unknown) => this.queue.then(() => this.forget(error)));
    for (const effect of handled.effects) {
      if (effect.type !== "put") continue;
      this.damaged = this.damaged.filter(({ record }) => record !== effect.record);
      // What another module made, the engine learns as it would after a restart.
      if (isImport(request) && this.core) load(this.core, { record: effect.record, bytes: effect.bytes ?? undefined });
    }
    await tell(handled.effects, pages);
    if (handled.effects.some(({ type }) => NEWS.includes(type))) this.news();
    for (const effect of handled.effects) {
      this.later(effect);
    }
    return handled.response;
  }

  /** Writes in the order of the requests, what is owed first. It fails only where somebody was promised something. */
  private write(effects: Effect[], promised: boolean): Promise<void> {
    const writing = this.written.then(async () => {
      const all = together(this.owed, effects);
      if (all.length === 0) return;
      try {
        await this.store.write(all);
        this.owed = [];
        this.stands(undefined);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        if (!promised) this.owed = all;
        this.stands(error);
        if (promised) throw error;
      }
    });
    this.written = writing.catch(() => undefined);
    return writing;
  }

  /** Pages that are open ask again when writing begins to fail, and when it no longer does: the answer says so. */
  private stands(refused: StoreError | undefined): void {
    const news = refused?.message !== this.refused?.message;
    this.refused = refused;
    if (news) void tellAll({ to: "content", kind: "again" });
  }

  /** The desk is other than it was. A message to all pages of ours takes longer than an act, so that it is sent after the answer. */
  private news(): void {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => tellPages({ to: "pages", kind: "desk" }));
  }

  /** What nothing waits for. */
  private later(effect: Effect): void {
    const ask = (request: Request) => this.ask(request);
    // A page that misses it shows the first look's verdict.
    if (effect.type === "lookAgain") void tellAll({ to: "content", kind: "look", post: effect.post });
    else if (effect.type === "lookTwice") this.second.at(effect.posts, (look) => ask({ type: "refine", look }));
    else if (effect.type === "understand") this.second.understand(effect.posts, ask);
    else if (effect.type === "noteCases") void ask({ type: "desk", asked: "note" });
    else if (effect.type === "team") this.told.team(effect.work);
    else if (effect.type === "lost") void tellAll({ to: "content", kind: "lost", post: effect.post, name: effect.to ?? null, over: effect.over ?? null });
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
    this.queue = turn.catch(() => undefined);
    await turn;
    await tellAll({ to: "content", kind: "again" });
  }

  /** Lets the engine handle a request, with the record that it needs. */
  private async think(request: Request): Promise<Handled> {
    const core = this.core ?? (await this.start());
    const fault = this.damaged.find(({ record }) => !isNoLoss(record));
    if (fault && (request.type === "observe" || request.type === "assist")) throw fault;
    let handled = core.handle(request, Date.now());
    while (handled.response.type === "need") {
      const damaged = await loadNeeded(core, this.store, handled.response.records);
      this.damaged.push(...damaged.filter(({ record }) => !this.damaged.some((known) => known.record === record)));
      handled = core.handle(request, Date.now());
    }
    return handled;
  }

  private async start(): Promise<Core> {
    // What is still being written is either in the store or owed.
    await this.written;
    const { core, damaged } = await newCore(this.store, this.owed);
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

/** Whether the sender hears that something is kept. */
function promises(request: Request): boolean {
  return !PROMISES_NOTHING.has(request.type) && !(request.type === "desk" && request.asked === "note");
}

/** What is owed and what is new, as one write: of a record that is put twice only the last counts. */
function together(owed: Effect[], effects: Effect[]): Effect[] {
  const writes = effects.filter(isWrite);
  const anew = new Set(writes.flatMap((effect) => (effect.type === "put" ? [effect.record] : [])));
  return [...owed.filter((effect) => effect.type !== "put" || !anew.has(effect.record)), ...writes];
}

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
