// The second look at uncertain posts, off the background's critical path: nothing waits for it, and without it
// everything goes on as it is.

import type { Look, Uncertain } from "../../target/generated/engine/engine";
import { type Answer, type Read } from "../second/page";
import { type Kind, Reader } from "../second/reader";
import type { Request } from "../shared/messages";

const WEIGHTS = "second/encoder.bin";
const PAGE = "second/page.html";
/** The switch in the options: on until turned off. */
export const SWITCH = "secondLook";
/** After so many failures in a row it is left alone until the background starts anew. */
const PATIENCE = 6;

/** Whether there is an encoder, and the lead wants it. */
export async function wanted(): Promise<boolean> {
  const stored: Record<string, unknown> = await chrome.storage.local.get(SWITCH);
  return stored[SWITCH] !== false && (await there());
}

/** Whether the package has an encoder: one that was built without the network has none. It stays as it is. */
let found: Promise<boolean> | undefined;

function there(): Promise<boolean> {
  found ??= look();
  return found;
}

async function look(): Promise<boolean> {
  const stop = new AbortController();
  try {
    const response = await fetch(chrome.runtime.getURL(WEIGHTS), { signal: stop.signal });
    return response.ok;
  } catch {
    return false;
  } finally {
    stop.abort();
  }
}

export class SecondLook {
  private queue: Promise<unknown> = Promise.resolve();
  private failures = 0;
  private turn = 0;
  private opening: Promise<void> | undefined;
  private readonly reader = new Reader();

  /** Looks at the posts, one after the other, and tells what was seen of each. */
  at(posts: Uncertain[], tell: (look: Look) => Promise<unknown>): void {
    const { turn } = this;
    for (const asked of posts) {
      this.queue = this.queue
        .then(async () => {
          if (turn === this.turn) await tell({ ...asked, outputs: await this.outputs("judge", asked.text) });
        })
        .catch(() => undefined);
    }
  }

  /** Says what complaints and questions mean, one after the other; nothing of them where there is no encoder. */
  understand(posts: [string, string][], tell: (request: Request) => Promise<unknown>): void {
    for (const [post, text] of posts) {
      this.queue = this.queue
        .then(async () => tell({ type: "meant", post, text, vector: await this.vector(text) }))
        .catch(() => undefined);
    }
  }

  /** Whether there is an encoder. */
  able(): Promise<boolean> {
    return there();
  }

  /** What a text means: a vector of length 1, or nothing where there is no encoder. */
  async vector(text: string): Promise<number[]> {
    return (await there()) ? this.outputs("embed", text) : [];
  }

  /** What still waits is not looked at: the switch was turned, and whoever wants a look asks anew. */
  turned(): void {
    this.turn += 1;
    this.failures = 0;
  }

  /** Nothing where the encoder does not answer. */
  private async outputs(ask: Kind, text: string): Promise<number[]> {
    // Once more: the page with the worker may just have closed itself for want of work.
    for (let again = 0; again < 2 && this.failures < PATIENCE; again++) {
      try {
        const outputs = chrome.offscreen ? await this.elsewhere(ask, text) : await this.reader.read(ask, text);
        this.failures = 0;
        return outputs;
      } catch {
        this.failures += 1;
      }
    }
    return [];
  }

  private async elsewhere(ask: Kind, text: string): Promise<number[]> {
    await this.open();
    const read: Read = { to: "second", ask, text };
    const answer = (await chrome.runtime.sendMessage(read)) as Answer | undefined;
    if (!answer) throw new Error("the page with the encoder does not answer");
    if ("failed" in answer) throw new Error(answer.failed);
    return answer.outputs;
  }

  /** The page may be there from before this background was started. */
  private open(): Promise<void> {
    this.opening ??= this.create().finally(() => {
      this.opening = undefined;
    });
    return this.opening;
  }

  private async create(): Promise<void> {
    if (await chrome.offscreen.hasDocument()) return;
    await chrome.offscreen.createDocument({
      url: PAGE,
      reasons: [chrome.offscreen.Reason.WORKERS],
      justification: "A worker reads uncertain posts a second time, and what posts and help articles mean.",
    });
  }
}
