// How the page stands: a page that no longer looks as expected says so instead of silently marking nothing.

import type { Failure, Health, Level } from "../shared/messages";
import type { Snapshot, Reader } from "./snapshot";
import { first } from "./table";
import { why, word } from "./words";

/** Fields that some post of any page has; where none of several has one, its selectors no longer fit. */
const EXPECTED = ["permalink", "author", "text", "time"];
const SEVERAL = 4;

export class Doctor {
  private snapshots: Snapshot[] = [];
  private failure: Failure | undefined;
  gone = false;

  constructor(private readonly reader: Reader) {}

  seen(snapshots: Snapshot[]): void {
    this.snapshots = snapshots;
  }

  /** How the engine last answered. */
  answered(failure?: Failure): void {
    this.failure = failure;
  }

  health(marks: { open: number; handled: number }): Health {
    const posts = this.snapshots.length;
    const missing = this.missing();
    const unread = posts === 0 && first(document, this.reader.table.page.signs) !== null;
    const engine = !this.failure ? "ready" : this.failure.code === "wasm.off" ? "off" : "crashed";
    const level: Level = this.gone || unread || engine !== "ready" ? "red" : missing.length > 0 ? "amber" : "green";
    const message = this.message(unread, missing, engine);
    const { open, handled } = marks;
    return { site: this.reader.table.name, posts, marked: open + handled, open, handled, missing, level, engine, message };
  }

  private missing(): string[] {
    const count = this.snapshots.length;
    const missing = EXPECTED.filter(
      (field) => count >= SEVERAL && !this.snapshots.some(({ raw }) => raw.fields[field] !== undefined),
    );
    if (count > 0 && !this.reader.hasColumn()) missing.push("column");
    return missing;
  }

  private message(unread: boolean, missing: string[], engine: Health["engine"]): string {
    if (this.gone) return word("health_gone");
    if (engine === "off") return word("health_off");
    if (engine === "crashed") return word("health_crashed", this.failure ? why(this.failure) : "");
    if (unread) return word("health_changed");
    return missing.length > 0 ? word("health_part", missing.join(", ")) : word("health_fine");
  }
}
