// What goes to the engine with a reply, and what comes back from it.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { checkReply, type Finding, verdict } from "../../extension/content/check";
import { Replied, type Seen } from "../../extension/content/replied";

const post = (key: string): Seen => ({ post: { key, fields: { text: `post ${key}` }, lists: {}, flags: [] }, around: [] });
const found = (check: string, severity: Finding["severity"], ...parts: string[]): Finding => ({ check, severity, parts });

/** A browser whose background answers with `answers`, one after the other, and whose catalogue says the key and its parts. */
function browser(...answers: object[]): unknown[] {
  const asked: unknown[] = [];
  const runtime = {
    id: "handrail",
    sendMessage: async ({ request }: { request: unknown }) => (asked.push(request), { ok: true, response: answers.shift() }),
  };
  const i18n = { getMessage: (key: string, parts: string[]) => [key, ...parts].join(" ") };
  Object.assign(globalThis, { chrome: { runtime, i18n } });
  return asked;
}

test("a reply goes with the post that it answers, also when that is no longer on the page", () => {
  let shown: Seen | undefined = post("1");
  const replied = new Replied("x", () => shown);
  assert.equal(replied.reply("Hello", "1").post?.key, "1");
  shown = undefined;
  assert.equal(replied.reply("Hello", "1").post?.key, "1");
  assert.equal(replied.reply("Hello", "2").post, null);
  assert.deepEqual(replied.reply("News", undefined), { site: "x", post: null, around: [], text: "News", since: null });
});

test("a reply begins with its first letter, and another one after the composer was empty", () => {
  const replied = new Replied("x", post);
  const told: (number | null)[] = [];
  for (const [at, text] of ["H", "He", " ", "B", "By"].entries()) {
    replied.typed(text, "1", at);
    told.push(replied.since("1"));
  }
  assert.deepEqual(told, [0, 0, null, 3, 3]);
  assert.equal(replied.since("2"), null);
});

test("only what holds a send holds it, with the first reason in words", () => {
  browser();
  assert.deepEqual(verdict([]), { hold: false });
  assert.deepEqual(verdict([found("shouting", "advises", "NOW")]), { hold: false });
  const findings = [found("jargon", "advises"), found("placeholder", "holds", "[name]"), found("answered", "holds", "we did")];
  assert.deepEqual(verdict(findings), { hold: true, why: "check_placeholder [name]" });
});

test("a reply to a post that cannot be read is checked by itself", async () => {
  const asked = browser({ type: "failed" }, { type: "checked", checked: { findings: [found("placeholder", "holds", "x")] } });
  const reply = new Replied("x", post).reply("Hello x", "1");
  assert.deepEqual(await checkReply(reply), { hold: true, why: "check_placeholder x" });
  assert.deepEqual(asked, [
    { type: "checkReply", reply },
    { type: "checkReply", reply: { ...reply, post: null } },
  ]);
  browser({ type: "failed" });
  assert.equal((await checkReply({ ...reply, post: null })).unchecked, true);
});
