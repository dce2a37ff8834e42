// The gate before a send: the agent presses the site's own button or key, and where a check has found something serious the
// press is stopped, once, with the reason. Nothing is ever pressed from here: the agent presses again.

import type { Composer } from "./composer";
import { type Checks, Holds, type Sending, type Verdict } from "./holds";
import { type Part, Press } from "./press";
import { any, type Table } from "./table";

export interface GateEvents<V extends Verdict> extends Checks<V> {
  /** This text was sent: after a press that was let through its composer was emptied or closed. */
  passed(text: string, key: string | undefined): void;
}

const HEARD = ["keydown", "keypress", "keyup", "click"] as const;
/** So long after the press the composer may take to close, in milliseconds. */
const SENDING = 15_000;

export class Gate<V extends Verdict> {
  private readonly holds: Holds<V>;
  private readonly press = new Press();
  private readonly button: string;
  private readonly keys: string[][];
  private readonly outgoing = new Map<HTMLElement, { sending: Sending; until: number }>();

  constructor(
    table: Table,
    private readonly composer: Composer,
    private readonly events: GateEvents<V>,
  ) {
    this.holds = new Holds(events);
    this.button = any(table.composer.send);
    this.keys = table.composer.sendKeys.map((key) => key.split("+"));
    // The window is the first to hear of an event, before the page's own listeners.
    for (const type of HEARD) window.addEventListener(type, this.hear, { capture: true });
  }

  stop(): void {
    for (const type of HEARD) window.removeEventListener(type, this.hear, { capture: true });
    this.outgoing.clear();
  }

  /** After every pass: has something that was let through gone out? */
  look(): void {
    const now = Date.now();
    for (const [editor, { sending, until }] of this.outgoing) {
      const text = editor.isConnected ? this.composer.read(editor) : this.again(sending)?.text;
      if (text === sending.text && now < until) continue;
      this.outgoing.delete(editor);
      // Whoever writes on has not sent.
      if (text !== undefined && text.trim() !== "") continue;
      this.holds.forget(sending);
      this.events.passed(sending.text, sending.key);
    }
  }

  /** The composer may have been drawn anew, with its text. */
  private again({ text, key }: Sending): Sending | undefined {
    const editors = this.composer.editors().filter((editor) => this.composer.answers(editor) === key);
    return editors.map((editor) => this.sending(editor)).find((other) => other.text === text);
  }

  private readonly hear = (event: Event): void => {
    // What a script makes up is no person's press.
    if (!event.isTrusted || !(event.target instanceof Element)) return;
    const target = event.target;
    const box = this.sends(event, target) ? this.box(target) : undefined;
    if (!box) {
      if (event.type === "keydown") this.press.end();
      return;
    }
    const stopped = this.press.fate(part(event), () => this.decide(box));
    if (event.type === "keyup") setTimeout(() => this.press.end());
    if (!stopped) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  /** Whether the event is a part of a press that sends. */
  private sends(event: Event, target: Element): boolean {
    const button = target.closest(this.button) !== null;
    if (!(event instanceof KeyboardEvent)) return button;
    if (button && (event.key === "Enter" || event.key === " ")) return true;
    // Coming up, a key counts whatever is still held beside it.
    return this.keys.some((keys) => event.key === keys.at(-1) && (event.type === "keyup" || held(event, keys)));
  }

  /** The editors of the composer that `target` stands in: all that share the nearest send button. */
  private box(target: Element): HTMLElement[] | undefined {
    const editors = this.composer.editors();
    const around = new Map(editors.map((editor) => [editor, this.around(editor)]));
    const boxes = [...around.values()].filter((box) => box?.contains(target));
    const nearest = boxes.find((box) => boxes.every((other) => other?.contains(box ?? null)));
    return nearest ? editors.filter((editor) => around.get(editor) === nearest) : undefined;
  }

  private around(editor: HTMLElement): Element | undefined {
    for (let box = editor.parentElement; box; box = box.parentElement) {
      if (box.querySelector(this.button)) return box;
    }
    return undefined;
  }

  private decide(editors: HTMLElement[]): boolean {
    const all = editors.map((editor) => ({ editor, sending: this.sending(editor) }));
    const written = all.filter(({ sending }) => sending.text.trim() !== "");
    if (this.holds.stops(written.map(({ sending }) => sending))) return true;
    for (const { editor, sending } of written) this.outgoing.set(editor, { sending, until: Date.now() + SENDING });
    return false;
  }

  private sending(editor: HTMLElement): Sending {
    return { text: this.composer.read(editor), key: this.composer.answers(editor) };
  }
}

/** Whether the keys that are named before the last are held; a key alone counts only alone. */
function held(event: KeyboardEvent, keys: string[]): boolean {
  const state: Record<string, boolean> = { Ctrl: event.ctrlKey, Meta: event.metaKey, Alt: event.altKey, Shift: event.shiftKey };
  const named = keys.slice(0, -1);
  return named.length > 0 ? named.every((key) => state[key]) : !Object.values(state).includes(true);
}

function part(event: Event): Part {
  const { type } = event;
  if (event instanceof KeyboardEvent) return { type, key: event.key, repeat: event.repeat };
  return { type, detail: event instanceof UIEvent ? event.detail : 1 };
}
