import assert from "node:assert/strict";
import { test } from "node:test";

const MINUTE = 60_000;
let installed = true;
Object.assign(globalThis, {
  chrome: {
    i18n: {
      getUILanguage: () => "en",
      getMessage: (key: string, parts: string[]) => {
        if (!installed) throw new Error("Extension context invalidated.");
        return key === "said" ? `said ${parts.join(" ")}` : "";
      },
    },
  },
});
const { age, why, word } = await import("../../extension/content/words");

test("an age is short on the badge and whole for a screen reader", () => {
  const table: [number, string, string][] = [
    [0, "1m", "1 minute"],
    [59 * MINUTE, "59m", "59 minutes"],
    [120 * MINUTE, "2h", "2 hours"],
    [47 * 60 * MINUTE, "47h", "47 hours"],
    [3 * 24 * 60 * MINUTE, "3d", "3 days"],
    [800 * 24 * 60 * MINUTE, "2y", "2 years"],
    [-5000, "1m", "1 minute"],
  ];
  for (const [passed, short, long] of table) assert.deepEqual(age(0, passed), { short, long });
  assert.equal(age(null, 5), undefined);
});

test("words outlive the extension", () => {
  assert.equal(word("said", "this"), "said this");
  installed = false;
  assert.equal(word("said", "this"), "said this");
  assert.equal(word("unsaid"), "unsaid");
  installed = true;
});

test("a failure without a translation is told as it came", () => {
  assert.equal(why({ code: "store.failed", message: "The disk is full." }), "The disk is full.");
});
