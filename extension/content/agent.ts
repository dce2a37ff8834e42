// What the agent does: opens suggestions, goes from post to post, marks posts handled, puts drafts into the composer.

import type { Command, Mark, Outcome, State, ToFrame } from "../shared/messages";
import { alive } from "./ask";
import type { Badge } from "./badge";
import { Deeds } from "./deeds";
import { Drafts, type Placed } from "./drafts";
import { Filter } from "./filter";
import { Frame, type Subject } from "./frame";
import { Keys } from "./keys";
import type { Seen } from "./replied";
import { Sending } from "./sending";
import { Sheet } from "./sheet";
import { any, type Table } from "./table";
import { Terminal } from "./terminal";
import { Toast } from "./toast";
import { word } from "./words";

export class Agent {
  readonly terminal: Terminal;
  private readonly toast = new Toast(() => this.frame.box);
  private readonly frame: Frame;
  private readonly drafts: Drafts;
  private readonly sending: Sending;
  private readonly deeds: Deeds;
  private readonly filter: Filter;
  private readonly keys: Keys;
  private readonly sheet = new Sheet((back) => {
    if (back?.localName === "handrail-frame") this.frame.takeFocus();
    else if (back instanceof HTMLElement && back.isConnected) back.focus({ preventScroll: true });
  });
  /** What became of drafts while the frame showed another post, or none. */
  private readonly untold = new Map<string, Placed>();
  private current: string | undefined;
  /** The badge that the frame was opened from. */
  private pressed: Badge | undefined;
  private stopped = false;

  constructor(private readonly table: Table) {
    // Looked up while the extension is there: needed when it no longer is.
    for (const key of ["toast_reload", "toast_close", "toast_unchecked", "toast_unchecked_again"]) word(key);
    this.frame = new Frame(
      {
        place: (text, add) => this.place(text, add),
        close: () => this.close(),
        step: (command) => this.step(command, true),
        command: (command) => this.command(command),
        ready: () => this.tellKeys(),
        release: () => this.release(),
        shown: () => {
          this.sending.typing.again();
          this.catchUp();
        },
      },
      (key) => this.drafts.composer.panel(key) ?? this.badge(key)?.element.parentElement ?? this.terminal.locate(key),
      (key) => this.drafts.composer.writing(key),
    );
    this.terminal = new Terminal(table, {
      press: (badge) => this.press(badge),
      near: (badge) => this.near(badge),
      saving: (mark) => this.deeds.saving.has(mark.post),
      waiting: (mark) => this.drafts.waits(mark.key),
      passed: (news) => news && this.passed(),
      gone: () => this.gone(),
    });
    this.deeds = new Deeds(this.terminal, this.toast, () => this.gone());
    this.filter = new Filter(() => this.terminal.reader.post, () => this.terminal.marks(), this.toast);
    this.keys = new Keys({
      command: (command) => this.command(command),
      sheet: () => this.sheet,
      changed: () => this.tellKeys(),
    });
    const told = (key: string, outcome: Outcome, copied: boolean): void => {
      this.untold.set(key, { outcome, copied });
      this.catchUp();
    };
    this.drafts = new Drafts(this.terminal.reader, this.toast, told, () => this.terminal.wake());
    this.sending = new Sending(table, this.drafts.composer, this.toast, {
      subject: () => this.frame.subject?.raw.key,
      seen: (key) => this.seen(key),
      typed: (text, key, since) => this.aboutComposer(key, (post) => ({ kind: "typed", text, post, since })),
      held: (text, key, since) => {
        // What was said meanwhile may be the reason.
        const around = (key !== undefined && this.seen(key)?.around) || [];
        this.aboutComposer(key, (post) => ({ kind: "held", text, post, since, around }));
      },
      gone: () => this.gone(),
    });
  }

