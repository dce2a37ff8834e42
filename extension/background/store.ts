// What lasts: the log of events and the records, in IndexedDB. A write counts only when its transaction is complete.

import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Effect, Event, StoredRecord } from "../../target/generated/engine/engine";

interface Schema extends DBSchema {
  events: { key: string; value: Event };
  records: { key: StoredRecord; value: { name: StoredRecord; bytes: Uint8Array } };
}

/** The store cannot be read or written. */
export class StoreError extends Error {}

export class Store {
  private database: Promise<IDBPDatabase<Schema>> | undefined;

  async events(): Promise<Event[]> {
    return this.attempt((database) => database.getAll("events"));
  }

  async record(name: StoredRecord): Promise<Uint8Array | undefined> {
    return (await this.attempt((database) => database.get("records", name)))?.bytes;
  }

  /** The records whose names begin so, in the order of their names. */
  async records(begin: string): Promise<{ name: StoredRecord; bytes: Uint8Array }[]> {
    return this.attempt((database) => database.getAll("records", beginning(begin)));
  }

  /** Writes all of it or nothing. */
  async write(effects: Effect[]): Promise<void> {
    const writes = effects.filter((effect) => effect.type === "append" || effect.type === "put");
    if (writes.length === 0) return;
    await this.attempt(async (database) => {
      const transaction = database.transaction(["events", "records"], "readwrite", { durability: "strict" });
      const events = transaction.objectStore("events");
      const records = transaction.objectStore("records");
      const done = writes.map((effect) => {
        if (effect.type === "append") return events.put(effect.event);
        const { record: name, bytes } = effect;
        if (name.endsWith("*")) return records.delete(beginning(name.slice(0, -1)));
        return bytes ? records.put({ name, bytes }) : records.delete(name);
      });
      await Promise.all([...done, transaction.done]);
    });
  }

  private async attempt<T>(act: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    try {
      return await act(await this.open());
    } catch (error) {
      this.close();
      throw new StoreError(reason(error), { cause: error });
    }
  }

  private open(): Promise<IDBPDatabase<Schema>> {
    this.database ??= openDB<Schema>("handrail", 1, {
      upgrade(database) {
        database.createObjectStore("events", { keyPath: "id" });
        database.createObjectStore("records", { keyPath: "name" });
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

/** Every name that begins so. */
function beginning(begin: string): IDBKeyRange {
  return IDBKeyRange.bound(begin, `${begin}\uffff`);
}

function reason(error: unknown): string {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "QuotaExceededError") {
    return "The disk is full, so nothing could be kept. Free some space and try again.";
  }
  return `The browser's storage refused: ${String(error)}. Nothing was changed; try again, or restart the browser.`;
}
