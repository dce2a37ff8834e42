// Sites' tables from elsewhere: when they are asked for, and what stays whatever comes.
import { strict as assert } from "node:assert";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { test, type TestContext } from "node:test";
import { SiteData } from "../../extension/background/site-data";
import sites from "../../target/generated/sites.json";

const NEWER = sites.serial + 100;
const KEY = "ab".repeat(32);

/** A browser's storage, alarms and permissions. */
function browser(origins = ["http://127.0.0.1/*"]) {
  const stored: Record<string, any> = {};
  const alarms = new Map<string, object>();
  const writes: string[][] = [];
  const event = { addListener: () => undefined };
  Object.assign(globalThis, {
    chrome: {
      storage: {
        local: {
          get: async (key: string) => structuredClone(key in stored ? { [key]: stored[key] } : {}),
          set: async (values: object) => void (writes.push(Object.keys(values)), Object.assign(stored, structuredClone(values))),
          remove: async (key: string) => void delete stored[key],
        },
      },
      alarms: {
        onAlarm: event,
        get: async (name: string) => alarms.get(name),
        create: async (name: string, how: object) => void alarms.set(name, how),
        clear: async (name: string) => alarms.delete(name),
      },
      permissions: { contains: async (wanted: { origins: string[] }) => wanted.origins.every((one) => origins.includes(one)) },
    },
  });
  return { stored, alarms, writes };
}