  command(command: Command): void {
    if (!alive()) return this.gone();
    switch (command) {
      case "next":
      case "previous":
        return this.step(command, this.frame.isOpen);
      case "assist":
        return this.open(this.inHand()?.badge);
      case "filter":
        return this.filter.turn();
      case "sheet":
        return this.sheet.open ? this.sheet.close() : this.sheet.show(this.keys.bound, this.terminal.backdrop.dark);
      default:
        return this.withPost(command);
    }
  }

  private withPost(command: "claim" | "handled" | "notComplaint" | "copyLink"): void {
    const key = this.inHand()?.badge.key;
    const mark = key === undefined ? undefined : this.terminal.mark(key);
    const raw = key === undefined ? undefined : this.terminal.snapshot(key)?.raw;
    if (!mark || !raw) return this.toast.show({ words: word("toast_none") });
    this.current = mark.key;
    if (command === "copyLink") void this.deeds.copyLink(raw);
    else if (command === "notComplaint") void this.deeds.notComplaint(mark, raw);
    else void this.deeds[command](mark);
  }

  private tellKeys(): void {
    this.frame.tell({ kind: "keys", keys: this.keys.bound });
  }

  state(state: State): void {
    const before = this.markOf(state.post);
    this.terminal.state(state);
    this.frame.state(state);
    this.sending.again();
    // Handled in the frame: it can be taken back here too.
    const [id] = state.handled ?? [];
    if (id && before && before.state.handled == null && this.frame.subject?.post === state.post) this.deeds.offerUndo(state.post, id, "toast_handled");
  }

  /** A colleague came first, or has taken over with a reason. */
  lost({ post, name, over }: { post: string; name: string | null; over: string | null }): void {
    const lost = this.terminal.named(post);
    if (!lost) return;
    const who = name ?? word("toast_somebody");
    // Sites name people by the end of an address.
    const whose = `@${(lost.raw.fields["author"] ?? "").split("/").at(-1)?.replace(/^@/, "") ?? ""}`;
    this.toast.show({ words: over === null ? word("toast_lost_to", who, whose) : word("toast_taken_over", who, whose, word(`over_${over}`)) });
  }

  /** What posts and replies are judged by has changed. */
  again(): void {
    this.terminal.again();
    this.sending.again();
    this.frame.again();
  }

  /** The verdict on a post was refined by a second look. */
  refined(post: string): void {
    this.terminal.refined(post);
    this.frame.refined(post);
  }

  /** The extension was updated under this page: nothing works any more, and the page says so. */
  gone(): void {
    if (this.stopped) return;
    this.stopped = true;
    this.frame.close();
    this.drafts.stop();
    this.sending.stop();
    this.keys.stop();
    this.filter.stop();
    this.sheet.close();
    this.terminal.stop();
    this.toast.show({ words: word("toast_reload"), stays: true });
  }

  private press(badge: Badge): void {
    if (this.frame.subject?.raw.key === badge.key) this.close();
    else this.open(badge);
  }

  /** What there is to say is asked for ahead, so that it is there at the press. */
  private near(badge: Badge): void {
    const subject = this.subject(badge);
    if (subject) this.frame.prepare(subject, this.terminal.backdrop);
  }

  private subject(badge: Badge): Subject | undefined {
    const seen = this.seen(badge.key);
    const mark = this.terminal.mark(badge.key);
    return seen && mark && { site: this.table.name, raw: seen.post, around: seen.around, post: mark.post };
  }

  private open(badge: Badge | undefined): void {
    const subject = badge && this.subject(badge);
    if (!subject) return this.toast.show({ words: word("toast_none") });
    this.current = badge.key;
    this.pressed = badge;
    this.frame.open(subject, this.terminal.backdrop, this.drafts.composer.find(badge.key) !== undefined);
  }

  /** A post of the page, and the others for its context. */
  private seen(key: string): Seen | undefined {
    const post = this.terminal.snapshot(key)?.raw;
    return post && { post, around: this.terminal.around(key).map(({ raw }) => raw) };
  }

