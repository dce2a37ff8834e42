// The sentence encoder reads the knowledge bases, text by text, while nothing else needs it. What was read is kept at
// once; a background that is killed goes on where it was.

import type { Answer, Request, Response } from "../shared/messages";
import type { SecondLook } from "./second";
import { tellPages } from "./tell";
import { begin, end, underWay } from "./work";

type Ask = (request: Request) => Promise<Answer<{ response: Response }>>;

/** Texts between two writings: some half a second of reading. */
const BATCH = 12;

export class Reading {
  private running: Promise<void> | undefined;

  constructor(
    private readonly ask: Ask,
    private readonly encoder: SecondLook,
  ) {}

  /** There may be something new to read. */
  async start(): Promise<void> {
    await begin("reading", true);
    await this.resume();
  }

  /** Goes on with what is under way. */
  async resume(): Promise<void> {
    if (this.running || !(await underWay("reading"))) return;
    this.running = this.run().finally(() => {
      this.running = undefined;
    });
    await this.running;
  }

  private async run(): Promise<void> {
    // A package without an encoder: words decide alone.
    if (!(await this.encoder.able())) return end("reading");
    for (;;) {
      const unread = await this.engine({ type: "unread", most: BATCH });
      if (unread?.type !== "unread") return;
      const { base, imported, numbers, texts } = unread;
      if (texts.length === 0) break;
      const vectors: number[] = [];
      for (const text of texts) {
        const vector = await this.encoder.vector(text);
        // It does not answer just now: the alarm tries again.
        if (vector.length === 0) return;
        vectors.push(...vector);
      }
      const read = await this.engine({ type: "read", base, imported, numbers, vectors });
      if (read?.type === "unread" && read.base) {
        tellPages({ to: "pages", kind: "reading", base, read: read.read as [number, number] });
      }
    }
    await end("reading");
  }

  private async engine(request: Request): Promise<Response | undefined> {
    const answer = await this.ask(request);
    return answer.ok ? answer.response : undefined;
  }
}
