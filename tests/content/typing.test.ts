// What is written is told once a change.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import type { Composer } from "../../extension/content/composer";
import { Typing } from "../../extension/content/typing";

test("an unchanged text is not told twice, and a composer that is closed holds nothing", () => {
  Object.assign(globalThis, { document: { addEventListener: () => undefined } });
  let text: string | undefined;
  const composer = {
    inHand: () => (text === undefined ? undefined : {}),
    find: () => undefined,
    read: () => text,
    answers: () => "1",
  } as unknown as Composer;
  const told: string[] = [];
  const typing = new Typing(composer, () => "1", (now, key) => told.push(`${key}: ${now}`));
  for (const now of ["He", "He", "Hello", undefined, undefined, "Hello"]) {
    text = now;
    typing.look();
  }
  assert.deepEqual(told, ["1: He", "1: Hello", "1: ", "1: Hello"]);
  typing.again();
  assert.equal(told.length, 5, "a frame that has just opened is told what is there");
});
