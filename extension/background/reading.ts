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
  /** Whether something new came while the last texts were being read. */
  private more = false;

  constructor(
    private readonly ask: Ask,
    private readonly encoder: SecondLook,
  ) {}

  /** There may be something new to read. */
  async start(): Promise<void> {
    this.more = true;
    await begin("reading", true);
    await this.resume();
  }

  /** Goes on with what is under way. One that goes on already is not begun beside itself: an alarm may wake the background. */
  resume(): Promise<void> {
    this.running ??= this.all().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async all(): Promise<void> {
    while (await underWay("reading")) {
      this.more = false;
      if (!(await this.run())) return;
      await end("reading");
      // What came between the last look and the end is not forgotten.
      if (this.more) await begin("reading", true);
    }
  }

  /** Whether there is nothing left to read; else the alarm tries again. */
  private async run(): Promise<boolean> {
    // A package without an encoder: words decide alone.
    if (!(await this.encoder.able())) return true;
    for (;;) {
      const unread = await this.engine({ type: "unread", most: BATCH });
      if (unread?.type !== "unread") return false;
      const { base, imported, numbers, texts } = unread;
      if (texts.length === 0) return true;
      const vectors: number[] = [];
      for (const text of texts) {
        const vector = await this.encoder.vector(text);
        // It does not answer just now.
        if (vector.length === 0) return false;
        vectors.push(...vector);
      }
      const read = await this.engine({ type: "read", base, imported, numbers, vectors });
      if (read?.type === "unread" && read.base) {
        tellPages({ to: "pages", kind: "reading", base, read: read.read as [number, number] });
      }
    }
  }

  private async engine(request: Request): Promise<Response | undefined> {
    const answer = await this.ask(request);
    return answer.ok ? answer.response : undefined;
  }
}
