import assert from "node:assert/strict";
import { test } from "node:test";
import type { Mark } from "../../extension/shared/messages";
import { Verdicts } from "../../extension/content/verdicts";

function snapshot(key: string, text = "") {
  return { raw: { key, fields: { text }, lists: {}, flags: [] }, print: `${key} ${text}` };
}

function mark(key: string): Mark {
  return { key, post: `x:${key}`, intent: "complaint", state: { post: `x:${key}` } } as Mark;
}

test("a post whose text has changed is asked about again, and keeps its mark until then", () => {
  const verdicts = new Verdicts();
  verdicts.set(snapshot("1", "no"), mark("1"));
  assert.ok(verdicts.get(snapshot("1", "no")));
  assert.equal(verdicts.get(snapshot("1", "no signal")), undefined);
  assert.equal(verdicts.last("1")?.mark?.intent, "complaint");
});

test("what the team did is shown at once; a correction is also asked for again", () => {
  const verdicts = new Verdicts();
  verdicts.set(snapshot("1"), mark("1"));
  verdicts.update({ post: "x:1", handled: ["event", 5], corrected: undefined, topic: undefined, notUs: undefined });
  assert.deepEqual(verdicts.last("1")?.mark?.state.handled, ["event", 5]);
  assert.equal(verdicts.last("1")?.stale, false);
  verdicts.update({ post: "x:1", handled: undefined, corrected: ["other", "praise"], topic: undefined, notUs: undefined });
  assert.equal(verdicts.last("1")?.stale, true);
});

test("however many posts pass by, only so many are remembered, the newest", () => {
  const verdicts = new Verdicts();
  for (let post = 0; post < 10_000; post++) verdicts.set(snapshot(String(post)), undefined);
  assert.ok(verdicts.size <= 3000, `${verdicts.size}`);
  assert.ok(verdicts.last("9999"));
});
