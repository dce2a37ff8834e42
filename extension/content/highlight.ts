// Phrases that decided, underlined in the post's own text by the CSS Custom Highlight API: no node of the page is
// wrapped or changed. Ranges point at nodes, so they are made anew whenever a post is painted.

import type { Mark } from "../shared/messages";
import { highlightRules } from "./look";
import type { Reader } from "./snapshot";
import { rangeOf, walk } from "./walk";

interface Kept {
  name: string;
  range: Range;
  words: string;
}

export class Highlights {
  private readonly sheet = highlightRules();
  private readonly kept = new Map<Element, Kept[]>();
  private readonly able = typeof CSS !== "undefined" && "highlights" in CSS && typeof Highlight === "function";

  constructor(private readonly reader: Reader) {}

  /** Shows the reasons of `mark` in `post`; none of a post that is handled. */
  show(post: Element, mark: Mark, dark: boolean): void {
    this.drop(post);
    if (!this.able || mark.state.handled != null) return;
    const element = this.reader.textOf(post);
    if (!element) return;
    const walked = walk(element);
    // Offsets count in the text that was sent; if the page shows another by now, the next pass asks again.
    if (!mark.reasons.every(({ span, words }) => walked.text.slice(...span) === words)) return;
    const theme = dark ? "dark" : "light";
    const wanted = mark.reasons.map(({ span }) => ({ span, name: `handrail-${mark.intent}-${theme}` }));
    if (mark.mention.span) wanted.push({ span: mark.mention.span, name: `handrail-mention-${theme}` });
    const kept: Kept[] = [];
    for (const { span, name } of wanted) {
      const range = rangeOf(walked, ...span);
      if (!range) continue;
      this.highlight(name).add(range);
      kept.push({ name, range, words: range.toString() });
    }
    if (kept.length > 0) this.kept.set(post, kept);
  }

  /** Whether the post's ranges still hold their words: a page that moves or re-draws a node empties them. */
  intact(post: Element): boolean {
    return (this.kept.get(post) ?? []).every(({ range, words }) => range.toString() === words);
  }

  drop(post: Element): void {
    for (const { name, range } of this.kept.get(post) ?? []) CSS.highlights.get(name)?.delete(range);
    this.kept.delete(post);
  }

  /** The page may have replaced its list of sheets. */
  style(): void {
    if (this.able && !document.adoptedStyleSheets.includes(this.sheet)) {
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet];
    }
  }

  clear(): void {
    for (const post of [...this.kept.keys()]) this.drop(post);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.sheet);
  }

  private highlight(name: string): Highlight {
    let highlight = CSS.highlights.get(name);
    if (!highlight) CSS.highlights.set(name, (highlight = new Highlight()));
    return highlight;
  }
}
