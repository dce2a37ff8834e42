// Drafts that were chosen: put into the composer of their post, or kept until the agent opens it. They are kept in this
// page's memory only.

import type { Outcome } from "../shared/messages";
import { Composer } from "./composer";
import type { Reader } from "./snapshot";
import type { Toast } from "./toast";
import { word } from "./words";

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
  async place(key: string, text: string, add: boolean): Promise<Outcome> {
    if (this.placing) return "held";
    this.placing = true;
    const outcome = await this.composer.place(key, text, add).finally(() => (this.placing = false));
    this.held.delete(key);
    if (outcome === "held") this.hold(key, text);
    const copied = outcome === "refused" && (await copy(text));
    this.told(key, outcome, copied);
    this.changed();
    return outcome;
  }

  /** After every pass: has the agent opened a composer that a draft waits for? */
  passed(): void {
    for (const [key, text] of this.held) {
      if (this.placing || !this.composer.find(key)) continue;
      this.held.delete(key);
      void this.place(key, text, false).then((outcome) => this.announce(outcome));
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

  private announce(outcome: Outcome): void {
    const words = { placed: "toast_placed", held: "toast_held", occupied: "toast_occupied", refused: "toast_refused" }[outcome];
    this.toast.show({ words: word(words) });
  }
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
