// The packages that others would search their articles with, each in the setting that found most on StackFAQ of those
// that were tried: weights of the title 1, 2 and 4; with and without stemming, and common words left out; FlexSearch's
// tokenisers, presets and encoders. lunr stems and leaves common words out by itself;
// "minisearch plain" leaves none out, which is its default.
import lunr from "lunr";
import MiniSearch from "minisearch";
import { Document, Encoder, Charset } from "flexsearch";
import english from "flexsearch/lang/en";
import { create, insertMultiple, search } from "@orama/orama";
import { env, pipeline } from "@huggingface/transformers";

/** English words that say little, for those that bring no list of their own. */
const COMMON = english.filter;

/** How many articles are asked for. */
export const TOP = 3;

/**
 * By name: documents ({path, title, text}) in, a search out. A search gives [path, score] of the best, best first; the
 * score is undefined where the package tells none.
 */
export const peers = {
  lunr(documents) {
    const index = lunr(function build() {
      this.ref("path");
      this.field("title", { boost: 4 });
      this.field("text");
      for (const document of documents) this.add(document);
    });
    // lunr reads its own query language; our queries are plain words.
    return (query) =>
      index
        .search(query.replace(/[^\p{L}\p{N}\s]/gu, " "))
        .slice(0, TOP)
        .map(({ ref, score }) => [ref, score]);
  },
  "minisearch plain"(documents) {
    return mini(documents, (word) => word.toLowerCase());
  },
  minisearch(documents) {
    return mini(documents, (word) => (COMMON.has(word.toLowerCase()) ? null : word.toLowerCase()));
  },
  flexsearch(documents) {
    const index = new Document({
      document: { id: "path", index: ["title", "text"] },
      tokenize: "strict",
      encoder: new Encoder(Charset.LatinBalance, english),
    });
    for (const document of documents) index.add(document);
    return (query) => index.search(query, { limit: TOP, suggest: true, merge: true }).map(({ id }) => [id, undefined]);
  },
  async orama(documents) {
    const index = create({
      schema: { path: "string", title: "string", text: "string" },
      components: { tokenizer: { language: "english", stemming: true, stopWords: [...COMMON] } },
    });
    await insertMultiple(index, documents);
    const asked = { properties: ["title", "text"], boost: { title: 2 }, limit: TOP };
    return async (query) =>
      (await search(index, { ...asked, term: query })).hits.map(({ document, score }) => [document.path, score]);
  },
};

function mini(documents, processTerm) {
  const index = new MiniSearch({ idField: "path", fields: ["title", "text"], processTerm, searchOptions: { boost: { title: 2 } } });
  index.addAll(documents);
  return (query) =>
    index
      .search(query)
      .slice(0, TOP)
      .map(({ id, score }) => [id, score]);
}

/** The sentence encoder of transformers.js with the model of `model.py`: `type` is q8, as in browsers, or fp32. */
export async function encoder(type) {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = "/models/";
  env.useBrowserCache = false;
  env.useWasmCache = false;
  const begin = "/peers/onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify";
  env.backends.onnx.wasm.wasmPaths = { mjs: `${begin}.mjs`, wasm: `${begin}.wasm` };
  // A page of an extension has no threads unless it is isolated, and ours takes one.
  env.backends.onnx.wasm.numThreads = 1;
  const read = await pipeline("feature-extraction", "all-minilm-l6-v2", { dtype: type, device: "wasm" });
  return async (text) => (await read(text, { pooling: "mean", normalize: true })).data;
}