async function serve(t: TestContext, answer: RequestListener) {
  const asked: unknown[] = [];
  const server = createServer((request, response) => {
    asked.push([request.method, request.headers.cookie, request.headers.referer]);
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sites.json`, asked };
}

/** The core's part: what it says of any file, and what it was asked. */
function core(...says: object[]) {
  const asked: unknown[][] = [];
  const read = async (...given: unknown[]) => {
    asked.push(given);
    return JSON.stringify(says[Math.min(asked.length, says.length) - 1]);
  };
  return { read: read as ConstructorParameters<typeof SiteData>[0], asked };
}

const state = async (data: SiteData) => {
  const answer = await data.state();
  assert.ok(answer.ok);
  return answer.siteData;
};

test("nobody is asked and nothing wakes while no address is named", async () => {
  const { alarms, stored } = browser();
  const data = new SiteData(core().read);
  await data.due();
  await data.check();
  await data.wakeLater();
  assert.deepEqual([alarms.size, Object.keys(stored)], [0, []]);
});

test("a good file is kept in one writing, and asked for once a day", async (t) => {
  const { stored, alarms, writes } = browser();
  const { url, asked } = await serve(t, (_, response) => response.end("file"));
  const { read, asked: given } = core({ serial: NEWER, sites: [{ name: "x" }] }, { same: true });
  const data = new SiteData(read);
  await data.save(url, KEY);
  assert.ok(alarms.has("site-data"));
  writes.length = 0;
  await data.due();
  // What is asked of a server is written down, too.
  assert.deepEqual(writes.filter(([name]) => name !== "network"), [["siteData", "siteTables"]]);
  assert.deepEqual(stored["siteTables"], { serial: NEWER, sites: [{ name: "x" }] });
  await data.due();
  assert.deepEqual([asked, given], [[["GET", undefined, undefined]], [["file", KEY, 0, 0]]]);
  stored["siteData"].last.at -= 86_400_001;
  await data.due();
  assert.deepEqual([asked.length, given[1]], [2, ["file", KEY, NEWER, NEWER]]);
  assert.equal((await state(data)).serial, NEWER);
  // The clock was set back by a year.
  stored["siteData"].last.at += 365 * 86_400_000;
  await data.due();
  assert.equal(asked.length, 3);
  await data.save("", "");
  assert.deepEqual([alarms.size, stored["siteTables"], (await state(data)).serial], [0, undefined, 0]);
});

test("whatever comes, the last good tables stay and the reason is told", async (t) => {
  const { stored } = browser();
  const table: [string, RequestListener, string?][] = [
    ["sites.status", (_, response) => response.writeHead(404).end()],
    ["sites.status", (_, response) => response.writeHead(500).end("oh")],
    ["sites.moved", (_, response) => response.writeHead(302, { Location: "http://127.0.0.1:1/" }).end()],
    ["sites.huge", (_, response) => response.end("x".repeat(300_000))],
    ["sites.slow", () => undefined],
    ["sites.slow", (_, response) => void response.write("{")],
    ["sites.unreachable", (request) => void request.socket.destroy()],
    ["sites.signature", (_, response) => response.end("file")],
  ];
  const problem = { code: "sites.signature", path: "", message: "", fatal: true };
  for (const [code, answer] of table) {
    const { url } = await serve(t, answer);
    const good = { serial: NEWER, sites: [{ name: "x" }] };
    const data = new SiteData(core({ problems: [problem] }).read, 300);
    await data.save(url, KEY);
    stored["siteTables"] = good;
    await data.check();
    const { last, serial } = await state(data);
    assert.deepEqual(last?.problems.map(({ code }) => code), [code]);
    assert.deepEqual([stored["siteTables"], serial], [good, NEWER], code);
  }
  const { url } = await serve(t, (_, response) => response.end("file"));
  const data = new SiteData(core({}).read);
  await data.save(url.replace("127.0.0.1", "localhost"), KEY);
  await data.check();
  assert.deepEqual((await state(data)).last?.problems.map(({ code }) => code), ["sites.permission"]);
});

test("going back keeps the same file away until a person asks for it", async (t) => {
  const { stored } = browser();
  const { url } = await serve(t, (_, response) => response.end("file"));
  const { read, asked } = core({ serial: NEWER, sites: [] });
  const data = new SiteData(read);
  await data.save(url, KEY);
  await data.check();
  await data.back();
  assert.deepEqual([stored["siteTables"], (await state(data)).serial], [undefined, 0]);
  delete stored["siteData"].last;
  await data.due();
  assert.deepEqual(asked.at(-1), ["file", KEY, 0, NEWER]);
  await data.back();
  await data.check();
  assert.deepEqual(asked.at(-1), ["file", KEY, 0, NEWER - 1]);
});

test("another key forgets what the first one signed; another address does not", async (t) => {
  const { stored } = browser();
  const { url } = await serve(t, (_, response) => response.end("file"));
  const data = new SiteData(core({ serial: NEWER, sites: [] }).read);
  await data.save(url, KEY);
  await data.check();
  await data.save(`${url}?`, KEY);
  assert.equal((await state(data)).serial, NEWER);
  await data.save(url, "cd".repeat(32));
  assert.deepEqual([stored["siteTables"], stored["siteData"].after], [undefined, 0]);
});

test("a fetch under way is given up for what a person does, and writes nothing then", async (t) => {
  const { stored } = browser();
  const { url, asked } = await serve(t, () => undefined);
  const data = new SiteData(core({ serial: NEWER, sites: [] }).read);
  await data.save(url, KEY);
  const hanging = data.check();
  while (asked.length === 0) await new Promise((done) => setImmediate(done));
  await data.save("", "");
  await hanging;
  assert.deepEqual([stored["siteTables"], (await state(data)).last], [undefined, null]);
});

test("a table that a page could not use is noted once, and only while an update is in use", async (t) => {
  browser();
  const { url } = await serve(t, (_, response) => response.end("file"));
  const data = new SiteData(core({ serial: NEWER, sites: [] }).read);
  await data.refused("x", "a:b");
  assert.equal((await state(data)).refused, null);
  await data.save(url, KEY);
  await data.check();
  await data.refused("x", "a:b");
  await data.refused("x", "c:d");
  assert.deepEqual((await state(data)).refused, { site: "x", what: "a:b" });
});

test("an update that the package has overtaken counts no more", async () => {
  const { stored } = browser();
  stored["siteTables"] = { serial: sites.serial, sites: [] };
  assert.equal((await state(new SiteData(core().read))).serial, 0);
});
