// What lasts: the log of events and the records, in IndexedDB. A write counts only when its transaction is complete.

import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore } from "idb";
import type { Effect, Event, StoredRecord } from "../../target/generated/engine/engine";

/** An event, and which one it was. */
type Numbered = Event & { number: number };

interface Schema extends DBSchema {
  events: { key: string; value: Numbered; indexes: { post: string; number: number } };
  records: { key: StoredRecord; value: Kept };
}

interface Kept {
  name: StoredRecord;
  bytes: Uint8Array;
  /** Of a snapshot: the events below this number are in it. */
  until?: number;
}

/** So many events are read at once. */
const AT_ONCE = 20_000;

/** So many events are given to a page at once. */
const PART = 5_000;
/** A record counts for so many bytes more than it has: many small ones are no small part. */
const EACH = 1_000;

/** The store cannot be read or written. */
export class StoreError extends Error {
  /** For want of room. */
  readonly full: boolean;

  constructor(cause: unknown) {
    const full = cause instanceof DOMException && cause.name === "QuotaExceededError";
    super(full ? FULL : `The browser's storage refused: ${String(cause)}. Nothing was changed; try again, or restart the browser.`, { cause });
    this.full = full;
  }
}

const FULL = "The disk is full, so nothing could be kept. Free some space and try again.";

/** Whether it is for the store. */
export function isWrite(effect: Effect): effect is Extract<Effect, { type: "append" | "put" | "erase" }> {
  return effect.type === "append" || effect.type === "put" || effect.type === "erase";
}

export class Store {
  private database: Promise<IDBPDatabase<Schema>> | undefined;
  /** No event has a number below this that is still to come: what was erased may have had the last ones. */
  private least = 0;

  /** The events from that number on, in parts: there may be a million. */
  async *eventsFrom(number: number): AsyncGenerator<Event[]> {
    for (let from = number; ; ) {
      const some = await this.attempt((database) =>
        database.getAllFromIndex("events", "number", numbersFrom(from), AT_ONCE),
      );
      if (some.length > 0) yield some;
      const last = some.at(-1);
      if (!last || some.length < AT_ONCE) return;
      from = last.number + 1;
    }
  }

  /** The events that have lost their number, where `numbered` have one: what all of the log is read for misses them. */
  async unnumbered(numbered: number): Promise<Event[]> {
    const found: Event[] = [];
    if ((await this.attempt((database) => database.count("events"))) === numbered) return found;
    for (let after: string | undefined; ; ) {
      const range = after === undefined ? undefined : IDBKeyRange.lowerBound(after, true);
      const some = await this.attempt((database) => database.getAll("events", range, AT_ONCE));
      found.push(...some.filter(({ number }) => !isNumber(number)));
      after = some.at(-1)?.id;
      if (after === undefined || some.length < AT_ONCE) return found;
    }
  }

  /** The events of a post; those below a number alone, if there is one. Those without any are the first. */
  async eventsOf(post: string, below = Number.POSITIVE_INFINITY): Promise<Event[]> {
    const events = await this.attempt((database) => database.getAllFromIndex("events", "post", post));
    return events.filter(({ number }) => !isNumber(number) || number < below);
  }

  /** What all events below a number add up to. One that does not say which is none. */
  async snapshot(): Promise<{ bytes: Uint8Array; until: number } | undefined> {
    const kept = await this.attempt((database) => database.get("records", SNAPSHOT));
    if (!kept || !isNumber(kept.until)) return undefined;
    this.least = Math.max(this.least, kept.until);
    return { bytes: kept.bytes, until: kept.until };
  }

  async record(name: StoredRecord): Promise<Uint8Array | undefined> {
    return (await this.attempt((database) => database.get("records", name)))?.bytes;
  }

  /** The records that come after a name, as many as make about so many bytes, and how much of all was passed by then (from 0 to 1). */
  async recordsAfter(name: string, most: number): Promise<{ some: { name: StoredRecord; bytes: Uint8Array }[]; share: number }> {
    return this.attempt(async (database) => {
      const records = database.transaction("records").store;
      const some: Kept[] = [];
      let size = 0;
      for (let cursor = await records.openCursor(IDBKeyRange.lowerBound(name, true)); cursor && size < most; cursor = await cursor.continue()) {
        some.push(cursor.value);
        size += cursor.value.bytes.length + EACH;
      }
      const last = some.at(-1);
      const [passed, all] = await Promise.all([last ? records.count(IDBKeyRange.upperBound(last.name)) : 1, records.count()]);
      return { some, share: passed / Math.max(all, 1) };
    });
  }

