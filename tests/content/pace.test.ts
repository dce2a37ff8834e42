import assert from "node:assert/strict";
import { test } from "node:test";
import { Pace } from "../../extension/content/pace";

test("the post that breaks the engine is found and left alone, and all others are answered", () => {
  let now = 0;
  const pace = new Pace<number>(() => now);
  let waiting = Array.from({ length: 100 }, (_, post) => post);
  const answered: number[] = [];
  const given: number[] = [];
  for (let round = 0; round < 200 && waiting.length > 0; round++) {
    const batch = pace.take(waiting);
    let done = batch;
    if (batch.includes(41)) given.push(...(done = pace.failed(batch, "engine.crashed")));
    else {
      answered.push(...batch);
      pace.went();
    }
    waiting = waiting.filter((post) => !done.includes(post));
    now += 60_001;
  }
  assert.deepEqual(given, [41]);
  assert.equal(answered.length, 99);
});

test("an engine that is not to be had is asked less and less often, but never given up", () => {
  let now = 0;
  const pace = new Pace<number>(() => now);
  let asked = 0;
  for (; now < 3_600_000; now += 100) {
    if (pace.take([1]).length === 0) continue;
    asked++;
    assert.deepEqual(pace.failed([1], "wasm.off"), []);
  }
  assert.ok(asked > 50 && asked < 100, `${asked}`);
  pace.went();
  assert.deepEqual(pace.take([1]), [1]);
});
