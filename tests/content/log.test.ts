// Reading the log: a browser that ends a background which calls nothing of its for a while is called between any two parts.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import type { Core, Event } from "../../target/generated/engine/engine";
import { Log } from "../../extension/background/log";
import type { Store } from "../../extension/background/store";

test("a large log is read in parts, and the browser is called after each", async () => {
  const steps: string[] = [];
  Object.assign(globalThis, { chrome: { runtime: { getPlatformInfo: async () => steps.push("called") } } });
  const event = (number: number) => ({ id: `e${number}`, post: "x:1", at: number, act: { type: "handled" }, number }) as Event;
  const store = {
    snapshot: async () => undefined,
    unnumbered: async () => [],
    async *eventsFrom() {
      for (const part of [1, 2, 3]) yield [event(part)];
    },
  } as unknown as Store;
  const core = { lacks: () => [], restore: (events: Event[]) => steps.push(...events.map(({ id }) => id)) } as unknown as Core;
  const log = new Log(core, store);
  await log.restore();
  assert.deepEqual(steps, ["e1", "called", "e2", "called", "e3", "called"]);
  assert.deepEqual(log.damaged, []);
});
