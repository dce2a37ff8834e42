// Everything that is kept in this browser, in parts: lines of JSON for a file that the person asks for. Keys of servers and
// the chance that digests of people are made with stay here: whoever has the file could use them.

import type { Held } from "../shared/messages";
import { log } from "./network";
import type { Store } from "./store";

/** Records that are of use to nobody else, or made of others. */
const WITHHELD: Record<string, string> = {
  salt: "chance that digests are made with",
  "team-access": "the secret with which the team's server is reached",
  desk: "what the events below add up to",
};

/** About so many bytes of records are given at once. */
const PART = 2_000_000;

/** A part, from the beginning or where the last one ended (`records:NAME` or `events:NUMBER`). */
export async function held(store: Store, from: string | null): Promise<Held> {
  if (from === null) return { text: await beginning(), next: "records:", share: 0 };
  const [kind, place = ""] = from.split(/:(.*)/s);
  return kind === "records" ? records(store, place) : events(store, Number(place));
}

/** What the file is, and what the browser keeps for the extension besides. */
async function beginning(): Promise<string> {
  const { version } = chrome.runtime.getManifest();
  const local = await chrome.storage.local.get();
  return lines([
    { handrail: "everything", version, at: new Date().toISOString() },
    { network: await log() },
    ...Object.entries(local)
      .filter(([name]) => name !== "network")
      .map(([name, value]) => ({ setting: name, value })),
  ]);
}

async function records(store: Store, after: string): Promise<Held> {
  const { some, share } = await store.recordsAfter(after, PART);
  const last = some.at(-1);
  const text = lines(some.map(({ name, bytes }) => ({ record: name, ...readable(name, bytes) })));
  return { text, next: last ? `records:${last.name}` : "events:0", share: share / 2 };
}

function readable(name: string, bytes: Uint8Array): object {
  if (name in WITHHELD) return { withheld: WITHHELD[name] };
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return { value: name === "rewriting" ? { ...(value as object), key: "" } : value };
  } catch {
    return { base64: base64(bytes) };
  }
}

async function events(store: Store, from: number): Promise<Held> {
  const { some, next, share } = await store.eventsPart(from);
  return { text: lines(some.map((event) => ({ event }))), next: next === undefined ? null : `events:${next}`, share: 0.5 + share / 2 };
}

function lines(values: unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join("");
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
