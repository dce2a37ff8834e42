// In Chromium: how long the linear model takes for a post, and the sentence encoder for one of 40 pieces.
// `cargo xtask bench speed` runs it. Arguments: a folder of inputs (see speed.rs) and the folder of generated modules.
// Prints one JSON line a measurement: {"name", "micros"}, the median of many rounds of the mean per item.
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import puppeteer from "puppeteer-core";

const [inputs, generated] = process.argv.slice(2);
const packed = new URL("../../target/extension/chromium/", import.meta.url).pathname;
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json" };

const folders = { "/generated/": generated, "/packed/": packed, "/inputs/": inputs };
const server = createServer((request, response) => {
  const path = new URL(request.url ?? "/", "http://localhost").pathname;
  const [begin, folder] = Object.entries(folders).find(([begin]) => path.startsWith(begin)) ?? [];
  const file = folder && join(folder, normalize(path.slice(begin.length)));
  if (!file || !existsSync(file)) return response.writeHead(path === "/" ? 200 : 404, { "content-type": "text/html" }).end();
  response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
  return createReadStream(file).pipe(response);
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));

const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await puppeteer.launch({
  executablePath: process.env.HANDRAIL_CHROMIUM ?? "/usr/bin/chromium",
  pipe: true,
  args: [...asRoot, "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic", "--no-first-run"],
  protocolTimeout: 600_000,
});
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  for (const line of await page.evaluate(measure)) console.log(JSON.stringify(line));
} finally {
  await browser.close();
  server.close();
}

/** In the page. */
async function measure() {
  const bytes = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
  const load = async (name) => {
    const module = await import(`/generated/${name}/${name}.js`);
    await module.default({ module_or_path: `/generated/${name}/small/${name}_bg.wasm` });
    return module;
  };
  const lines = [];
  const report = (name, rounds, items, work) => {
    work(); // warm: the machine code is made in the first round
    const times = Array.from({ length: rounds }, () => {
      const start = performance.now();
      work();
      return ((performance.now() - start) * 1000) / items;
    }).sort((a, b) => a - b);
    lines.push({ name, micros: times[rounds >> 1] });
  };

  const engine = await load("engine");
  const text = async (path) => (await fetch(path)).text();
  const part = (name) => bytes(`/packed/background/${name}`);
  const core = new engine.Core(await part("weights.bin"), await text("/packed/background/lists.txt"), await part("words.txt"));
  core.languages(await part("languages.bin"));
  const posts = await (await fetch("/inputs/posts.json")).json();
  report("wasm triage in Chromium", 25, posts.length, () => {
    for (const post of posts) core.judge(post);
  });

  if ((await fetch("/packed/second/encoder.bin", { method: "HEAD" })).ok) {
    const encoder = await load("encoder");
    const second = new encoder.Second(await bytes("/packed/second/encoder.bin"), await bytes("/packed/second/adapter.bin"));
    // 38 words of one piece each, and the two at either end.
    const words = "my phone has no service since this morning and nobody at the store could tell me when it will work again can you please look into this for me now because i need it for work today please";
    report("encoder in Chromium, 40 pieces", 25, 1, () => second.judge(words));
  }
  return lines;
}
