// The one way out: what is asked of servers is written down first, also where a server sends us on to another; what cannot be
// written down is not sent.
import { strict as assert } from "node:assert";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { test, type TestContext } from "node:test";
import { log, request, Unlogged } from "../../extension/background/network";

/** The browser's storage, empty; `full`: nothing can be written. */
function browser(): { full: boolean } {
  const state = { full: false };
  const kept: Record<string, unknown> = {};
  const local = {
    get: async () => structuredClone(kept),
    set: async (more: object) => {
      if (state.full) throw new Error("no room");
      Object.assign(kept, structuredClone(more));
    },
  };
  Object.assign(globalThis, { chrome: { storage: { local } } });
  return state;
}

async function serve(t: TestContext, answer: RequestListener): Promise<{ host: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

test("every request stands in the log with what became of it, and where it was sent on to", async (t) => {
  browser();
  assert.deepEqual((await log()).requests, []);
  const second = await serve(t, (_, response) => response.end("here"));
  const first = await serve(t, (_, response) => response.writeHead(302, { Location: `http://${second.host}/` }).end());
  await (await request("articles", `http://${first.host}/help`, {})).text();
  await (await request("rewriting", `http://${second.host}/v1`, { method: "POST", body: "words" }, 5)).text();
  const { servers, requests } = await log();
  assert.deepEqual(
    requests.map(({ host, purpose, method, bytes, status }) => [host, purpose, method, bytes, status]),
    [
      [second.host, "rewriting", "POST", 5, 200],
      [second.host, "articles", "GET", 0, 200],
      [first.host, "articles", "GET", 0, 200],
    ],
  );
  assert.deepEqual(
    servers.map(({ host, purpose, times, bytes }) => [host, purpose, times, bytes]).sort(),
    [
      [first.host, "articles", 1, 0],
      [second.host, "articles", 1, 0],
      [second.host, "rewriting", 1, 5],
    ].sort(),
  );
});

test("a request that a server does not answer stands there too", async () => {
  browser();
  await assert.rejects(request("links", "http://127.0.0.1:1/", { method: "HEAD" }));
  const [only] = (await log()).requests;
  assert.deepEqual([only?.host, only?.method, only?.status], ["127.0.0.1:1", "HEAD", null]);
});

test("what cannot be written down is not sent", async (t) => {
  const state = browser();
  const { host, asked } = await serve(t, (_, response) => response.end());
  state.full = true;
  await assert.rejects(request("links", `http://${host}/`, {}), Unlogged);
  assert.deepEqual(asked, []);
});

test("the newest requests are kept one by one, all of them in sums", async (t) => {
  browser();
  const { host } = await serve(t, (_, response) => response.end());
  for (let time = 0; time < 210; time++) await (await request("links", `http://${host}/`, {})).text();
  const { servers, requests } = await log();
  assert.deepEqual([requests.length, servers[0]?.times], [200, 210]);
});
