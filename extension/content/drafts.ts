// Drafts that were chosen: put into the composer of their post, or kept until the agent opens it. They are kept in this
// page's memory only.

import type { Outcome } from "../shared/messages";
import { Composer } from "./composer";
import { copy } from "./copy";
import type { Reader } from "./snapshot";
import type { Toast } from "./toast";
import { word } from "./words";

export interface Placed {
  outcome: Outcome;
  /** Refused, but on the clipboard. */
  copied: boolean;
}

export class Drafts {
  readonly composer: Composer;
  private readonly held = new Map<string, string>();
  private placing = false;

  constructor(
    reader: Reader,
    private readonly toast: Toast,
    private readonly told: (key: string, outcome: Outcome, copied: boolean) => void,
    /** Some draft waits, or does so no longer. */
    private readonly changed: () => void,
  ) {
    this.composer = new Composer(reader);
  }

  waits(key: string): boolean {
    return this.held.has(key);
  }

  /** On the agent's word: what happened is told to the frame. */
  async place(key: string, text: string, add: boolean): Promise<Placed> {
    if (this.placing) return { outcome: "held", copied: false };
    this.placing = true;
    const outcome = await this.composer.place(key, text, add).finally(() => (this.placing = false));
    this.held.delete(key);
    if (outcome === "held") this.hold(key, text);
    const copied = outcome === "refused" && (await copy(text));
    this.told(key, outcome, copied);
    this.changed();
    return { outcome, copied };
  }

  /** After every pass: has the agent opened a composer that a draft waits for? */
  passed(): void {
    for (const [key, text] of this.held) {
      if (this.placing || !this.composer.find(key)) continue;
      this.held.delete(key);
      void this.place(key, text, false).then((placed) => this.announce(placed, text));
    }
  }

  stop(): void {
    this.held.clear();
    this.composer.stop();
  }

  private hold(key: string, text: string): void {
    this.held.set(key, text);
    const run = (): void => {
      this.held.delete(key);
      this.changed();
    };
    this.toast.show({ words: word("toast_held"), action: { label: word("toast_cancel"), run }, stays: true });
  }

  /** The words for what became of a draft that waited. One that was refused is never lost: it can be copied again. */
  private announce({ outcome, copied }: Placed, text: string): void {
    const words = { placed: "toast_placed", held: "toast_held", occupied: "toast_occupied", refused: "toast_refused" }[outcome];
    if (outcome !== "refused") return this.toast.show({ words: word(words) });
    const run = (): void => void copy(text).then((done) => this.announce({ outcome, copied: done }, text));
    const kept = copied ? ` ${word("toast_copied")}` : "";
    this.toast.show({ words: `${word(words)}${kept}`, action: { label: word("toast_copy"), run }, stays: !copied });
  }
}
