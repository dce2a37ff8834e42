// The keys of our commands. They are taken at the window, before anything of the page hears them, and wholly: down, press
// and up. Every other key is the page's and goes on untouched.

import type { Command } from "../shared/messages";
import { type Bound, bound, find } from "./chord";
import { door } from "./door";

/** What the person has changed; `src/wasm/pages/keys.rs` knows the name too. */
const KEPT = "keys";
/** Held down, these go on. */
const REPEATED: Command[] = ["next", "previous"];
/** The cheat sheet has one button, and Firefox presses none with a key that does not reach it. */
const CLOSING = ["Escape", "Enter", " "];

type Ours = "command" | "sheet";

export interface KeyEvents {
  command(command: Command): void;
  /** The cheat sheet: while it is open, no key reaches the page. */
  sheet(): { open: boolean; close(): void };
  changed(): void;
}

export class Keys {
  /** Nothing is known of the person's keys yet. */
  bound: Bound[] = [];
  /** The places of keys that are down and were ours: a command's, or pressed in the cheat sheet. */
  private readonly down = new Map<string, Ours>();

  constructor(private readonly events: KeyEvents) {
    door(this.hear);
    chrome.storage.local.onChanged.addListener(this.kept);
    void chrome.storage.local.get(KEPT).then((kept: Record<string, unknown>) => this.take(kept[KEPT]));
  }

  stop(): void {
    door(undefined);
    this.bound = [];
  }

  private readonly kept = (changes: Record<string, chrome.storage.StorageChange>): void => {
    if (KEPT in changes) this.take(changes[KEPT]?.newValue);
  };

  private take(changed: unknown): void {
    this.bound = bound(changed);
    this.events.changed();
  }

  private readonly hear = (event: KeyboardEvent): void => {
    // What a script makes up is no person's press.
    if (!event.isTrusted) return;
    if (event.type === "keydown") this.pressed(event);
    const ours = this.down.get(event.code);
    if (event.type === "keyup") this.down.delete(event.code);
    if (ours === "command") event.preventDefault();
    if (ours) event.stopImmediatePropagation();
  };

  /** Notes whether a key that goes down is ours; if it is, its command is done. */
  private pressed(event: KeyboardEvent): void {
    const { key, code, repeat } = event;
    const sheet = this.events.sheet();
    const graph = event.getModifierState("AltGraph");
    const command = event.isComposing
      ? undefined
      : find({ key, code, graph, ctrlKey: event.ctrlKey, altKey: event.altKey, shiftKey: event.shiftKey, metaKey: event.metaKey }, this.bound);
    const closes = sheet.open && !repeat && (CLOSING.includes(key) || command === "sheet");
    this.down.delete(code);
    if (command || closes) this.down.set(code, "command");
    else if (sheet.open) this.down.set(code, "sheet");
    if (closes) sheet.close();
    else if (command && !sheet.open && (!repeat || REPEATED.includes(command))) this.events.command(command);
  }
}
