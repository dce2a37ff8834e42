// The site's own composer: which post it answers, and putting a draft into it. Nothing here presses a button of the
// site or a key. How a text gets into an editor depends on its kind (`editors/`), which the site's table names.

import type { Outcome } from "../shared/messages";
import { type Kind, kindOf } from "./editors/kind";
import { settled } from "./editors/settled";
import type { Reader } from "./snapshot";
import { any, first, namer } from "./table";

/** A post that is answered: its key and where it stands. */
interface Answered {
  key: string;
  path: string;
}

export class Composer {
  /** The post whose reply button the agent pressed last, and the composers that this opened. */
  private pressed: Answered | undefined;
  private readonly opened = new WeakMap<Element, Answered>();
  /** The editor that the agent wrote in last: the focus is in the assist frame when a draft is chosen. */
  private last: WeakRef<HTMLElement> | undefined;
  private readonly address: (path: string) => string | undefined;
  private readonly editor: string;
  private readonly line: string;
  private readonly send: string;
  /** What the site itself writes at the beginning of a reply. */
  private readonly given: RegExp | undefined;
  private readonly kind: Kind | undefined;

  constructor(private readonly reader: Reader) {
    const table = reader.table.composer;
    this.address = namer(reader.table, table.address);
    this.editor = any(table.editor);
    this.line = any(table.line);
    this.send = any(table.send);
    this.given = table.given === undefined ? undefined : new RegExp(table.given);
    this.kind = kindOf(table.kind);
    document.addEventListener("click", this.notice, { capture: true, passive: true });
    document.addEventListener("focusin", this.enter, { capture: true, passive: true });
  }

  stop(): void {
    document.removeEventListener("click", this.notice, { capture: true });
    document.removeEventListener("focusin", this.enter, { capture: true });
  }

  /** Every editor that can be written in. */
  editors(): HTMLElement[] {
    if (!this.kind) return [];
    return [...document.querySelectorAll<HTMLElement>(this.editor)].filter((editor) => editor.matches(":read-write"));
  }

  private isEditor(element: HTMLElement | null | undefined): boolean {
    return this.kind !== undefined && element?.isConnected === true && element.matches(this.editor) && element.matches(":read-write");
  }

  /** The editor that `node` stands in. */
  editorOf(node: Element): HTMLElement | undefined {
    return node.closest<HTMLElement>(this.editor) ?? undefined;
  }

  /** The editor with the focus, or else the one that had it last. Asked after every pass: the page is not searched for it. */
  inHand(): HTMLElement | undefined {
    const focused = document.activeElement;
    return [focused && this.editorOf(focused), this.last?.deref()].find((editor) => this.isEditor(editor)) ?? undefined;
  }

  /** The open composer that answers the post called `key`. */
  find(key: string): HTMLElement | undefined {
    const editors = this.editors().filter((editor) => this.answers(editor) === key);
    const dialog = any(this.reader.table.page.dialog);
    // The one in hand, of several parts of a thread too; else a dialog's, which lies over the page's own.
    return (
      editors.find((editor) => editor.contains(document.activeElement)) ??
      editors.find((editor) => editor === this.last?.deref()) ??
      editors.find((editor) => editor.closest(dialog)) ??
      editors[0]
    );
  }

  /** What the post's composer stands in, where it lies over the page: nothing of ours may cover it. */
  panel(key: string): Element | undefined {
    const editor = this.find(key);
    const dialog = editor?.closest(any(this.reader.table.page.dialog));
    if (!editor || !dialog) return undefined;
    let panel: Element = editor;
    // A dialog's outermost boxes fill the window; its panel is the widest that does not.
    for (let box = editor.parentElement; box && dialog.contains(box); box = box.parentElement) {
      if (box.getBoundingClientRect().width > 0.9 * innerWidth) break;
      panel = box;
    }
    return panel;
  }

  /** What the agent writes in for the post: the box with the site's send button, and the text box in it. */
  writing(key: string): Element[] {
    const editor = this.find(key);
    if (!editor) return [];
    let box: Element | null = editor;
    while (box && !box.querySelector(this.send)) box = box.parentElement;
    return [...(box && box !== document.body ? [box] : []), editor];
  }