  /** The focus goes back to the reply that the agent came from, or else to the post's badge, if it is still on the page. */
  private close(): void {
    const key = this.frame.subject?.raw.key;
    const from = this.frame.cameFrom;
    this.frame.close();
    const editor = from && this.drafts.composer.editorOf(from);
    if (editor) editor.focus({ preventScroll: true });
    else if (key !== undefined) this.badge(key)?.focus();
  }

  /** Of a post that stands in several places, the badge that was pressed; in front of a dialog's own nothing has the focus. */
  private badge(key: string): Badge | undefined {
    const last = this.terminal.painter.find(key);
    const { pressed } = this;
    if (pressed?.key !== key || !pressed.element.isConnected) return last;
    return last?.element.closest(any(this.table.page.dialog)) ? last : pressed;
  }

  /** The agent goes on in the reply that was held. */
  private release(): void {
    this.sending.release();
    this.drafts.composer.inHand()?.focus({ preventScroll: true });
  }

  /** Tells the frame what became of the draft of its post. */
  private catchUp(): void {
    const key = this.frame.subject?.raw.key;
    const placed = key === undefined ? undefined : this.untold.get(key);
    if (key === undefined || !placed || !this.frame.tell({ kind: "placed", ...placed })) return;
    this.untold.delete(key);
  }

  /** The post that commands mean: the one with the focus, in the frame, last in hand, or first in the window. */
  private inHand(): { badge: Badge } | undefined {
    const posts = this.terminal.painter.posts();
    const focused = document.activeElement;
    const key = this.frame.subject?.raw.key;
    return (
      (key === undefined ? undefined : posts.find(({ badge }) => badge.key === key)) ??
      posts.find(({ post }) => post.contains(focused)) ??
      posts.find(({ badge, post }) => badge.key === this.current && inWindow(post)) ??
      posts.find(({ post }) => inWindow(post))
    );
  }

  /** To the next or previous post that is open, seen from the one in hand. */
  private step(command: "next" | "previous", openFrame: boolean): void {
    const posts = this.terminal.painter.posts();
    const from = this.indexOf(posts, this.inHand()?.badge);
    const open = posts.map(({ badge }, index) => ({ badge, index })).filter(({ badge }) => this.isOpen(badge));
    const target = command === "next" ? open.find(({ index }) => index > from) : open.findLast(({ index }) => index < from);
    if (!target) return this.toast.show({ words: word("toast_none") });
    this.current = target.badge.key;
    target.badge.focus();
    if (openFrame) this.open(target.badge);
  }

  /** Where the post in hand stands; before the first if none was ever in hand. */
  private indexOf(posts: { badge: Badge }[], badge: Badge | undefined): number {
    if (!badge || (this.current === undefined && !this.frame.isOpen)) return -1;
    return posts.findIndex((other) => other.badge === badge);
  }

  private isOpen(badge: Badge): boolean {
    const mark = this.terminal.mark(badge.key);
    return mark !== undefined && this.filter.leads(mark);
  }

  private place(text: string, add: boolean): void {
    const key = this.frame.subject?.raw.key;
    if (key !== undefined) void this.drafts.place(key, text, add);
  }

  private passed(): void {
    this.filter.passed();
    this.frame.follow();
    const key = this.frame.subject?.raw.key;
    if (key !== undefined) this.frame.composerOpen(this.drafts.composer.find(key) !== undefined);
    this.drafts.passed();
    this.sending.passed();
  }

  /** What is written to the post in the frame, or was held back, the frame hears too. */
  private aboutComposer(key: string | undefined, message: (post: string) => ToFrame): void {
    const subject = this.frame.subject;
    if (subject && subject.raw.key === key) this.frame.tell(message(subject.post));
  }

  private markOf(post: string): Mark | undefined {
    const subject = this.frame.subject;
    return subject?.post === post ? this.terminal.mark(subject.raw.key) : undefined;
  }
}

function inWindow(post: Element): boolean {
  const { top, bottom } = post.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}
