// What a press of keys is called, and which command it is for.

import { strict as assert } from "node:assert";
import { test } from "node:test";
import { bound, find, names, type Press } from "../../extension/content/chord";
import { commands } from "../../extension/shared/keys.json";
import chords from "../fixtures/chords.json";

function press({ key, code, held }: { key: string; code: string; held: string }): Press {
  const has = (one: string): boolean => held.split(" ").includes(one);
  return { key, code, ctrlKey: has("Ctrl"), altKey: has("Alt"), shiftKey: has("Shift"), metaKey: has("Meta"), graph: has("AltGraph") };
}

for (const { what, press: pressed, names: wanted } of chords) {
  test(`${what} is named`, () => assert.deepEqual(names(press(pressed)), wanted));
}

test("every command has its keys, until the person changes them", () => {
  for (const [command = "", chord = ""] of commands) {
    const key = chord.at(-1) ?? "";
    const code = key === "/" ? "Slash" : `Key${key}`;
    assert.equal(find(press({ key, code, held: "Alt Shift" }), bound(undefined)), command);
    assert.equal(find(press({ key, code, held: "" }), bound(undefined)), undefined);
    assert.equal(find(press({ key, code, held: "Alt" }), bound(undefined)), undefined);
  }
});

test("changed keys replace the old ones", () => {
  const changed = bound({ keys: { next: "Ctrl+Alt+M", previous: "", unknown: "Alt+Shift+K", claim: 7 } });
  const ask = (key: string, held: string) => find(press({ key, code: `Key${key}`, held }), changed);
  assert.equal(ask("M", "Ctrl Alt"), "next");
  assert.equal(ask("J", "Alt Shift"), undefined);
  assert.equal(ask("K", "Alt Shift"), undefined);
  assert.equal(ask("C", "Alt Shift"), "claim");
});

test("turned off, no key is ours", () => {
  assert.deepEqual(bound({ off: true, keys: { next: "Ctrl+Alt+M" } }), []);
});

test("a sign is the command's that names it, before the one that names its place", () => {
  const both = bound({ keys: { next: "Alt+Shift+7" } });
  assert.equal(find(press({ key: "/", code: "Digit7", held: "Alt Shift" }), both), "sheet");
  assert.equal(find(press({ key: "&", code: "Digit7", held: "Alt Shift" }), both), "next");
});
