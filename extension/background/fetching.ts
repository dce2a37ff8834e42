// An import from the web: the importer says what to fetch and when, this fetches. What came is kept after each step, so
// that a background that is killed goes on where it was.

import type { Fetch, Fetched, ImportAnswer } from "../../target/generated/engine/engine";
import {
  type Answer,
  type Base,
  failure,
  type Failure,
  type ImportProgress,
  type ImportReport,
  type Request,
  type Response,
} from "../shared/messages";
import { request } from "./network";
import { tellPages } from "./tell";
import { begin, end, underWay } from "./work";

type Ask = (request: Request) => Promise<Answer<{ response: Response }>>;

/** An import as it is written down. */
interface Known {
  base: Base;
  stopped: boolean;
  progress: ImportProgress | null;
}

/** A server that says nothing for so long is not waited for. */
const PATIENCE = 30_000;

class Failed extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

export class Fetching {
  private running: Promise<void> | undefined;
  private stopping = false;
  private wake: (() => void) | undefined;

  constructor(private readonly ask: Ask) {}

  /** Begins, or goes on with one that was stopped. Another import under way is given up for it. */
  async start(base: Base): Promise<void> {
    await this.halt();
    await begin("fetching", { base, stopped: false, progress: null } satisfies Known);
    void this.resume();
  }

  async stop(): Promise<void> {
    await this.halt();
    const known = await underWay<Known>("fetching");
    if (!known) return;
    await end("fetching");
    const progress = known.progress && { ...known.progress, stopped: true };
    await chrome.storage.local.set({ fetchingStopped: { ...known, stopped: true, progress } satisfies Known });
    this.tell({ progress });
  }

  /** Throws away what came of it so far. What the base had before stays. */
  async discard(): Promise<void> {
    await this.halt();
    await end("fetching");
    await chrome.storage.local.remove("fetchingStopped");
    await this.ask({ type: "importCancel" });
  }

  /** How it goes; nothing where none is under way or waits to be resumed. */
  async state(): Promise<ImportProgress | null> {
    const known = (await underWay<Known>("fetching")) ?? (await stopped());
    if (!known) return null;
    const none = { base: known.base.id, fetched: 0, articles: 0, left: 0, skipped: 0, stopped: known.stopped };
    return known.progress ?? none;
  }

  /** Goes on with what is under way. One that goes on already is not begun beside itself: an alarm may wake the background. */
  resume(): Promise<void> {
    if (!this.running) {
      this.stopping = false;
      this.running = this.known().finally(() => {
        this.running = undefined;
      });
    }
    return this.running;
  }

  private async known(): Promise<void> {
    const known = await underWay<Known>("fetching");
    if (!known) return;
    await chrome.storage.local.remove("fetchingStopped");
    await this.run(known.base);
  }

  private async halt(): Promise<void> {
    this.stopping = true;
    this.wake?.();
    await this.running;
  }

  private async run(base: Base): Promise<void> {
    try {
      const report = await this.import(base);
      if (report === undefined) return;
      await end("fetching");
      this.tell({ report });
    } catch (error) {
      await end("fetching");
      const known = error instanceof Failed ? error.failure : failure("import.failed", String(error));
      this.tell({ failure: known });
    }
  }

  /** To its end; nothing if it was stopped before. */
  private async import(base: Base): Promise<ImportReport | undefined> {
    this.must(await this.engine({ type: "importBegin", base }), "import");
    let answer = await this.engine({ type: "importNext" });
    for (;;) {
      const { step, progress } = this.must(answer, "importStep");
      if (this.stopping) return undefined;
      await begin("fetching", { base, stopped: false, progress } satisfies Known);
      this.tell({ progress });
      if (step.type === "done") break;
      if (step.type === "wait") {
        await this.sleep(Number(step.until) - Date.now());
        answer = await this.engine({ type: "importNext" });
      } else {
        answer = await this.engine({ type: "importTake", answer: await get(step.fetch) });
      }
      // Another import of files came between: what was kept is still there.
      if (answer.type === "failed" && answer.error.code === "import.lost" && !this.stopping) {
        this.must(await this.engine({ type: "importBegin", base }), "import");
        answer = await this.engine({ type: "importNext" });
      }
    }
    const { report, problems } = this.must(await this.engine({ type: "importCommit" }), "import");
    if (report) return report;
    await this.engine({ type: "importCancel" });
    const why = problems.slice(0, 3).map(({ path, message }) => (path ? `${path}: ${message}` : message));
    throw new Failed(failure("import.none", why.join(" ")));
  }

  private async engine(request: Request): Promise<Response> {
    const answer = await this.ask(request);
    if (!answer.ok) throw new Failed(answer.failure);
    return answer.response;
  }

  private must<T extends Response["type"]>(response: Response, type: T): Extract<Response, { type: T }> {
    if (response.type === "failed") throw new Failed(response.error);
    if (response.type !== type) throw new Error(`the engine answered ${response.type}, not ${type}`);
    return response as Extract<Response, { type: T }>;
  }

  /** Until the moment comes, or somebody stops. A background that is killed meanwhile is woken by the alarm. */
  private sleep(millis: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, Math.max(0, millis));
      this.wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  private tell(said: { progress?: ImportProgress | null; report?: ImportReport; failure?: Failure }): void {
    tellPages({ to: "pages", kind: "fetch", progress: null, report: null, failure: null, ...said });
  }
}

async function stopped(): Promise<Known | undefined> {
  const stored: Record<string, unknown> = await chrome.storage.local.get("fetchingStopped");
  return stored["fetchingStopped"] as Known | undefined;
}

/** Fetches one thing, without cookies, and no more of it than is wanted. */
async function get(fetched: Fetch): Promise<ImportAnswer> {
  const headers = new Headers();
  if (fetched.etag) headers.set("If-None-Match", fetched.etag);
  if (fetched.modified) headers.set("If-Modified-Since", fetched.modified);
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await request("articles", fetched.url, { headers, signal, credentials: "omit", cache: "no-store" });
    const { body, cut } = await read(response, fetched.most);
    const header = (name: string) => response.headers.get(name) ?? undefined;
    const answer: Fetched = {
      url: fetched.url,
      finalUrl: response.url || fetched.url,
      status: response.status,
      etag: header("etag"),
      modified: header("last-modified"),
      retryAfter: header("retry-after"),
      robots: header("x-robots-tag"),
      contentType: header("content-type"),
      body,
      cut,
    };
    return { type: "came", fetched: answer };
  } catch (error) {
    return { type: "failed", message: String(error) };
  }
}

async function read(response: globalThis.Response, most: number): Promise<{ body: Uint8Array; cut: boolean }> {
  const parts: Uint8Array[] = [];
  let size = 0;
  let cut = false;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    size += value.length;
    if (size > most) {
      cut = true;
      await reader.cancel();
      break;
    }
  }
  const body = new Uint8Array(Math.min(size, most));
  let at = 0;
  for (const part of parts) {
    const room = part.subarray(0, body.length - at);
    body.set(room, at);
    at += room.length;
  }
  return { body, cut };
}
