// What happens between writing and sending: the text is checked as it is written, and a send is held once where a check has
// found something.

import { Gone } from "./ask";
import { Checker, checkReply, tellReply } from "./check";
import type { Composer } from "./composer";
import { Gate } from "./gate";
import type { Sending as Text, Verdict } from "./holds";
import { Replied, type Seen } from "./replied";
import type { Table } from "./table";
import type { Notice, Toast } from "./toast";
import { Typing } from "./typing";
import { word } from "./words";

export interface SendingEvents {
  /** The post in the assist frame. */
  subject(): string | undefined;
  /** A post of the page and those around it. */
  seen(key: string): Seen | undefined;
  /** `since`: when the agent began to write. */
  typed(text: string, key: string | undefined, since: number | null): void;
  held(text: string, key: string | undefined, since: number | null): void;
  gone(): void;
}

export class Sending {
  readonly typing: Typing;
  private readonly gate: Gate<Verdict>;
  private readonly checker: Checker;
  private readonly replied: Replied;
  /** What was held last, and the notice of it. */
  private held: { text: string; release: () => void; notice: Notice } | undefined;

  constructor(
    table: Table,
    composer: Composer,
    private readonly toast: Toast,
    private readonly events: SendingEvents,
  ) {
    this.replied = new Replied(table.name, events.seen);
    this.checker = new Checker((text, key) => checkReply(this.replied.reply(text, key)));
    this.typing = new Typing(composer, events.subject, (text, key) => this.typed(text, key));
    this.gate = new Gate(table, composer, {
      ask: (text, key) => this.checker.ask(text, key),
      check: (text, key) => this.checker.check(text, key),
      held: (verdict, text, release) => this.hold(verdict, text, release),
      released: (_, text) => this.tell("replyReleased", text),
      free: () => toast.show({ words: word("toast_checked") }),
      unchecked: (stopped) => toast.show({ words: word(stopped ? "toast_unchecked_again" : "toast_unchecked") }),
      passed: (text, key) => {
        this.over();
        this.tell("replySent", { text, key });
      },
    });
  }

  /** Lets through what was held last, if anything was; the agent presses send again. */
  release(): void {
    const held = this.held;
    if (!held) return;
    this.over();
    held.release();
    this.toast.show({ words: word("toast_released") });
  }

  /** After every pass over the page. */
  passed(): void {
    this.typing.look();
    this.gate.look();
  }

  /** What was found may be otherwise by now. */
  again(): void {
    this.checker.forget();
    this.typing.again();
  }

  stop(): void {
    this.typing.stop();
    this.gate.stop();
  }

  private typed(text: string, key: string | undefined): void {
    this.replied.typed(text, key, Date.now());
    // The reason was for another text.
    if (this.held && this.held.text !== text) this.over();
    if (text.trim() !== "") void this.checker.check(text, key);
    this.events.typed(text, key, this.replied.since(key));
  }

  private hold(verdict: Verdict, { text, key }: Text, release: () => void): void {
    const action = { label: word("toast_release"), run: () => this.release() };
    const words = word("toast_hold", verdict.why ?? word("toast_hold_some"));
    const notice: Notice = { words, action, stays: true, urgent: true };
    this.toast.show(notice);
    this.held = { text, release, notice };
    this.events.held(text, key, this.replied.since(key));
  }

  /** Nothing is held any more. */
  private over(): void {
    if (this.held) this.toast.close(this.held.notice);
    this.held = undefined;
  }

  private tell(type: "replyReleased" | "replySent", { text, key }: Text): void {
    tellReply(type, this.replied.reply(text, key)).catch((error: unknown) => {
      if (error instanceof Gone) this.events.gone();
      else throw error;
    });
  }
}
