// In Chromium: our article search beside the packages that others would use, all in one page on the same articles and
// queries. `cargo xtask bench knowledge` runs it. Arguments: a folder of inputs (faq.json, large.json, index.bin), the
// folder of generated modules, the others' node_modules, and the folder of the encoder's model (may be missing).
// Prints one JSON line a step: {"step", "name", "measured"} or {"step", "name", "skipped"}.
import { execFileSync } from "node:child_process";
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import puppeteer from "puppeteer-core";

const [inputs, generated, peers, models, esbuild] = process.argv.slice(2);
const here = (path) => new URL(path, import.meta.url).pathname;
const packed = here("../../target/extension/chromium/");
const bundle = join(inputs, "page.js");
execFileSync(
  esbuild,
  [here("knowledge/page.mjs"), "--bundle", "--format=esm", "--minify", "--log-level=error", "--external:/generated/*", `--outfile=${bundle}`],
  { env: { ...process.env, NODE_PATH: peers } },
);

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".json": "application/json" };
const folders = { "/generated/": generated, "/packed/": packed, "/inputs/": inputs, "/peers/": peers, "/models/": models };
// Isolated, the page's clock counts in steps of 5 µs; otherwise in steps of 100 µs.
const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
const server = createServer((request, response) => {
  const path = new URL(request.url ?? "/", "http://localhost").pathname;
  if (path === "/") {
    response.writeHead(200, { "content-type": TYPES[".html"], ...ISOLATED });
    return response.end('<!doctype html><meta charset="utf-8"><script type="module" src="/inputs/page.js"></script>');
  }
  const [begin, folder] = Object.entries(folders).find(([begin]) => path.startsWith(begin)) ?? [];
  const file = folder && join(folder, normalize(path.slice(begin.length)));
  if (!file || !existsSync(file)) return response.writeHead(404, ISOLATED).end();
  response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", ...ISOLATED });
  return createReadStream(file).pipe(response);
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));

const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic", "--no-first-run"];
const browser = await puppeteer.launch({
  executablePath: process.env.HANDRAIL_CHROMIUM ?? "/usr/bin/chromium",
  pipe: true,
  args: [...asRoot, ...quiet, "--enable-precise-memory-info", "--js-flags=--expose-gc"],
  protocolTimeout: 900_000,
});
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForFunction(() => globalThis.steps);
  const step = async (step, ...args) => {
    const name = typeof args[0] === "string" ? args[0] : "";
    try {
      const measured = await page.evaluate((step, args) => globalThis.steps[step](...args), step, args);
      console.log(JSON.stringify({ step, name, measured: measured ?? null }));
    } catch (error) {
      console.log(JSON.stringify({ step, name, skipped: String(error.message).split("\n", 1)[0] }));
    }
  };
  await step("inputs");
  await step("ours");
  for (const name of ["lunr", "minisearch plain", "minisearch", "flexsearch", "orama"]) await step("peer", name);
  await step("again");
  const model = models && existsSync(join(models, "all-minilm-l6-v2/config.json"));
  await step("encoders", model ? ["q8", "fp32"] : []);
} finally {
  await browser.close();
  server.close();
}
