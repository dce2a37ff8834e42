// How long our Wasm takes in Node, beside the npm packages that others would use for the same work, in one process.
// `cargo xtask bench speed` runs it. Arguments: a folder of inputs (see speed.rs) and the folder of generated modules.
// Prints one JSON line a measurement: {"name", "micros"}, the median of many rounds of the mean per item.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import lunr from "lunr";
import MiniSearch from "minisearch";
import Sentiment from "sentiment";
import vader from "vader-sentiment";

const [inputs, generated] = process.argv.slice(2);
const read = (name) => JSON.parse(readFileSync(join(inputs, `${name}.json`), "utf8"));
const posts = read("posts");
const queries = read("queries");
const articles = read("articles");
const ROUNDS = 9;
const BATCH = 20;

/** One of our modules, as it is in the package. */
async function load(name) {
  const module = await import(pathToFileURL(join(generated, name, `${name}.js`)));
  module.initSync({ module: readFileSync(join(generated, name, "small", `${name}_bg.wasm`)) });
  return module;
}

function report(name, items, work) {
  work(); // warm: the machine code is made in the first round
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    work();
    return ((performance.now() - start) * 1000) / items;
  }).sort((a, b) => a - b);
  console.log(JSON.stringify({ name, micros: rounds[ROUNDS >> 1] }));
}

const engine = await load("engine");
const packed = new URL("../../target/extension/chromium/background/", import.meta.url);
const part = (name) => readFileSync(new URL(name, packed));
const core = new engine.Core(part("weights.bin"), part("lists.txt").toString("utf8"), part("words.txt"));
const handled = (request) => core.handle(request, 0).response;
const ok = (response) => {
  if (response.type === "failed" || response.type === "need") throw new Error(JSON.stringify(response));
  return response;
};

// Every post is addressed to the brand, so that each is judged: matching, triage, reasons and the message itself.
const profile = { brand: [{ name: "Larkspur", handles: ["LarkspurCare"], names: [], nicknames: [], exclude: [] }] };
ok(handled({ type: "saveProfile", profile }));
const raw = posts.map((text, at) => ({
  key: `/example_user/status/${at}`,
  fields: { permalink: `/example_user/status/${at}`, author: "/example_user", text },
  lists: { replyingTo: ["/LarkspurCare"] },
  flags: [],
}));
report("wasm triage, whole message", posts.length, () => {
  for (let at = 0; at < raw.length; at += BATCH) {
    const response = ok(handled({ type: "observe", site: "x", posts: raw.slice(at, at + BATCH) }));
    if (response.marks.length === 0) throw new Error("nothing was judged");
  }
});

const importer = await load("importer");
const imports = new importer.Imports();
const base = { id: "bench", name: "bench", source: { kind: "files" } };
const encode = (text) => new TextEncoder().encode(text);
imports.handle({ type: "importBegin", base }, 0); // asks for what there was before: nothing
imports.handle({ type: "importBegin", base }, 0);
imports.handle({ type: "importFiles", files: articles.map(({ path, text }) => ({ path, bytes: encode(text) })) }, 0);
core.load("bases", encode(JSON.stringify([base])));
for (const { record, bytes } of imports.handle({ type: "importCommit" }, 0).effects) {
  if (record === "base:bench") core.load(record, bytes);
}
report("wasm search, whole message", queries.length, () => {
  for (const query of queries) ok(handled({ type: "search", query }));
});

report("vader-sentiment", posts.length, () => {
  for (const post of posts) vader.SentimentIntensityAnalyzer.polarity_scores(post);
});
const sentiment = new Sentiment();
report("sentiment (AFINN)", posts.length, () => {
  for (const post of posts) sentiment.analyze(post);
});

const documents = articles.map(({ path, text }) => ({ id: path, title: text.split("\n", 1)[0], text }));
const mini = new MiniSearch({ fields: ["title", "text"], searchOptions: { boost: { title: 2 } } });
mini.addAll(documents);
report("minisearch", queries.length, () => {
  for (const query of queries) mini.search(query).slice(0, 3);
});
const lunrIndex = lunr(function build() {
  this.ref("id");
  this.field("title", { boost: 2 });
  this.field("text");
  for (const document of documents) this.add(document);
});
// lunr reads its own query language; our queries are plain words.
const plain = queries.map((query) => query.replace(/[^\p{L}\p{N}\s]/gu, " "));
report("lunr", queries.length, () => {
  for (const query of plain) lunrIndex.search(query).slice(0, 3);
});
