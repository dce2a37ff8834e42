import assert from "node:assert/strict";
import { test } from "node:test";
import type { Mark, State } from "../../extension/shared/messages";
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
  verdicts.update({ post: "x:1", handled: ["event", 5], claimed: undefined, corrected: undefined, topic: undefined, notUs: undefined, owner: undefined, handledBy: undefined });
  assert.deepEqual(verdicts.last("1")?.mark?.state.handled, ["event", 5]);
  assert.equal(verdicts.last("1")?.stale, false);
  verdicts.update({ post: "x:1", handled: undefined, claimed: undefined, corrected: ["other", "praise"], topic: undefined, notUs: undefined, owner: undefined, handledBy: undefined });
  assert.equal(verdicts.last("1")?.stale, true);
});

test("however many posts pass by, only so many are remembered, the newest", () => {
  const verdicts = new Verdicts();
  for (let post = 0; post < 10_000; post++) verdicts.set(snapshot(String(post)), undefined);
  assert.ok(verdicts.size <= 3000, `${verdicts.size}`);
  assert.ok(verdicts.last("9999"));
});

test("a post that is on the page as itself and passed on is judged as each, and asked about once", () => {
  const verdicts = new Verdicts();
  const [own, passed] = [snapshot("1", "own"), snapshot("1", "passed on")];
  verdicts.set(own, mark("1"));
  verdicts.set(passed, { ...mark("1"), intent: "other" } as Mark);
  assert.equal(verdicts.get(own)?.mark?.intent, "complaint");
  assert.equal(verdicts.get(passed)?.mark?.intent, "other");
  assert.ok(!verdicts.wants(own, 0) && !verdicts.wants(passed, 0), "or they would be asked about in turn, for ever");
});

test("a verdict is asked for again when the engine says so, or when its time is over", () => {
  const verdicts = new Verdicts();
  verdicts.set(snapshot("1"), { ...mark("1"), until: 50 } as Mark);
  assert.ok(!verdicts.wants(snapshot("1"), 49));
  assert.ok(verdicts.wants(snapshot("1"), 50));
  verdicts.set(snapshot("2"), mark("2"));
  verdicts.recall(["2", "3"]);
  assert.ok(verdicts.wants(snapshot("2"), 0));
  verdicts.update({ post: "x:1", handled: ["event", 5] } as State);
  assert.ok(!verdicts.wants(snapshot("1"), 99), "what is handled can wait");
});

test("a post that the engine could not judge is not asked about again", () => {
  const verdicts = new Verdicts();
  verdicts.set(snapshot("1"), undefined, true);
  verdicts.recall(["1"]);
  assert.ok(!verdicts.wants(snapshot("1"), 0));
});
