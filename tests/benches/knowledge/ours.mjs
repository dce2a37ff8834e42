// Everything that the bench asks of our own modules: where they change, this file does, and no other.

const bytesOf = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
const textOf = async (path) => (await fetch(path)).text();
const BATCH = 100;
let instances = 0;

/** A module that this page has not compiled yet: its bytes end in a section of their own, or the browser would remember. */
async function unseen(name) {
  const number = ++instances;
  const glue = await import(`/generated/${name}/${name}.js?${number}`);
  const bytes = await bytesOf(`/generated/${name}/small/${name}_bg.wasm`);
  const mark = new Uint8Array([0, 4, 1, 120, number & 127, number >> 7]);
  const module = new Uint8Array(bytes.length + mark.length);
  module.set(bytes);
  module.set(mark, bytes.length);
  return async () => {
    const exports = await glue.default({ module_or_path: module });
    return { glue, memory: () => exports.memory.buffer.byteLength };
  };
}

const ok = ({ response, effects }) => {
  if (response.type === "failed" || response.type === "need") throw new Error(JSON.stringify(response));
  return { response, effects };
};

const base = {
  id: "bench",
  name: "bench",
  brands: [],
  source: { kind: "files" },
  baseUrl: "",
  lang: "en",
  campaign: "",
};

/** Builds an index as an import does: its bytes, how long it took, and the memory that the module had to get. */
export async function build(documents) {
  const { glue, memory } = await (await unseen("importer"))();
  const text = new TextEncoder();
  const files = documents.map(({ path, title, text: body }) => ({
    path: /\.(md|html?)$/.test(path) ? path : `${path}.md`,
    bytes: text.encode(`# ${title}\n\n${body}`),
  }));
  const importer = new glue.Imports();
  const begin = performance.now();
  importer.handle({ type: "importBegin", base }, 0); // asks for what there was before: nothing
  ok(importer.handle({ type: "importBegin", base }, 0));
  for (let at = 0; at < files.length; at += BATCH) {
    ok(importer.handle({ type: "importFiles", files: files.slice(at, at + BATCH) }, 0));
  }
  const { effects } = ok(importer.handle({ type: "importCommit" }, 0));
  const index = effects.find(({ record }) => record === "base:bench");
  return { index: index.bytes, millis: performance.now() - begin, memory: memory() };
}

/** The engine with this index, from a module that was not compiled before; and how long the parts of its start took. */
export async function open(index) {
  const packed = (name) => `/packed/background/${name}`;
  const parts = [await bytesOf(packed("weights.bin")), await textOf(packed("lists.txt")), await bytesOf(packed("words.txt"))];
  const bases = new TextEncoder().encode(JSON.stringify([base]));
  const start = await unseen("engine");
  const begin = performance.now();
  const { glue, memory } = await start();
  const compiled = performance.now();
  const core = new glue.Core(...parts);
  const ready = performance.now();
  core.load("bases", bases);
  core.load("base:bench", index);
  const opened = performance.now();
  const request = (query, vector) => ({ type: "search", query, vector });
  return {
    memory,
    search: (query, vector = []) =>
      ok(core.handle(request(query, vector), 0)).response.articles.map(({ article }) => article.group),
    start: { compile: compiled - begin, engine: ready - compiled, open: opened - ready, all: opened - begin },
    close: () => core.free(),
  };
}

/** The sentence encoder: texts in, vectors of length 1 out. None where the package has none. */
export async function encoder() {
  if (!(await fetch("/packed/second/encoder.bin", { method: "HEAD" })).ok) return undefined;
  const { glue } = await (await unseen("encoder"))();
  const second = new glue.Second(await bytesOf("/packed/second/encoder.bin"), await bytesOf("/packed/second/adapter.bin"));
  return (text) => second.embed(text);
}

/** A query by sense, as a person waits for it: its vector, then the search. */
export function semantic({ search }, embed) {
  return (query) => search(query, [...embed(query)]);
}
