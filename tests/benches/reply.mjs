// How long the engine's Wasm takes to check a reply while it is typed, in Node's V8, which is Chromium's: a reply of 280
// characters, key by key, to a complaint with six posts around it, above the link of an article of the demo's knowledge
// base, on a busy day: 150 replies were sent in the last hours, 300 posts were seen. Each text is asked for twice, as the
// page does: by the content script, and by the assist frame. Beside it, the whole reply to an engine that has kept
// nothing, and keys during which the page changes.
//
// `cargo xtask bench reply` runs it. Arguments: the folder of generated modules, the package's folder. Prints a line of
// JSON a measurement: {"name", "calls", "p50", "p95", "busy50", "busy95"} in milliseconds, and one with what was found, so
// that nothing is measured that was not done. `busy` is the processor's time, which other programs do not lengthen.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [generated, packed] = process.argv.slice(2);
const ROUNDS = 3;
const COLD = 20;
const NOW = Date.parse("2026-05-04T09:00:00Z");
/** Between two keys, in milliseconds: 100 words a minute. */
const KEY = 120;

/** One of our modules, as it is in the package. */
async function load(name) {
  const module = await import(pathToFileURL(join(generated, name, `${name}.js`)));
  module.initSync({ module: readFileSync(join(generated, name, "small", `${name}_bg.wasm`)) });
  return module;
}

const part = (name) => readFileSync(join(packed, "background", name));
const encode = (text) => new TextEncoder().encode(text);
const [engine, importer] = [await load("engine"), await load("importer")];

const SAID = "We have looked at your line, and a cabinet near you has lost its power since this morning.";

/** The records of a team: the brand, and the demo's articles. */
function records() {
  const folder = new URL("../../www/articles/", import.meta.url);
  const text = (path) => readFileSync(new URL(path, folder), "utf8").replaceAll("larkspur.example", "larkspur.example.com");
  const files = readdirSync(folder).map((path) => ({ path, bytes: encode(text(path)) }));
  const base = { id: "articles", name: "articles", source: { kind: "files" } };
  const imports = new importer.Imports();
  imports.handle({ type: "importBegin", base }, 0); // asks for what there was before: nothing
  imports.handle({ type: "importBegin", base }, 0);
  imports.handle({ type: "importFiles", files }, 0);
  const { effects } = imports.handle({ type: "importCommit" }, 0);
  const brand = { name: "Larkspur Broadband", handles: ["LarkspurCare"], names: ["Larkspur"], nicknames: [], exclude: [] };
  const sent = Array.from({ length: 150 }, (_, at) => ({
    id: `s${at}`,
    at: NOW - (at + 1) * 120_000,
    text: `Hi number ${at}, sorry about this. ${SAID.slice(at % 7)} Our engineers are in street ${at * 37} now and we will write as soon as it works.`,
    post: `x:${9000 + at}`,
  }));
  return [
    ["sent", encode(JSON.stringify(sent))],
    ["profile", encode(JSON.stringify({ brand: [brand] }))],
    ["bases", encode(JSON.stringify([base]))],
    ...effects.filter(({ record }) => record === "base:articles").map(({ record, bytes }) => [record, bytes]),
  ];
}
const RECORDS = records();

/** An engine that knows the team's records, and has kept nothing yet. */
function fresh() {
  const core = new engine.Core(part("weights.bin"), part("lists.txt").toString("utf8"), part("words.txt"));
  core.languages(part("languages.bin"));
  for (const [record, bytes] of RECORDS) core.load(record, bytes);
  for (let at = 0; at < TIMELINE.length; at += 20) {
    core.handle({ type: "observe", site: "x", posts: TIMELINE.slice(at, at + 20), shown: [] }, NOW);
  }
  return core;
}

