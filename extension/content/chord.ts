// Keys that are pressed together, written as people say them: `Alt+Shift+J`. The options read presses by the same rules
// (`src/chord.rs`); `tests/fixtures/chords.json` holds the two together.

import { commands } from "../shared/keys.json";
import type { Command } from "../shared/messages";

/** What counts of a key's event. */
export interface Press {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
  /** Whether AltGr was held, which some browsers tell as Ctrl and Alt. */
  graph: boolean;
}

/** Signs by their place on an American keyboard. */
const SIGNS: Record<string, string> = {
  Slash: "/",
  Comma: ",",
  Period: ".",
  Semicolon: ";",
  Quote: "'",
  BracketLeft: "[",
  BracketRight: "]",
  Backslash: "\\",
  Minus: "-",
  Equal: "=",
  Backquote: "`",
};

/**
 * What the chord is called, the surest name first: by the letter that the layout has there; for signs, and where the layout
 * has no Latin letter (or Alt changes it, as on a Mac), by the sign and then by the place.
 */
export function names({ key, code, ctrlKey, altKey, shiftKey, metaKey, graph }: Press): string[] {
  // What AltGr types is text.
  if (graph && (ctrlKey || !altKey)) return [];
  const keys = /^[!-~]$/.test(key) ? [key.toUpperCase()] : [];
  const place = /^(?:Key|Digit)(.)$/.exec(code)?.[1] ?? SIGNS[code];
  if (!/^[a-z]$/i.test(key) && place && !keys.includes(place)) keys.push(place);
  const held = `${ctrlKey ? "Ctrl+" : ""}${altKey ? "Alt+" : ""}${shiftKey ? "Shift+" : ""}${metaKey ? "Meta+" : ""}`;
  return keys.map((key) => held + key);
}

/** A command and its chord. */
export type Bound = [Command, string];

/** The commands in their order with their chords, as the person has changed them; none where they are turned off. */
export function bound(changed: unknown): Bound[] {
  const { off, keys } = (changed ?? {}) as { off?: unknown; keys?: Record<string, unknown> };
  if (off === true) return [];
  return (commands as Bound[]).map(([command, own]) => {
    const chord = keys?.[command];
    return [command, typeof chord === "string" ? chord : own];
  });
}

/** The command that the press is for. */
export function find(press: Press, bound: Bound[]): Command | undefined {
  for (const name of names(press)) {
    const found = bound.find(([, chord]) => chord === name);
    if (found) return found[0];
  }
  return undefined;
}
