// A send is stopped once, for exactly one text, and one press of a person counts once.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { Checker } from "../../extension/content/check";
import { type Checks, Holds, type Sending, type Verdict } from "../../extension/content/holds";
import { Press } from "../../extension/content/press";

const FOUND: Verdict = { hold: true };
const CLEAN: Verdict = { hold: false };

/** Checks that know what `known` says, answer what `answers` does, and write down what they hear. */
function checks(known: (text: string) => Verdict | undefined, answers: (text: string) => Promise<Verdict> = async () => CLEAN) {
  const heard: string[] = [];
  const releases: (() => void)[] = [];
  const all: Checks<Verdict> = {
    ask: known,
    check: (text) => (heard.push(`check ${text}`), answers(text)),
    held: (_, __, release) => void (heard.push("held"), releases.push(release)),
    released: (_, { text }) => void heard.push(`released ${text}`),
    free: () => void heard.push("free"),
    unchecked: (stopped) => void heard.push(stopped ? "unchecked, press again" : "unchecked"),
  };
  return { all, heard, releases };
}

const to = (text: string, key = "1"): Sending => ({ text, key });
const later = () => new Promise((resolve) => setTimeout(resolve, 5));

test("a text in which something was found is stopped once, and then goes", () => {
  const { all, heard } = checks(() => FOUND);
  const holds = new Holds(all);
  assert.equal(holds.stops([to("a")]), true);
  assert.equal(holds.stops([to("a")]), false);
  assert.equal(holds.stops([to("a")]), false);
  assert.deepEqual(heard, ["held", "released a"]);
});

test("a release is for exactly that text, to exactly that post", () => {
  const { all, heard, releases } = checks(() => FOUND);
  const holds = new Holds(all);
  holds.stops([to("a")]);
  releases[0]?.();
  releases[0]?.();
  assert.equal(holds.stops([to("b")]), true);
  assert.equal(holds.stops([to("a", "2")]), true);
  assert.equal(holds.stops([{ text: "a", key: undefined }]), true);
  assert.equal(holds.stops([to("a")]), false);
  assert.deepEqual(heard, ["held", "released a", "held", "held", "held"]);
});

test("a release is for what was found: something else in the same text holds it again, and what is gone holds nothing", () => {
  let why = "a claim";
  const { all } = checks(() => (why === "" ? CLEAN : { hold: true, why }));
  const holds = new Holds(all);
  assert.deepEqual([holds.stops([to("a")]), holds.stops([to("a")]), holds.stops([to("a")])], [true, false, false]);
  why = "an answer";
  assert.equal(holds.stops([to("a")]), true);
  why = "";
  assert.equal(holds.stops([to("a")]), false);
});

test("what was sent is checked again when it is written again", () => {
  const { all } = checks(() => FOUND);
  const holds = new Holds(all);
  holds.stops([to("a")]);
  holds.stops([to("a")]);
  holds.forget(to("a"));
  assert.equal(holds.stops([to("a")]), true);
});

test("a text of which nothing is known is stopped until it is", async () => {
  const { all, heard } = checks(() => undefined);
  const holds = new Holds(all);
  assert.equal(holds.stops([to("a")]), true);
  assert.equal(holds.stops([to("a")]), true, "pressing again meanwhile changes nothing");
  await later();
  assert.equal(holds.stops([to("a")]), false);
  assert.deepEqual(heard, ["check a", "free"]);
});

test("what is found late is held with its reason, and a finding after a clean check counts", async () => {
  let known: Verdict | undefined;
  const { all, heard } = checks(() => known, async (text) => (text === "bad" ? FOUND : CLEAN));
  const holds = new Holds(all);
  holds.stops([to("bad")]);
  holds.stops([to("good")]);
  await later();
  assert.deepEqual(heard, ["check bad", "check good", "held", "free"]);
  known = FOUND;
  assert.equal(holds.stops([to("good")]), true);
});

test("checks that do not answer, break off or say that they cannot hold nothing for longer than a moment", async () => {
  for (const answers of [() => new Promise<Verdict>(() => undefined), async () => Promise.reject(new Error("gone")), async () => ({ hold: false, unchecked: true })]) {
    const { all, heard } = checks(() => undefined, answers);
    const holds = new Holds(all, 1);
    assert.equal(holds.stops([to("a")]), true);
    await later();
    assert.equal(holds.stops([to("a")]), false);
    assert.deepEqual(heard, ["check a", "unchecked, press again"]);
  }
  const { all, heard } = checks(() => ({ hold: false, unchecked: true }));
  assert.equal(new Holds(all).stops([to("a")]), false, "known beforehand, it is not even stopped");
  assert.deepEqual(heard, ["unchecked"]);
});

test("the parts of a thread go together: one that is held holds all, each once", () => {
  const { all } = checks((text) => (text === "fine" ? CLEAN : FOUND));
  const holds = new Holds(all);
  const thread = [to("fine"), to("one"), to("two")];
  assert.deepEqual([holds.stops(thread), holds.stops(thread), holds.stops(thread)], [true, true, false]);
});

/** Plays events to a press of which each that is decided on is stopped; tells which were stopped, and how many presses. */
function played(parts: Parameters<Press["fate"]>[0][]): [boolean[], number] {
  const press = new Press();
  let presses = 0;
  const decide = () => (presses += 1) === 1;
  return [parts.map((part) => press.fate(part, decide)), presses];
}

test("a key's events are one press, and so is its click", () => {
  const parts = [{ type: "keydown", key: " " }, { type: "keypress", key: " " }, { type: "keyup", key: " " }, { type: "click", detail: 0 }];
  assert.deepEqual(played(parts), [[true, true, true, true], 1]);
});

test("a key that is held down is one press; pressed anew it is another", () => {
  const down = { type: "keydown", key: "Enter", repeat: false };
  const held = { ...down, repeat: true };
  assert.deepEqual(played([down, held, held, { type: "keyup", key: "Enter" }, down]), [[true, true, true, true, false], 2]);
});

test("a double click is one press; a second click is another", () => {
  const click = (detail: number) => ({ type: "click", detail });
  assert.deepEqual(played([click(1), click(2), click(3), click(1)]), [[true, true, true, false], 2]);
});

test("a click that no key made is a press of its own", () => {
  assert.deepEqual(played([{ type: "click", detail: 0 }, { type: "click", detail: 0 }]), [[true, false], 2]);
});

test("a text is asked about once, and a background that is silent is not waited for", async () => {
  Object.assign(globalThis, { chrome: { runtime: { id: "handrail" } } });
  const asked: string[] = [];
  let answer: Verdict = { hold: true };
  const checker = new Checker(async (text) => (asked.push(text), answer));
  await Promise.all([checker.check("a", "1"), checker.check("a", "1")]);
  assert.deepEqual([asked, checker.ask("a", "1"), checker.ask("b", "1")], [["a"], { hold: true }, undefined]);
  answer = { hold: false, unchecked: true };
  await checker.check("b", "1");
  assert.deepEqual([checker.ask("b", "1"), checker.ask("c", "1")?.unchecked], [answer, true]);
  answer = { hold: false };
  await checker.check("b", "1");
  assert.deepEqual([checker.ask("b", "1"), checker.ask("c", "1")], [{ hold: false }, undefined], "it answers again");
  checker.forget();
  assert.equal(checker.ask("a", "1"), undefined);
  Object.assign(globalThis, { chrome: { runtime: {} } });
  assert.equal(checker.ask("a", "1")?.unchecked, true, "an extension that is gone holds nothing");
});
