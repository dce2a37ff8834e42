// What is stored, given to whoever needs it. What is damaged counts as none; what it was stays on the disk.

import type { Event, StoredRecord } from "../../target/generated/engine/engine";
import { type Store, StoreError } from "./store";

/** A stored record, or some of the log, that cannot be read. What else is stored still counts. */
export class Damaged extends Error {
  constructor(
    readonly record: StoredRecord,
    cause: unknown,
  ) {
    super(String(cause), { cause });
  }
}

/** What takes stored records. */
export interface Takes {
  load(record: StoredRecord, bytes?: Uint8Array): void;
  /** Fails where one is no event. */
  lacks?(events: Event[]): string[];
}

/** A record as it was read. */
export interface Read {
  record: StoredRecord;
  bytes?: Uint8Array | undefined;
  /** Why it could not be. */
  fault?: Damaged;
}

/** Gives it the records that it needs; a name that ends in `*` means all that begin so. What is damaged counts as none. */
export async function loadNeeded(takes: Takes, store: Store, needed: StoredRecord[]): Promise<Damaged[]> {
  // Read side by side: an act waits for them.
  const kept = await Promise.all(needed.map((record) => (record.startsWith("events:") ? eventsOf(store, record) : recordsOf(store, record))));
  const damaged: Damaged[] = [];
  for (const { record, events, records } of kept) {
    const lost = events && loadEvents(takes, record, events);
    if (lost) damaged.push(new Damaged(record, lost));
    for (const one of records ?? []) {
      const fault = load(takes, one);
      if (!fault) continue;
      damaged.push(fault);
      load(takes, { record: one.record });
    }
    // That there are no more is news too.
    if (record === "excerpt:*") takes.load(record);
  }
  return damaged;
}

/** What was found for a name. */
interface Found {
  record: StoredRecord;
  events?: Event[];
  records?: Read[];
}

/** The events of a post are read from the log. */
async function eventsOf(store: Store, record: StoredRecord): Promise<Found> {
  return { record, events: await store.eventsOf(record.slice("events:".length)) };
}

async function recordsOf(store: Store, record: StoredRecord): Promise<Found> {
  if (!record.endsWith("*")) return { record, records: [await read(store, record)] };
  const found = await store.records(record.slice(0, -1));
  return { record, records: found.map(({ name, bytes }) => ({ record: name, bytes })) };
}

/** A record, or why it cannot be had. */
export async function read(store: Store, record: StoredRecord): Promise<Read> {
  try {
    return { record, bytes: await store.record(record) };
  } catch (error) {
    // What is large lies in a file of its own, which may be gone.
    if (error instanceof StoreError) return { record, fault: new Damaged(record, error) };
    throw error;
  }
}

/** Gives it a record; what it had stays where the record is damaged. */
export function load(takes: Takes, { record, bytes, fault }: Read): Damaged | undefined {
  if (fault) return fault;
  try {
    takes.load(record, bytes);
    return undefined;
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error;
    return new Damaged(record, error);
  }
}

/** Gives it the events of a post; how many of them are none. */
export function loadEvents(takes: Takes, record: StoredRecord, events: Event[]): number {
  const bytesOf = (some: Event[]) => new TextEncoder().encode(JSON.stringify(some));
  if (!load(takes, { record, bytes: bytesOf(events) })) return 0;
  const sound = soundOf(events, (some) => takes.lacks?.(some));
  load(takes, { record, bytes: bytesOf(sound) });
  return events.length - sound.length;
}

/** Those that are events, as `read` fails where one is none; found by halving, so that a sound log costs nothing. */
export function soundOf(events: Event[], read: (events: Event[]) => void): Event[] {
  try {
    read(events);
    return events;
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error;
    if (events.length < 2) return [];
    const half = events.length >> 1;
    return [...soundOf(events.slice(0, half), read), ...soundOf(events.slice(half), read)];
  }
}
