// A short notice with at most one thing to do about it. It stays ten seconds (or until it is no longer true), and for
// as long as the pointer or the focus is on it.

import { type Host, makeHost } from "./look";
import { direction, word } from "./words";

const SHOWN = 10_000;

export interface Notice {
  words: string;
  action?: { label: string; run: () => void };
  /** Stays until it is closed. */
  stays?: boolean;
  /** Said at once by screen readers, whatever they are saying. */
  urgent?: boolean;
}

export class Toast {
  private host: Host | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private shown: Notice | undefined;
  private back: HTMLElement | null = null;

  /** `taken`: what the notice is not to lie on, while it is there. */
  constructor(private readonly taken: () => DOMRect | undefined) {}

  show(notice: Notice): void {
    this.shown = notice;
    this.back = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const host = this.attach();
    const toast = element("div", "toast");
    toast.setAttribute("role", notice.urgent ? "alert" : "status");
    toast.dir = direction();
    host.root.replaceChildren(toast);
    if (host.element.matches(":popover-open")) host.element.hidePopover();
    // Shown last, so that it lies over the assist frame.
    host.element.showPopover();
    // A live region speaks of what changes in it: the words come after it.
    requestAnimationFrame(() => {
      toast.replaceChildren(...this.content(notice));
      this.giveWay(host);
    });
    host.element.dataset["handrailToast"] = notice.action?.label ?? "";
    clearTimeout(this.timer);
    if (!notice.stays) this.timer = setTimeout(() => this.hideUnlessUsed(host), SHOWN);
  }

  /** Hides this notice, if it is still the one that is shown. */
  close(notice: Notice): void {
    if (this.shown === notice) this.hide();
  }

  hide = (): void => {
    clearTimeout(this.timer);
    const focused = this.host?.element === document.activeElement;
    if (this.host?.element.matches(":popover-open")) this.host.element.hidePopover();
    if (focused && this.back?.isConnected) this.back.focus({ preventScroll: true });
  };

  /** Puts the focus on what can be done. */
  focus(): void {
    this.host?.element.focus();
  }

  /** To the top of the window, where it would lie on the assist frame at the bottom. */
  private giveWay(host: Host): void {
    host.set({});
    const taken = this.taken();
    const own = host.element.getBoundingClientRect();
    if (!taken || own.bottom <= taken.top || own.top >= taken.bottom || own.left >= taken.right || own.right <= taken.left) return;
    if (taken.top > own.height + 40) host.set({ start: "20px", end: "auto" });
  }

  private hideUnlessUsed(host: Host): void {
    const { element } = host;
    if (!element.matches(":hover") && document.activeElement !== element) return this.hide();
    this.timer = setTimeout(() => this.hideUnlessUsed(host), SHOWN / 4);
  }

  private content({ words, action }: Notice): Node[] {
    const text = element("span", "words");
    text.textContent = words;
    const close = button("×", this.hide);
    close.classList.add("close");
    close.setAttribute("aria-label", word("toast_close"));
    const act = action && button(action.label, () => (this.hide(), action.run()));
    return act ? [text, act, close] : [text, close];
  }

  private attach(): Host {
    if (this.host?.element.isConnected) return this.host;
    this.host = makeHost("handrail-toast");
    this.host.element.popover = "manual";
    for (const type of ["keydown", "keypress", "keyup", "click", "mousedown", "pointerdown"] as const) {
      this.host.element.addEventListener(type, (event) => {
        event.stopPropagation();
        if (event instanceof KeyboardEvent && type === "keydown" && event.key === "Escape") this.hide();
      });
    }
    document.documentElement.append(this.host.element);
    return this.host;
  }
}

function element(name: "div" | "span", className: string): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  return made;
}

function button(label: string, press: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", press);
  return made;
}
