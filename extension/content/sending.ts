// What happens between writing and sending: the text is checked as it is written, and a send is held once where a check has
// found something.

import { Gone } from "./ask";
import { Checker, type Checked, checkReply, tellReply } from "./check";
import type { Composer } from "./composer";
import { Gate } from "./gate";
import type { Sending as Text } from "./holds";
import type { Table } from "./table";
import type { Toast } from "./toast";
import { Typing } from "./typing";
import { word } from "./words";

export interface SendingEvents {
  /** The post in the assist frame. */
  subject(): string | undefined;
  typed(text: string, key: string | undefined): void;
  held(text: string, key: string | undefined): void;
  gone(): void;
}

export class Sending {
  readonly typing: Typing;
  private readonly gate: Gate<Checked>;
  private readonly checker: Checker;
  private letThrough: (() => void) | undefined;

  constructor(
    private readonly table: Table,
    composer: Composer,
    toast: Toast,
    private readonly events: SendingEvents,
  ) {
    this.checker = new Checker((text, key) => checkReply(table.name, text, key));
    this.typing = new Typing(composer, events.subject, (text, key) => {
      if (text.trim() !== "") void this.checker.check(text, key);
      events.typed(text, key);
    });
    this.gate = new Gate<Checked>(table, composer, {
      ask: (text, key) => this.checker.ask(text, key),
      check: (text, key) => this.checker.check(text, key),
      held: (checked, release) => {
        this.letThrough = () => (release(), toast.show({ words: word("toast_released") }));
        const reason = checked.why ?? word("toast_hold_some");
        const action = { label: word("toast_release"), run: () => this.release() };
        toast.show({ words: word("toast_hold", reason), action, stays: true, urgent: true });
        const editor = composer.inHand();
        if (editor) events.held(composer.read(editor), composer.answers(editor));
      },
      released: (_, sending) => this.tell("replyReleased", sending),
      free: () => toast.show({ words: word("toast_checked") }),
      unchecked: () => toast.show({ words: word("toast_unchecked") }),
      passed: (text, key) => {
        // The reason is no longer in front of anybody.
        if (this.letThrough) toast.hide();
        this.letThrough = undefined;
        this.tell("replySent", { text, key });
      },
    });
  }

  /** Lets through what was held last, if anything was; the agent presses send again. */
  release(): void {
    const release = this.letThrough;
    this.letThrough = undefined;
    release?.();
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

  private tell(type: "replyReleased" | "replySent", text: Text): void {
    tellReply(type, this.table.name, text).catch((error: unknown) => {
      if (error instanceof Gone) this.events.gone();
      else throw error;
    });
  }
}
