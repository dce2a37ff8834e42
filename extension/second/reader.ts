// A worker that reads texts with the sentence encoder. It is started for the first text, and ended when there was none
// for a while: it holds 60 MB.

/** To the worker. */
export interface Ask {
  id: number;
  /** What a post wants, or what any text means. */
  kind: Kind;
  text: string;
}

export type Kind = "judge" | "embed";

/** From the worker. */
export type Look = { id: number; outputs: number[] } | { id: number; failed: string };

/** What this file needs of Trusted Types; TypeScript's own library has none of it. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: () => string }): { createScriptURL(nothing: string): string };
}

/** The one address that a page of ours may take for a script's. The manifest's policy lets nobody else make any. */
function address(): string {
  const here = (): string => chrome.runtime.getURL("second/worker.js");
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy("handrail-worker", { createScriptURL: here });
  return policy?.createScriptURL("") ?? here();
}

/** Made once: the browser refuses a second of the same name. */
let policy: ReturnType<TrustedTypes["createPolicy"]> | undefined;

/** Without work for so long it is ended, in milliseconds. */
const IDLE = 60_000;

export class Reader {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, { done: (outputs: number[]) => void; failed: (error: Error) => void }>();
  private last = 0;
  private idle: ReturnType<typeof setTimeout> | undefined;

  /** @param ended is told when the worker was ended for want of work */
  constructor(private readonly ended: () => void = () => undefined) {}

  /** The log-odds of a text, or its vector. */
  read(kind: Kind, text: string): Promise<number[]> {
    const worker = this.start();
    clearTimeout(this.idle);
    const id = ++this.last;
    return new Promise((done, failed) => {
      this.waiting.set(id, { done, failed });
      worker.postMessage({ id, kind, text } satisfies Ask);
    });
  }

  private start(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(address(), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<Look>) => this.take(data));
    worker.addEventListener("error", (event) => this.end(event.message || "the encoder's worker did not start"));
    this.worker = worker;
    return worker;
  }

  private take(look: Look): void {
    const waiting = this.waiting.get(look.id);
    this.waiting.delete(look.id);
    if ("outputs" in look) waiting?.done(look.outputs);
    else {
      waiting?.failed(new Error(look.failed));
      // What failed once may have left its memory in any state.
      this.end(look.failed);
    }
    if (this.waiting.size === 0) this.idle = setTimeout(() => this.rest(), IDLE);
  }

  private rest(): void {
    this.end("no work");
    this.ended();
  }

  private end(reason: string): void {
    this.worker?.terminate();
    this.worker = undefined;
    for (const { failed } of this.waiting.values()) failed(new Error(reason));
    this.waiting.clear();
  }
}