  /** Some events from that number on, and the number after them; none after the last. */
  async eventsPart(from: number): Promise<{ some: Event[]; next: number | undefined; share: number }> {
    return this.attempt(async (database) => {
      const numbers = database.transaction("events").store.index("number");
      const some = await numbers.getAll(IDBKeyRange.lowerBound(from), PART);
      const last = some.at(-1);
      if (!last || some.length < PART) return { some, next: undefined, share: 1 };
      const newest = await numbers.openKeyCursor(null, "prev");
      return { some, next: last.number + 1, share: last.number / ((newest?.key ?? last.number) + 1) };
    });
  }

  /** The records whose names begin so, in the order of their names. */
  async records(begin: string): Promise<{ name: StoredRecord; bytes: Uint8Array }[]> {
    return this.attempt((database) => database.getAll("records", beginning(begin)));
  }

  /** Writes all of it or nothing. */
  async write(effects: Effect[]): Promise<void> {
    const writes = effects.filter(isWrite);
    if (writes.length === 0) return;
    await this.attempt(async (database) => {
      const transaction = database.transaction(["events", "records"], "readwrite", { durability: "strict" });
      const events = transaction.objectStore("events");
      const records = transaction.objectStore("records");
      const newest = await events.index("number").openKeyCursor(numbersFrom(0), "prev");
      let next = Math.max((newest?.key ?? -1) + 1, this.least);
      const done = writes.flatMap((effect): Promise<unknown>[] => {
        if (effect.type === "append") return [events.put({ ...effect.event, number: next++ })];
        if (effect.type === "erase") return effect.posts.map((post) => eraseOf(events, post));
        const { record: name, bytes } = effect;
        if (name.endsWith("*")) return [records.delete(beginning(name.slice(0, -1)))];
        if (!bytes) return [records.delete(name)];
        return [records.put(name === SNAPSHOT ? { name, bytes, until: next } : { name, bytes })];
      });
      // Why it was broken off says the transaction; what was still to be done only hears that it was.
      await Promise.all([...done, transaction.done]).catch((error: unknown) => {
        throw transaction.error ?? error;
      });
      this.least = next;
    });
  }

  private async attempt<T>(act: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    try {
      return await act(await this.open());
    } catch (error) {
      this.close();
      throw new StoreError(error);
    }
  }

  private open(): Promise<IDBPDatabase<Schema>> {
    this.database ??= openDB<Schema>("handrail", 2, {
      async upgrade(database, before, _, transaction) {
        if (before < 1) {
          database.createObjectStore("events", { keyPath: "id" });
          database.createObjectStore("records", { keyPath: "name" });
        }
        if (before < 2) {
          // Events of version 1 had no number: any order will do, for they add up to the same in every one.
          const events = transaction.objectStore("events");
          let number = 0;
          for (let cursor = await events.openCursor(); cursor; cursor = await cursor.continue()) {
            await cursor.update({ ...cursor.value, number: number++ });
          }
          events.createIndex("post", "post");
          events.createIndex("number", "number", { unique: true });
        }
      },
      // A newer version of the extension wants the store: let go of it.
      blocking: () => this.close(),
      terminated: () => this.close(),
    });
    return this.database;
  }

  private close(): void {
    const database = this.database;
    this.database = undefined;
    database?.then(
      (open) => open.close(),
      () => undefined,
    );
  }
}

/** The record that is numbered. */
const SNAPSHOT: StoredRecord = "desk";

/** Removes the events of a post. */
async function eraseOf(events: IDBPObjectStore<Schema, ("events" | "records")[], "events", "readwrite">, post: string): Promise<void> {
  for (let cursor = await events.index("post").openCursor(post); cursor; cursor = await cursor.continue()) await cursor.delete();
}

/** Every name that begins so. */
function beginning(begin: string): IDBKeyRange {
  return IDBKeyRange.bound(begin, `${begin}\uffff`);
}

/** The events from a number on: in the index of a damaged log anything may stand. */
function numbersFrom(from: number): IDBKeyRange {
  return IDBKeyRange.bound(from, Number.MAX_SAFE_INTEGER);
}

function isNumber(number: unknown): number is number {
  return typeof number === "number" && number >= 0 && number <= Number.MAX_SAFE_INTEGER;
}
