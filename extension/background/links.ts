// Where the addresses of articles lead: asked with HEAD, one after the other, and only hosts that the lead has allowed.

import type { Answer, Request, Response } from "../shared/messages";
import { request, Unlogged } from "./network";
import { tellPages } from "./tell";

type Ask = (request: Request) => Promise<Answer<{ response: Response }>>;

const PATIENCE = 15_000;

export class Links {
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly ask: Ask) {}

  /** Those that are about to be suggested and were not looked at for a day. */
  due(): Promise<void> {
    return this.all("");
  }

  /** Those of a knowledge base. */
  all(base: string): Promise<void> {
    const turn = this.queue.then(() => this.look(base));
    this.queue = turn.catch(() => undefined);
    return turn.catch(() => undefined);
  }

  private async look(base: string): Promise<void> {
    const answer = await this.ask({ type: "linksDue", base });
    if (!answer.ok || answer.response.type !== "linksDue") return;
    const { urls } = answer.response;
    const all = urls.length;
    for (const [done, url] of urls.entries()) {
      if (base) tellPages({ to: "pages", kind: "links", base, done, all });
      if (!(await allowed(url))) continue;
      await this.ask({ type: "linkSeen", url, status: await status(url) });
    }
    if (base) tellPages({ to: "pages", kind: "links", base, done: all, all });
  }
}

async function allowed(url: string): Promise<boolean> {
  try {
    return await chrome.permissions.contains({ origins: [`${new URL(url).origin}/*`] });
  } catch {
    return false;
  }
}

/** 0 where no answer comes. A server that knows no HEAD is asked for the page. */
async function status(url: string): Promise<number> {
  for (const method of ["HEAD", "GET"]) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const response = await request("links", url, { method, signal: stop.signal, credentials: "omit", cache: "no-store" });
      if (method === "GET" || ![403, 405, 501].includes(response.status)) return response.status;
    } catch (error) {
      // The address was not asked, so nothing is known of it.
      if (error instanceof Unlogged) throw error;
      return 0;
    } finally {
      clearTimeout(timer);
      stop.abort();
    }
  }
  return 0;
}
