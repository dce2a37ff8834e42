// Watching: whatever changes on the page ends in at most one pass per frame, the first at once. A change inside a post makes that post
// read anew; a change elsewhere only means that posts may have come, gone or moved.

import type { Reader } from "./snapshot";

/** Elements that this script itself adds. */
export const OURS = "handrail-mark, handrail-frame, handrail-toast, handrail-sheet";

export class Watch {
  private readonly observer: MutationObserver;
  private changed = new Set<Element>();
  /** Whether posts may have come, gone or moved. */
  private moved = true;
  private asked = false;
  /** There was a pass since the last frame. */
  private passed = false;

  constructor(
    private readonly reader: Reader,
    private readonly pass: (changed: Set<Element>, moved: boolean) => void,
  ) {
    this.observer = new MutationObserver((records) => this.note(records));
    // The document itself, so that a page which replaces its body, or all of it, is still watched.
    this.observer.observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: reader.table.page.attributes,
    });
    document.addEventListener("visibilitychange", this.wake);
    window.addEventListener("resize", this.wake, { passive: true });
    this.wake();
  }

  /** Asks for a pass: soon, or in the next frame if there was one in this. A page in the background gets no frames. */
  wake = (): void => {
    if (this.asked) return;
    this.asked = true;
    if (document.hidden || !this.passed) setTimeout(this.run);
    else requestAnimationFrame(this.run);
  };

  /** Posts are told by other signs now. */
  again(): void {
    this.moved = true;
    this.wake();
  }

  stop(): void {
    this.observer.disconnect();
    document.removeEventListener("visibilitychange", this.wake);
    window.removeEventListener("resize", this.wake);
  }

  private readonly run = (): void => {
    this.asked = false;
    this.passed = true;
    requestAnimationFrame(() => (this.passed = false));
    const { changed, moved } = this;
    this.changed = new Set();
    this.moved = false;
    this.pass(changed, moved);
    // What the pass itself added or took away is no news.
    this.note(this.observer.takeRecords().filter((record) => !ownDoing(record, true)));
  };

  private note(records: MutationRecord[]): void {
    let news = false;
    // Until we hear of it, what is taken out is watched on: what was here at first and comes back is as it was.
    const here = new Set<Node>();
    const came = new Set<Node>();
    for (const record of records) {
      if (ownDoing(record, false)) continue;
      news = true;
      this.moved ||= record.type !== "characterData";
      const post = this.reader.postOf(record.target);
      if (post) this.changed.add(post);
      for (const node of record.removedNodes) if (!came.has(node)) here.add(node);
      for (const node of record.addedNodes) if (!post && !here.has(node)) came.add(node);
    }
    for (const node of came) for (const post of this.reader.postsIn(node)) this.changed.add(post);
    if (news) this.wake();
  }
}

/** Whether only we can have done it; the page may take our elements `away` too. */
function ownDoing({ type, addedNodes, removedNodes }: MutationRecord, away: boolean): boolean {
  return type === "childList" && [...addedNodes].every(ours) && (away ? [...removedNodes].every(ours) : removedNodes.length === 0);
}

function ours(node: Node): boolean {
  return node instanceof Element && node.matches(OURS);
}
