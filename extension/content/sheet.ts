// The cheat sheet: every command with its keys. A dialog of our own over the page, which has the keyboard while it is open.

import { frame } from "../shared/keys.json";
import type { Bound } from "./chord";
import { type Host, makeHost } from "./look";
import { direction, word } from "./words";

export class Sheet {
  private host: Host | undefined;
  private back: Element | null = null;

  get open(): boolean {
    return this.host?.element.isConnected ?? false;
  }

  /** `closed`: the focus is to go back there. */
  constructor(private readonly closed: (back: Element | null) => void) {}

  show(bound: Bound[], dark: boolean): void {
    this.back = document.activeElement;
    const host = (this.host = makeHost("handrail-sheet"));
    const dialog = make("dialog", dark ? "dark" : "light");
    dialog.dir = direction();
    dialog.setAttribute("aria-labelledby", "title");
    const close = make("button", "close", "×");
    close.type = "button";
    close.ariaLabel = word("toast_close");
    close.addEventListener("click", this.close);
    // The page hears nothing of what happens in it.
    for (const type of ["click", "mousedown", "pointerdown", "mouseup", "pointerup"]) host.element.addEventListener(type, (event) => event.stopPropagation());
    dialog.addEventListener("click", ({ target }) => target === dialog && this.close());
    dialog.addEventListener("close", this.close);
    const title = make("h2", "", word("sheet_title"));
    title.id = "title";
    const all = make("div", "all");
    const commands = bound.map(([command, chord]): [string, string] => [word(`command_${command}`), chord]);
    all.append(close, title, list(commands.map(([name, chord]) => [name, [chord]])));
    all.append(make("h3", "", word("sheet_frame")), list(frame.map(([keys = "", what = ""]) => [word(what), keys.split(" ")])));
    all.append(make("p", "", word("sheet_change")));
    dialog.append(all);
    host.root.append(dialog);
    document.documentElement.append(host.element);
    dialog.showModal();
  }

  readonly close = (): void => {
    if (!this.host) return;
    this.host.element.remove();
    this.host = undefined;
    this.closed(this.back);
  };
}

function list(entries: [name: string, keys: string[]][]): HTMLElement {
  const made = make("dl", "");
  for (const [name, keys] of entries) {
    const entry = make("div", "");
    const value = make("dd", "");
    const shown = keys.filter((key) => key !== "");
    for (const key of shown) value.append(make("kbd", "", key));
    if (shown.length === 0) value.append(word("panel_no_key"));
    entry.append(make("dt", "", name), value);
    made.append(entry);
  }
  return made;
}

function make<K extends keyof HTMLElementTagNameMap>(name: K, className: string, words = ""): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = words;
  return made;
}
