// Watching: whatever changes on the page ends in at most one pass per frame. A change inside a post makes that post
// read anew; a change elsewhere only means that posts may have come, gone or moved.

import type { Reader } from "./snapshot";

/** Elements that this script itself adds. */
export const OURS = "handrail-mark, handrail-frame, handrail-toast";

export class Watch {
  private readonly observer: MutationObserver;
  private changed = new Set<Element>();
  private asked = false;

  constructor(
    private readonly reader: Reader,
    private readonly pass: (changed: Set<Element>) => void,
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

  /** Asks for a pass in the next frame; a page in the background gets no frames, so there it is soon. */
  wake = (): void => {
    if (this.asked) return;
    this.asked = true;
    if (document.hidden) setTimeout(this.run);
    else requestAnimationFrame(this.run);
  };

  stop(): void {
    this.observer.disconnect();
    document.removeEventListener("visibilitychange", this.wake);
    window.removeEventListener("resize", this.wake);
  }

  private readonly run = (): void => {
    this.asked = false;
    const changed = this.changed;
    this.changed = new Set();
    this.pass(changed);
    // What the pass itself added is no news.
    this.note(this.observer.takeRecords());
  };

  private note(records: MutationRecord[]): void {
    let news = false;
    for (const record of records) {
      if (record.type === "childList" && ownDoing(record)) continue;
      news = true;
      const post = this.reader.postOf(record.target);
      if (post) this.changed.add(post);
      // What comes back may have been changed while it was away.
      else record.addedNodes.forEach((node) => this.reader.postsIn(node).forEach((post) => this.changed.add(post)));
    }
    if (news) this.wake();
  }
}

function ownDoing({ addedNodes, removedNodes }: MutationRecord): boolean {
  return [...addedNodes].every(ours) && removedNodes.length === 0;
}

function ours(node: Node): boolean {
  return node instanceof Element && node.matches(OURS);
}