const post = (id, author, text, above, thread = 101) => ({
  key: String(id),
  fields: {
    permalink: `/${author}/status/${id}`,
    author: `/${author}`,
    name: author,
    text,
    time: new Date(NOW - (1000 - id) * 60_000).toISOString(),
    lang: "en",
    thread: String(thread),
    ...(above && { above: String(above) }),
  },
  lists: { replyingTo: ["/LarkspurCare"] },
  flags: [],
});
const COMPLAINT = post(101, "example_ines", "@LarkspurCare no internet since Saturday, third time this month. I pay £40 for this and nobody rings back. When is it fixed??");
const AROUND = [
  post(102, "example_hugo", "same here in Fern Street, down for two days now and the status page says all is well", 101),
  post(103, "LarkspurCare", "@example_hugo Sorry to hear that, Hugo. Is the light on the router red or green?", 102),
  post(104, "example_hugo", "Red. And I have restarted it five times already, please do not ask me again", 103),
  post(105, "example_ada_b", "we had this for a week in spring, they gave us a credit of £12 in the end", 101),
  post(106, "example_ines", "and the app shows my bill is due on the 14th although there is no service at all", 105),
  post(107, "example_omar", "have you tried another provider? mine has worked without a fault for a year", 101),
];
const TIMELINE = Array.from({ length: 300 }, (_, at) =>
  post(200 + at, `example_${at % 90}`, `@LarkspurCare no internet in street ${at} since this morning and nobody answers`, undefined, 200 + at),
);
const LINK = "https://help.larkspur.example.com/outages/status";
const REPLY =
  "Sorry about this, Inés. A fault is listed for your street, and our engineers are on it. Planned work is done between 1 and 4 at night, and your line may drop for up to 45 minutes. If you are without service for longer than two full days we credit your next bill by itself, £40 or so.";
const texts = Array.from({ length: REPLY.length }, (_, at) => `${REPLY.slice(0, at + 1)}\n${LINK}`);

/** How long `work` takes, in milliseconds. */
function timed(work) {
  const used = process.cpuUsage();
  const start = performance.now();
  work();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(used);
  return { wall, busy: (user + system) / 1000 };
}
/** What looking at the processor's clock costs by itself. */
const EMPTY = Array.from({ length: 501 }, () => timed(() => {}).busy).sort((a, b) => a - b)[250];

const ask = (core, text, now, around = AROUND) => {
  const request = { type: "checkReply", reply: { site: "x", post: COMPLAINT, around, text, since: NOW } };
  let response;
  const took = timed(() => ({ response } = core.handle(request, now)));
  took.busy = Math.max(0, took.busy - EMPTY);
  if (response.type !== "checked") throw new Error(JSON.stringify(response));
  return { took, checked: response.checked };
};

function report(name, times) {
  const at = (which, share) => times.map((took) => took[which]).sort((a, b) => a - b)[Math.floor(share * (times.length - 1))];
  const shares = { p50: at("wall", 0.5), p95: at("wall", 0.95), busy50: at("busy", 0.5), busy95: at("busy", 0.95) };
  console.log(JSON.stringify({ name, calls: times.length, ...shares }));
}

/** Types the reply once; what each of the two askers waited. */
function typed(core, begin, around) {
  const [first, second] = [[], []];
  texts.forEach((text, key) => {
    const now = begin + key * KEY;
    first.push(ask(core, text, now, around(key)).took);
    second.push(ask(core, text, now + 5, around(key)).took);
  });
  return [first, second];
}

const core = fresh();
typed(core, NOW, () => AROUND); // warm: the machine code is made in the first round
const rounds = Array.from({ length: ROUNDS }, (_, round) => typed(core, NOW + (round + 1) * 3_600_000, () => AROUND));
report("a key, first asked", rounds.flatMap(([first]) => first));
report("a key, asked again", rounds.flatMap(([, second]) => second));
const moved = (key) => AROUND.map((raw) => ({ ...raw, fields: { ...raw.fields, replies: `${key} Replies` } }));
report("a key, the page changes", typed(core, NOW, moved)[0]);
report("the whole reply, cold", Array.from({ length: COLD }, () => {
  const cold = fresh();
  const { took } = ask(cold, texts.at(-1), NOW);
  cold.free();
  return took;
}));
const { checked } = ask(core, texts.at(-1), NOW + 1);
console.log(JSON.stringify({ length: REPLY.length, supported: checked.supported, found: checked.findings.map(({ check }) => check) }));
