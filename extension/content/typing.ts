// What the agent is writing, told once a change. Some editors take keys without an `input` event and draw the text
// themselves: so the composer is also looked at after every pass over the page.

import type { Composer } from "./composer";

export class Typing {
  private last = "";
  private asked = false;

  constructor(
    private readonly composer: Composer,
    /** The post whose composer matters where none has the focus: the one in the assist frame. */
    private readonly subject: () => string | undefined,
    private readonly told: (text: string, key: string | undefined) => void,
  ) {
    document.addEventListener("input", this.hear, { capture: true, passive: true });
  }

  stop(): void {
    document.removeEventListener("input", this.hear, { capture: true });
  }

  /** Looks now; an unchanged text is not told twice. A composer that is gone holds nothing. */
  look(): void {
    const { text, key } = this.now();
    const now = `${key ?? ""}\n${text}`;
    if (now === this.last) return;
    this.last = now;
    this.told(text, key);
  }

  /** What is told is told again: whoever listens is new. */
  again(): void {
    this.last = "";
    this.look();
  }

  private now(): { text: string; key: string | undefined } {
    const subject = this.subject();
    const editor = this.composer.inHand() ?? (subject === undefined ? undefined : this.composer.find(subject));
    if (!editor) return { text: "", key: subject };
    return { text: this.composer.read(editor), key: this.composer.answers(editor) };
  }

  private readonly hear = (event: Event): void => {
    if (this.asked || !(event.target instanceof Element) || !this.composer.editorOf(event.target)) return;
    this.asked = true;
    requestAnimationFrame(() => {
      this.asked = false;
      this.look();
    });
  };
}
