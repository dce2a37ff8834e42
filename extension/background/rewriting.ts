// A draft on its way to the endpoint that the lead has named, and what comes back. One question under way for each frame;
// it can be given up. Nothing is kept of either.

import type { Answer, Request, Response } from "../shared/messages";
import { failure, type RewriteAsked } from "../shared/messages";
import { request } from "./network";

type Ask = (request: Request) => Promise<Answer<{ response: Response }>>;
type Answered = Answer<{ text: string }>;

/** How long a server may take, in milliseconds. */
const PATIENCE = 20_000;
/** The most bytes of an answer that are read. */
const MOST = 200_000;

export class Rewriting {
  private readonly running = new Map<string, AbortController>();

  constructor(
    private readonly ask: Ask,
    private readonly patience = PATIENCE,
  ) {}

  /** Asks the endpoint. `id` names the question, to give it up. */
  async rewrite(id: string, asked: RewriteAsked): Promise<Answered> {
    this.stop(id);
    const stop = new AbortController();
    this.running.set(id, stop);
    try {
      const answer = await this.ask({ type: "rewriting" });
      if (!answer.ok) return answer;
      if (answer.response.type !== "rewriting" || answer.response.settings.by !== "endpoint") return refused("off");
      const { url = "", model = "", key = "" } = answer.response.settings;
      if (!(await allowed(url))) return refused("permission");
      return await call(`${url}/chat/completions`, model, key, asked, AbortSignal.any([stop.signal, AbortSignal.timeout(this.patience)]));
    } catch (error) {
      if (stop.signal.aborted) return refused("stopped");
      return refused(error instanceof DOMException && error.name === "TimeoutError" ? "slow" : "unreachable");
    } finally {
      if (this.running.get(id) === stop) this.running.delete(id);
    }
  }

  stop(id: string): void {
    this.running.get(id)?.abort();
  }
}

async function allowed(url: string): Promise<boolean> {
  try {
    // Without the port: Firefox knows no patterns with one.
    const { protocol, hostname } = new URL(url);
    return await chrome.permissions.contains({ origins: [`${protocol}//${hostname}/*`] });
  } catch {
    return false;
  }
}

async function call(address: string, model: string, key: string, asked: RewriteAsked, signal: AbortSignal): Promise<Answered> {
  const headers = new Headers({ "Content-Type": "application/json" });
  if (key) headers.set("Authorization", `Bearer ${key}`);
  const body = JSON.stringify({
    model,
    messages: [
      { role: "system", content: asked.system },
      { role: "user", content: asked.user },
    ],
    temperature: 0.2,
    max_tokens: asked.mostTokens,
    stream: false,
  });
  // A redirect could take draft and key to somebody else: it is an error.
  const init: RequestInit = { method: "POST", headers, body, signal, credentials: "omit", cache: "no-store", redirect: "error", referrerPolicy: "no-referrer" };
  const response = await request("rewriting", address, init, new TextEncoder().encode(body).length);
  if (!response.ok) {
    await response.body?.cancel();
    return refused(response.status === 401 || response.status === 403 ? "key" : response.status === 429 ? "busy" : "status", String(response.status));
  }
  const text = await read(response, MOST);
  const said = text === undefined ? undefined : content(text);
  return said === undefined ? refused(text === undefined ? "huge" : "strange") : { ok: true, text: said };
}

/** The body, unless it has more bytes than wanted. */
export async function read(response: globalThis.Response, most: number): Promise<string | undefined> {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let text = "";
  let size = 0;
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
}

/** What the model said, in an answer of the shape that is expected. */
export function content(text: string): string | undefined {
  try {
    const answer = JSON.parse(text) as { choices?: { message?: { content?: unknown } }[] } | null;
    const said = answer?.choices?.[0]?.message?.content;
    return typeof said === "string" ? said : undefined;
  } catch {
    return undefined;
  }
}

/** Why it did not work; the words are the message `error_rewrite_CODE`. */
function refused(code: string, path = ""): { ok: false; failure: ReturnType<typeof failure> } {
  return { ok: false, failure: failure(`rewrite.${code}`, `The endpoint did not rewrite the draft: ${code}.`, path) };
}
