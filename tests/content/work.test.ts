// Work that outlives a background is one run, however often it is resumed.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { Fetching } from "../../extension/background/fetching";
import { Reading } from "../../extension/background/reading";
import type { SecondLook } from "../../extension/background/second";
import type { Answer, Request, Response } from "../../extension/shared/messages";

/** What the browser keeps, and nothing else of it. */
function browser(kept: Record<string, unknown>): void {
  const names = (keys: string | string[]) => (Array.isArray(keys) ? keys : [keys]);
  const local = {
    get: async (keys: string | string[]) => Object.fromEntries(names(keys).flatMap((key) => (key in kept ? [[key, kept[key]]] : []))),
    set: async (more: Record<string, unknown>) => void Object.assign(kept, more),
    remove: async (keys: string | string[]) => names(keys).forEach((key) => delete kept[key]),
  };
  const alarms = { create: async () => undefined, clear: async () => true };
  Object.assign(globalThis, { chrome: { storage: { local }, alarms, runtime: { sendMessage: async () => undefined } } });
}

const answers = (answer: (request: Request) => unknown) => async (request: Request): Promise<Answer<{ response: Response }>> => ({
  ok: true,
  response: answer(request) as Response,
});

test("an import that is resumed by an alarm and by waking is fetched once", async () => {
  const base = { id: "help" };
  const kept: Record<string, unknown> = { fetching: { base, stopped: false, progress: null } };
  browser(kept);
  const asked: string[] = [];
  const fetching = new Fetching(
    answers(({ type }) => {
      asked.push(type);
      if (type === "importNext") return { type: "importStep", step: { type: "done" }, progress: { base: "help" } };
      return { type: "import", received: 1, problems: [], report: { at: 1 } };
    }),
  );
  await Promise.all([fetching.resume(), fetching.resume()]);
  assert.deepEqual(asked, ["importBegin", "importNext", "importCommit"]);
  assert.deepEqual(kept, {});
});

test("what is to be read while the last texts are being read is read too", async () => {
  const kept: Record<string, unknown> = { reading: true };
  browser(kept);
  const encoder = { able: async () => true, vector: async () => [1] } as unknown as SecondLook;
  const left = [["one"], [], ["two"], []];
  const read: string[] = [];
  const reading: Reading = new Reading(
    answers((request) => {
      if (request.type === "read") return { type: "unread", base: "", read: [1, 1] };
      const texts = left.shift() ?? [];
      // An import ends just now.
      if (texts.length === 0 && left.length === 2) void reading.start();
      read.push(...texts);
      return { type: "unread", base: "help", imported: 1, numbers: [], texts, read: [0, 1] };
    }),
    encoder,
  );
  await reading.resume();
  assert.deepEqual(read, ["one", "two"]);
  assert.deepEqual(kept, {});
});