  /** Puts `text` into the composer of the post; `add` to what the agent has written there. */
  async place(key: string, text: string, add: boolean): Promise<Outcome> {
    const editor = this.find(key);
    if (!editor) return "held";
    const before = this.read(editor);
    const free = before.trim() === "" || this.given?.test(before) === true;
    if (!free && !add) return "occupied";
    const draft = text.replace(/\r\n?/g, "\n");
    const added = free ? draft : `\n${draft}`;
    const expected = before + added;
    await this.kind?.put(editor, added);
    const root = editor.closest(any(this.reader.table.composer.root))?.parentElement ?? editor.parentElement ?? document.body;
    const now = (): string => this.current(root, editor, key) ?? "";
    // Meanwhile the agent may have typed on.
    const arrived = await settled(root, () => now() === expected, () => now().length > before.length);
    return arrived ? "placed" : "refused";
  }

  /** What the editor holds, with its line breaks. */
  read(editor: HTMLElement): string {
    return this.kind?.read(editor, this.line) ?? "";
  }

  /** The editor may have drawn itself anew: the one that is there now is read. */
  private current(root: Element, editor: HTMLElement, key: string): string | undefined {
    const beside = root.isConnected ? root.querySelector<HTMLElement>(this.editor) : undefined;
    const now = editor.isConnected ? editor : (beside ?? this.find(key));
    return now ? this.read(now) : undefined;
  }

  /** The key of the post that `editor` answers; nothing where it begins a post of its own. */
  answers(editor: Element): string | undefined {
    const page = this.reader.table.page;
    const dialog = editor.closest(any(page.dialog));
    const address = this.address(location.pathname);
    if (!dialog) return this.reader.table.composer.whom ? this.beside(editor) : address;
    const posts = [...dialog.querySelectorAll(this.reader.post)];
    // A dialog with a list of posts is a conversation under a photo: it is about the post in the address.
    if (posts.length > 1 && first(dialog, page.row)) return address ?? this.opened.get(editor)?.key;
    const above = posts.findLast((post) => follows(editor, post));
    const key = above && this.reader.read(above).raw.key;
    if (key) {
      this.pressed = undefined;
      return key;
    }
    // A post without a link, as some dialogs preview it, is known by the button that was pressed.
    if (this.pressed !== undefined && !this.opened.has(editor)) {
      this.opened.set(editor, this.pressed);
      this.pressed = undefined;
    }
    return this.opened.get(editor)?.key;
  }

  /** A composer that stands beside the posts all the time is about the post whose button was pressed, while it names its writer. */
  private beside(editor: Element): string | undefined {
    const whom = first(editor.closest("form") ?? document, this.reader.table.composer.whom ?? []);
    const writer = whom instanceof HTMLAnchorElement ? `${whom.pathname}/` : undefined;
    const fits = (post: Answered | undefined): boolean => writer !== undefined && post?.path.startsWith(writer) === true;
    if (this.pressed && fits(this.pressed)) {
      this.opened.set(editor, this.pressed);
      this.pressed = undefined;
    }
    const opened = this.opened.get(editor);
    if (fits(opened)) return opened?.key;
    this.opened.delete(editor);
    return undefined;
  }

  private readonly enter = (event: Event): void => {
    const editor = event.target instanceof Element && this.editorOf(event.target);
    if (!editor) return;
    this.last = new WeakRef(editor);
    // Which button opened it is known now: the next press is about something else.
    this.answers(editor);
  };

  private readonly notice = (event: Event): void => {
    const target = event.target;
    if (!(target instanceof Element)) return;
    const button = target.closest(any(this.reader.table.composer.reply));
    if (!button && target.closest(any(this.reader.table.page.dialog))) return;
    this.pressed = button ? this.about(button) : undefined;
  };

  /** The post whose button this is; one that stands in no post is about the post that the page is about. */
  private about(button: Element): Answered | undefined {
    const post = this.reader.postOf(button);
    const raw = post ? this.reader.read(post).raw : undefined;
    const key = post ? raw?.key : this.address(location.pathname);
    return key ? { key, path: new URL(raw?.fields["permalink"] ?? "", location.href).pathname } : undefined;
  }
}

function follows(node: Node, other: Node): boolean {
  return (other.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
