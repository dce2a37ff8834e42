// The log of events, read into a core. What is no event is left out and stays where it is: one damaged entry makes nothing
// else unreadable.

import type { Core, Effect, Event } from "../../target/generated/engine/engine";
import { Damaged, load, loadEvents, soundOf } from "./records";
import { type Store, StoreError } from "./store";

export class Log {
  /** How many entries are no events. */
  private lost = 0;

  constructor(
    private readonly core: Core,
    private readonly store: Store,
  ) {}

  /**
   * Brings the core up to date: what the events added up to when that was last written down, and the events since. Without
   * it, or where it cannot be read, all of them: the log has everything.
   */
  async restore(): Promise<void> {
    const snapshot = await this.snapshot();
    const fault = snapshot && load(this.core, { record: "desk", bytes: snapshot.bytes });
    if (fault) console.warn("Handrail: the log is read anew.", fault.message);
    const until = snapshot && !fault ? snapshot.until : 0;
    let read = 0;
    for await (const events of this.store.eventsFrom(until)) {
      read += events.length;
      await this.take(events, until);
      // Firefox ends a background that has called nothing of the browser's for half a minute, whoever waits for its answer.
      await chrome.runtime.getPlatformInfo();
    }
    if (until === 0) await this.take(await this.store.unnumbered(read), until);
  }

  /** Tells the core what is not in the store yet. */
  async owe(effects: Effect[]): Promise<void> {
    for (const effect of effects) {
      if (effect.type === "append") await this.take([effect.event]);
      else if (effect.type === "put") load(this.core, { record: effect.record, bytes: effect.bytes ?? undefined });
    }
  }

  /** What of the log could not be read. */
  get damaged(): Damaged[] {
    return this.lost > 0 ? [new Damaged("events:", this.lost)] : [];
  }

  /** It is large, and may lie in a file of its own that is gone. */
  private async snapshot(): Promise<{ bytes: Uint8Array; until: number } | undefined> {
    try {
      return await this.store.snapshot();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      console.warn("Handrail: the log is read anew.", error.message);
      return undefined;
    }
  }

  /** `below`: the core knows what the events with smaller numbers add up to. */
  private async take(events: Event[], below?: number): Promise<void> {
    let lacking: string[] = [];
    const sound = soundOf(events, (some) => (lacking = this.core.lacks(some)));
    if (sound !== events) lacking = this.core.lacks(sound);
    this.lost += events.length - sound.length;
    // What these events are added to is read first.
    for (; lacking.length > 0; lacking = this.core.lacks(sound)) {
      const found = await Promise.all(lacking.map((post) => this.store.eventsOf(post, below)));
      for (const [at, post] of lacking.entries()) this.lost += loadEvents(this.core, `events:${post}`, found[at] ?? []);
    }
    this.core.restore(sound);
  }
}
