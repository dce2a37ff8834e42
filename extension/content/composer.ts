// The site's own composer: which post it answers, and putting a draft into it. Nothing here presses a button of the
// site or a key; the draft arrives as a paste, which is what the editor understands best.

import type { Outcome } from "../shared/messages";
import type { Reader } from "./snapshot";
import { any, first } from "./table";
import { paste, settled } from "./paste";

export class Composer {
  /** The post whose reply button the agent pressed last, and the composers that this opened. */
  private pressed: string | undefined;
  private readonly opened = new WeakMap<Element, string>();
  private readonly address: RegExp;
  private readonly editor: string;

  constructor(private readonly reader: Reader) {
    const table = reader.table.composer;
    this.address = new RegExp(table.address);
    this.editor = any(table.editor);
    document.addEventListener("click", this.notice, { capture: true, passive: true });
  }

  stop(): void {
    document.removeEventListener("click", this.notice, { capture: true });
  }

  /** The open composer that answers the post called `key`. */
  find(key: string): HTMLElement | undefined {
    const editors = [...document.querySelectorAll<HTMLElement>(this.editor)].filter((editor) => this.answers(editor) === key);
    const dialog = any(this.reader.table.page.dialog);
    // The one in hand; else a dialog's, which lies over the page's own.
    return (
      editors.find((editor) => editor.contains(document.activeElement)) ??
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

  /** Puts `text` into the composer of the post; `add` to what the agent has written there. */
  async place(key: string, text: string, add: boolean): Promise<Outcome> {
    const editor = this.find(key);
    if (!editor) return "held";
    const before = this.read(editor);
    if (before.trim() !== "" && !add) return "occupied";
    const draft = text.replace(/\r\n?/g, "\n");
    const added = before.trim() === "" ? draft : `\n${draft}`;
    const expected = before + added;
    await paste(editor, added);
    const root = editor.closest(any(this.reader.table.composer.root))?.parentElement ?? editor.parentElement ?? document.body;
    const arrived = await settled(root, () => this.current(root, editor, key) === expected);
    return arrived ? "placed" : "refused";
  }

  /** What the editor holds, line by line. */
  read(editor: Element): string {
    const lines = [...editor.querySelectorAll(any(this.reader.table.composer.line))];
    if (lines.length === 0) return editor.textContent ?? "";
    return lines.map((line) => line.textContent ?? "").join("\n");
  }

  /** The editor may have drawn itself anew: the one that is there now is read. */
  private current(root: Element, editor: HTMLElement, key: string): string | undefined {
    const now = editor.isConnected ? editor : (root.querySelector(this.editor) ?? this.find(key));
    return now ? this.read(now) : undefined;
  }

  /** The key of the post that `editor` answers. */
  private answers(editor: Element): string | undefined {
    const page = this.reader.table.page;
    const dialog = editor.closest(any(page.dialog));
    const address = this.address.exec(location.pathname)?.[1];
    if (!dialog) return address;
    const posts = [...dialog.querySelectorAll(this.reader.post)];
    // A dialog with a list of posts is a conversation under a photo: it is about the post in the address.
    if (posts.length > 1 && first(dialog, page.row)) return address ?? this.opened.get(editor);
    const above = posts.findLast((post) => follows(editor, post));
    const key = above && this.reader.read(above).raw.key;
    if (key) return key;
    // A post without a link, as some dialogs preview it, is known by the button that was pressed.
    if (this.pressed !== undefined && !this.opened.has(editor)) {
      this.opened.set(editor, this.pressed);
      this.pressed = undefined;
    }
    return this.opened.get(editor);
  }

  private readonly notice = (event: Event): void => {
    const target = event.target;
    if (!(target instanceof Element)) return;
    const button = target.closest(any(this.reader.table.composer.reply));
    if (!button && target.closest(any(this.reader.table.page.dialog))) return;
    const post = button && this.reader.postOf(button);
    this.pressed = post ? this.reader.read(post).raw.key || undefined : undefined;
  };
}

function follows(node: Node, other: Node): boolean {
  return (other.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
