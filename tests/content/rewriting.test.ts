// An endpoint that rewrites: what it is told, and how each way of failing it ends.
import { strict as assert } from "node:assert";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { test, type TestContext } from "node:test";
import { Rewriting } from "../../extension/background/rewriting";
import type { Answer, Request, Response } from "../../extension/shared/messages";

const PROMPT = { system: "Edit.", user: "Make it shorter.\n\nDraft:\n> Hello there", mostTokens: 130 };

type Serve = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** A server on this machine, its address, and what it was asked. */
async function serve(t: TestContext, answer: Serve): Promise<{ url: string; asked: { request: IncomingMessage; body: string }[] }> {
  const asked: { request: IncomingMessage; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      asked.push({ request, body });
      answer(request, response, body);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked };
}

/** The rewriting with these settings; the browser allows this machine alone. */
function rewriting(url: string, more: object = {}, patience = 60_000): Rewriting {
  const contains = async ({ origins }: { origins: string[] }) => origins.every((origin) => origin === "http://127.0.0.1/*");
  const kept: Record<string, unknown> = {};
  const local = { get: async () => ({ ...kept }), set: async (more: object) => void Object.assign(kept, more) };
  Object.assign(globalThis, { chrome: { permissions: { contains }, storage: { local } } });
  const settings = { by: "endpoint", url, model: "small", key: "secret-1", sendPost: false, ...more };
  const ask = async (_: Request): Promise<Answer<{ response: Response }>> => ({
    ok: true,
    response: { type: "rewriting", settings, problems: [], saved: true } as Response,
  });
  return new Rewriting(ask, patience);
}

const says = (text: unknown) => JSON.stringify({ choices: [{ message: { role: "assistant", content: text } }] });

test("the prompt, the model and the key go to that address, and nothing else", async (t) => {
  const { url, asked } = await serve(t, (_, response) => response.end(says("Hello")));
  assert.deepEqual(await rewriting(url).rewrite("1", PROMPT), { ok: true, text: "Hello" });
  const [first] = asked;
  assert.equal(asked.length, 1);
  assert.deepEqual([first?.request.method, first?.request.url], ["POST", "/v1/chat/completions"]);
  assert.equal(first?.request.headers.authorization, "Bearer secret-1");
  assert.equal(first?.request.headers.cookie, undefined);
  assert.deepEqual(JSON.parse(first?.body ?? ""), {
    model: "small",
    messages: [
      { role: "system", content: PROMPT.system },
      { role: "user", content: PROMPT.user },
    ],
    temperature: 0.2,
    max_tokens: 130,
    stream: false,
  });
});

test("no key is sent where there is none", async (t) => {
  const { url, asked } = await serve(t, (_, response) => response.end(says("Hello")));
  await rewriting(url, { key: "" }).rewrite("1", PROMPT);
  assert.equal(asked[0]?.request.headers.authorization, undefined);
});

test("whatever else is answered ends in a code of its own", async (t) => {
  const status = (code: number): Serve => (_, response) => void response.writeHead(code).end("{}");
  const body = (text: string): Serve => (_, response) => void response.end(text);
  const table: [Serve, string][] = [
    [status(401), "rewrite.key"],
    [status(403), "rewrite.key"],
    [status(429), "rewrite.busy"],
    [status(500), "rewrite.status"],
    [status(404), "rewrite.status"],
    [body("<!doctype html><p>Please log in</p>"), "rewrite.strange"],
    [body(""), "rewrite.strange"],
    [body("null"), "rewrite.strange"],
    [body('{"choices":[]}'), "rewrite.strange"],
    [body('{"choices":{"0":5}}'), "rewrite.strange"],
    [body(says(["a", "b"])), "rewrite.strange"],
    [body(says("x".repeat(300_000))), "rewrite.huge"],
    [(request) => void request.socket.destroy(), "rewrite.unreachable"],
  ];
  for (const [answer, code] of table) {
    const { url } = await serve(t, answer);
    const answered = await rewriting(url).rewrite("1", PROMPT);
    assert.deepEqual([answered.ok, !answered.ok && answered.failure.code], [false, code]);
  }
});

test("draft and key follow no redirect", async (t) => {
  const other = await serve(t, (_, response) => response.end(says("mine now")));
  const { url } = await serve(t, (_, response) => void response.writeHead(307, { Location: `${other.url}/chat/completions` }).end());
  const answered = await rewriting(url).rewrite("1", PROMPT);
  assert.equal(!answered.ok && answered.failure.code, "rewrite.unreachable");
  assert.equal(other.asked.length, 0);
});

test("a server that hangs is waited for so long and no longer", async (t) => {
  const { url } = await serve(t, () => undefined);
  const answered = await rewriting(url, {}, 50).rewrite("1", PROMPT);
  assert.equal(!answered.ok && answered.failure.code, "rewrite.slow");
});

test("a server that drips is waited for no longer either", async (t) => {
  const { url } = await serve(t, (_, response) => void response.write("{"));
  const answered = await rewriting(url, {}, 100).rewrite("1", PROMPT);
  assert.equal(!answered.ok && answered.failure.code, "rewrite.slow");
});

test("a question that is given up is taken from the server", async (t) => {
  let gone = (): void => undefined;
  const left = new Promise<void>((done) => (gone = done));
  let stop = (): void => undefined;
  const { url } = await serve(t, (request) => {
    request.socket.on("close", gone);
    stop();
  });
  const asking = rewriting(url);
  stop = () => asking.stop("1");
  const answered = await asking.rewrite("1", PROMPT);
  assert.equal(!answered.ok && answered.failure.code, "rewrite.stopped");
  await left;
});

test("nothing is sent where the browser does not allow it, or where it is off", async (t) => {
  const { url, asked } = await serve(t, (_, response) => response.end(says("Hello")));
  const refused = await rewriting(url.replace("127.0.0.1", "localhost")).rewrite("1", PROMPT);
  assert.equal(!refused.ok && refused.failure.code, "rewrite.permission");
  for (const by of ["off", "browser"]) {
    const off = await rewriting(url, { by }).rewrite("1", PROMPT);
    assert.equal(!off.ok && off.failure.code, "rewrite.off");
  }
  assert.equal(asked.length, 0);
});
