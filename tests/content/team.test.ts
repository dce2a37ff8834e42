// The team's invitation and keys.

import { strict as assert } from "node:assert";
import { test } from "node:test";
import { NoInvitation, readInvitation } from "../../extension/background/team/access";
import { keyOf, postOf } from "../../extension/background/team/keys";

const SEED = `SUAD${"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".repeat(2).slice(0, 54)}`;
const GOOD = { v: 1, servers: ["wss://team.example:8443"], agent: "ann-example", seed: SEED, brand: "Larkspur" };
const text = (said: unknown): string => `handrail-team:${btoa(unescape(encodeURIComponent(JSON.stringify(said))))}`;

test("an invitation is read however it was copied", () => {
  const { v: _, ...access } = GOOD;
  for (const pasted of [text(GOOD), `  ${text(GOOD)}\n`, `Hello Ann, here it is: ${text(GOOD)}`, text(GOOD).replace(/(.{60})/g, "$1\n")]) {
    assert.deepEqual(readInvitation(pasted), access);
  }
  assert.equal(readInvitation(text({ ...GOOD, brand: "Łąka ☘" })).brand, "Łąka ☘");
});

test("what is no invitation says what to do", () => {
  for (const [pasted, code] of [
    ["", "invitation.form"],
    ["hello", "invitation.form"],
    ["handrail-team:", "invitation.damaged"],
    [text(GOOD).slice(0, 80), "invitation.damaged"],
    [text({ ...GOOD, v: 2 }), "invitation.newer"],
    [text({ ...GOOD, agent: "../x" }), "invitation.damaged"],
    [text({ ...GOOD, seed: "x" }), "invitation.damaged"],
    [text({ ...GOOD, servers: [] }), "invitation.damaged"],
    [text({ ...GOOD, servers: ["ws://team.example:8080"] }), "invitation.plain"],
    [text({ ...GOOD, servers: ["wss://team.example", "http://team.example"] }), "invitation.plain"],
    [text({ ...GOOD, servers: ["javascript:alert(1)"] }), "invitation.plain"],
    [text(GOOD) + "A".repeat(30_000), "invitation.form"],
  ] as const) {
    assert.throws(
      () => readInvitation(pasted),
      (error) => error instanceof NoInvitation && error.failure.code === code,
      pasted.slice(0, 60),
    );
  }
});

test("only this machine itself is reached without encryption", () => {
  for (const server of ["ws://localhost:8080", "ws://127.0.0.1:8080", "ws://[::1]:8080"]) {
    assert.deepEqual(readInvitation(text({ ...GOOD, servers: [server] })).servers, [server]);
  }
});

test("every post has a key of its own that the server takes", () => {
  const posts = ["x:1842037500065546723", "bluesky:did:plc:abc/3kxyz", "mastodon:social.example/@a/1", "a=b", "ä💬", "x.y*z>", "a b"];
  const keys = posts.map(keyOf);
  assert.equal(new Set(keys).size, posts.length);
  for (const [at, key] of keys.entries()) {
    assert.match(key, /^[-/=.\w]+$/);
    assert.doesNotMatch(key, /\./);
    assert.equal(postOf(key), posts[at]);
  }
  // Keys that somebody else has written are none of ours.
  for (const key of ["x:1", "=", "=GG", "%41", "=41"]) assert.equal(postOf(key), undefined, key);
});
