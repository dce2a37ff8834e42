// Which posts are shown in full: all, only what waits, only those that the agent has taken. The rest is dimmed, never taken
// away: rows that collapse would make the site load ever more. One style sheet of ours says so, and is there only while
// something is dimmed; nothing of the page is marked for it. What the pointer or the focus is on is shown in full.

import type { Mark } from "../shared/messages";
import { once } from "./look";
import type { Toast } from "./toast";
import { mine, waits } from "./waiting";
import { word } from "./words";

/** The name it is kept under; `src/wasm/pages/panel/filter.rs` knows it and the choices too. */
const KEPT = "filter";
const CHOICES = ["all", "waiting", "mine"] as const;
type Choice = (typeof CHOICES)[number];

/** What a mark has where its post is kept. */
const KEEPS = { waiting: "[data-handrail-waits]", mine: "[data-handrail-claimed]" };

export class Filter {
  private choice: Choice = "all";
  private sheet: CSSStyleSheet | undefined;
  /** Choices of this page that are on their way to the storage. */
  private keeping = 0;

  /** `post` selects posts as they are found now; `marks` are those on the page. */
  constructor(
    private readonly post: () => string,
    private readonly marks: () => Mark[],
    private readonly toast: Toast,
  ) {
    chrome.storage.local.onChanged.addListener((changes) => {
      if (KEPT in changes && this.keeping === 0) this.take(changes[KEPT]?.newValue, false);
    });
    void chrome.storage.local.get(KEPT).then((kept: Record<string, unknown>) => this.take(kept[KEPT], true));
  }

  /** Whether the agent goes to the post, from one to the next. */
  leads(mark: Mark): boolean {
    return this.choice === "mine" ? mine(mark) : waits(mark);
  }

  /** On to the next choice: every open page follows. */
  turn(): void {
    this.keep(CHOICES[(CHOICES.indexOf(this.choice) + 1) % CHOICES.length] ?? "all");
  }

  /** After every pass: the page may have replaced its list of sheets, or shows posts that are found otherwise. */
  passed(): void {
    const sheet = this.choice === "all" ? undefined : once(rules(this.post(), KEEPS[this.choice]));
    const sheets = document.adoptedStyleSheets;
    if (sheet === this.sheet && (!sheet || sheets.includes(sheet))) return;
    const others = sheets.filter((other) => other !== this.sheet);
    document.adoptedStyleSheets = sheet ? [...others, sheet] : others;
    this.sheet = sheet;
  }

  stop(): void {
    this.choice = "all";
    this.passed();
  }

  /** It counts here at once: two quick presses are two steps. */
  private keep(choice: Choice): void {
    this.take(choice, false);
    this.keeping += 1;
    void chrome.storage.local.set({ [KEPT]: choice }).finally(() => (this.keeping -= 1));
  }

  /** A page that is dim says so. */
  private take(kept: unknown, first: boolean): void {
    const before = this.choice;
    this.choice = CHOICES.find((choice) => choice === kept) ?? "all";
    this.passed();
    if (this.choice === before) return;
    if (document.hidden) document.addEventListener("visibilitychange", this.seen, { once: true });
    else if (this.choice === "all") this.toast.show({ words: word("toast_filter_all") });
    else this.say(first);
  }

  /** What was changed while nobody looked at the page. */
  private readonly seen = (): void => {
    if (this.choice !== "all") this.say(false);
  };

  private say(first: boolean): void {
    const keeps = this.choice === "mine" ? mine : waits;
    const kept = new Set(this.marks().filter(keeps).map(({ post }) => post));
    const words = first ? word(`toast_filter_${this.choice}_on`) : word(`toast_filter_${this.choice}`, String(kept.size));
    this.toast.show({ words, action: { label: word("toast_filter_show_all"), run: () => this.keep("all") } });
  }
}

/** Quoted posts, which lie in others, are as dim as those. The mark itself stays as it is. */
function rules(post: string, keeps: string): string {
  const rest = `:is(${post}):not(:is(${post}) *):not(:has(handrail-mark${keeps})):not(:hover):not(:focus-within) > :not(handrail-mark)`;
  return `${rest}{opacity:.38!important}
@media (forced-colors:active){${rest}{opacity:1!important}${rest},${rest} *{color:GrayText!important}}`;
}
