// Phrases that decided, underlined in the post's own text by the CSS Custom Highlight API: no node of the page is
// wrapped or changed. Ranges point at nodes, so they are made anew whenever a post's words are. They are static ranges: live
// ones are looked through by the browser at every change of the page.

import type { Mark } from "../shared/messages";
import { highlightRules } from "./look";
import type { Reader } from "./snapshot";
import { rangeOf, said } from "./walk";

interface Kept {
  name: string;
  range: StaticRange;
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
    const walked = this.reader.walked(post);
    if (!walked) return;
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
      kept.push({ name, range, words: said(range) });
    }
    if (kept.length > 0) this.kept.set(post, kept);
  }

  /** Whether the post's ranges still hold their words: a page that re-draws a post throws their nodes away. */
  intact(post: Element): boolean {
    return (this.kept.get(post) ?? []).every(({ range, words }) => post.contains(range.startContainer) && said(range) === words);
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
