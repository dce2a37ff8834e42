// An agent without a browser: the extension's own engine, team and link, and a store that is a map.

import init, { Core, type Effect, type Event, type Request, type Response, type State, type StoredRecord } from "../../../target/generated/engine/engine";
import { Team } from "../../../extension/background/team/team";
import type { Store } from "../../../extension/background/store";

/** What the engine is made with. */
export interface Parts {
  wasm: Uint8Array;
  weights: Uint8Array;
  lists: string;
  words: Uint8Array;
}

export const ready = async ({ wasm }: Parts) => void (await init({ module_or_path: wasm }));

/** Hears what an agent is told. */
export interface Ears {
  state(agent: Agent, state: State): void;
  lost(agent: Agent, post: string): void;
}

export class Agent {
  /** What outlives the background. */
  private readonly records = new Map<string, Uint8Array>();
  private readonly log: Event[] = [];
  private core: Core;
  team: Team;
  private queue: Promise<unknown> = Promise.resolve();
  private ops = 0;

  /** @param ahead by so much its clock is ahead of the others', in milliseconds */
  constructor(
    readonly name: string,
    private readonly parts: Parts,
    private readonly ears: Ears,
    private readonly ahead = 0,
  ) {
    this.core = this.begin();
    this.team = this.reach();
  }

  join(invitation: string) {
    return this.team.join(invitation);
  }

  /** The background is ended and begins anew, with what was kept and nothing else. */
  async restart(): Promise<void> {
    const { team } = this;
    await (team as unknown as { end(): Promise<void> }).end();
    this.core.free();
    this.core = this.begin();
    this.core.restore(this.log);
    this.team = this.reach();
    await this.team.resume();
  }

  /** Takes a post, or says that it is handled. */
  async act(post: string, type: "claimed" | "handled"): Promise<void> {
    this.ops += 1;
    const event = { id: `${this.name}-${this.ops}`, post, at: this.now(), act: { type } };
    await this.ask({ type: "act", event, seen: null } as unknown as Request);
  }

  /** What it knows of the team. */
  async stands() {
    const answer = await this.team.state();
    return answer.ok ? answer.team : undefined;
  }

  async end(): Promise<void> {
    await (this.team as unknown as { end(): Promise<void> }).end();
    this.core.free();
  }

  private now(): number {
    return Date.now() + this.ahead;
  }

  private begin(): Core {
    const core = new Core(this.parts.weights, this.parts.lists, this.parts.words);
    const team = this.records.get("team");
    if (team) core.load("team", team);
    return core;
  }

  private reach(): Team {
    const store = {
      record: async (name: string) => this.records.get(name),
      write: async (effects: Effect[]) => this.keep(effects),
    } as unknown as Store;
    return new Team(store, async (asked) => ({ ok: true, response: await this.ask({ type: "team", asked }) }) as never);
  }

  private ask(request: Request): Promise<Response> {
    const turn = this.queue.then(() => this.handle(request));
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private handle(request: Request): Response {
    let handled = this.core.handle(request, this.now());
    while (handled.response.type === "need") {
      for (const record of handled.response.records) this.load(record);
      handled = this.core.handle(request, this.now());
    }
    if (handled.response.type === "failed") throw new Error(JSON.stringify(handled.response));
    this.keep(handled.effects);
    for (const effect of handled.effects) {
      if (effect.type === "tell") this.ears.state(this, effect.state);
      else if (effect.type === "lost") this.ears.lost(this, effect.post);
      else if (effect.type === "team") void this.team.do(effect.work);
    }
    return handled.response;
  }

  private load(record: StoredRecord): void {
    if (!record.startsWith("events:")) return this.core.load(record, this.records.get(record));
    const events = this.log.filter(({ post }) => `events:${post}` === record);
    this.core.load(record, new TextEncoder().encode(JSON.stringify(events)));
  }

  private keep(effects: Effect[]): void {
    for (const effect of effects) {
      if (effect.type === "append") this.log.push(effect.event);
      else if (effect.type === "put" && effect.bytes) this.records.set(effect.record, effect.bytes as unknown as Uint8Array);
      else if (effect.type === "put") this.records.delete(effect.record);
    }
  }
}
