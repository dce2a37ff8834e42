// Painting: one mark a post, following the post's id and never the node. Rows are re-used for other posts, leave and
// come back; every pass says anew what each node must show, and only differences are written.

import type { Mark } from "../shared/messages";
import { Badge, type Extra } from "./badge";
import type { Highlights } from "./highlight";
import type { Reader } from "./snapshot";
import { measure } from "./spot";

/** What a node must show: a mark, or none. */
export interface Wanted {
  post: Element;
  key: string;
  print: string;
  mark: Mark | undefined;
}

interface Painted {
  badge: Badge;
  /** What was painted; a different text needs other highlights. */
  face: string;
  size: string;
}

export class Painter {
  private readonly painted = new WeakMap<Element, Painted>();
  private live = new Set<Element>();

  constructor(
    private readonly reader: Reader,
    private readonly highlights: Highlights,
    private readonly press: (badge: Badge) => void,
  ) {}

  paint(wanted: Wanted[], extra: (mark: Mark) => Extra): void {
    const live = new Set<Element>();
    const marked: { wanted: Wanted; mark: Mark; painted: Painted }[] = [];
    for (const want of wanted) {
      if (want.mark) {
        live.add(want.post);
        marked.push({ wanted: want, mark: want.mark, painted: this.attach(want) });
      } else this.clear(want.post);
    }
    this.forget(live);
    // Every size is read before anything is placed, so that the page is laid out once.
    const measured = marked.map(({ wanted: { post }, painted }) => {
      const size = `${post.clientWidth} ${post.clientHeight}`;
      const same = painted.badge.placed && painted.size === size;
      return { size, spot: same ? undefined : measure(post, painted.badge.element, this.reader) };
    });
    marked.forEach(({ wanted, mark, painted }, index) => {
      const { spot, size } = measured[index] ?? {};
      if (spot) painted.badge.place(spot);
      if (size !== undefined) painted.size = size;
      this.write(wanted, mark, painted, extra(mark));
    });
    this.highlights.style();
  }

  /** Marked posts on the page, from top to bottom. */
  posts(): { post: Element; badge: Badge }[] {
    return [...this.live]
      .flatMap((post) => {
        const painted = this.painted.get(post);
        return painted && post.isConnected ? [{ post, badge: painted.badge, top: post.getBoundingClientRect().top }] : [];
      })
      .sort((one, other) => one.top - other.top);
  }

  /** The node that shows the post called `key`; the last, which is the one in a dialog where there are two. */
  find(key: string): { post: Element; badge: Badge } | undefined {
    return this.posts().findLast(({ badge }) => badge.key === key);
  }

  clearAll(): void {
    for (const post of this.live) this.clear(post);
    this.live.clear();
    this.highlights.clear();
  }

  private write({ post, key, print }: Wanted, mark: Mark, painted: Painted, extra: Extra): void {
    painted.badge.key = key;
    painted.badge.show(mark, extra);
    const face = JSON.stringify([print, mark.intent, mark.reasons.length, mark.state.handled != null, extra.dark]);
    if (painted.face !== face || !this.highlights.intact(post)) {
      painted.face = face;
      this.highlights.show(post, mark, extra.dark);
    }
  }

  /** The post's mark, in its place as the last child; strangers (copied with the row by the page) are removed. */
  private attach({ post, key }: Wanted): Painted {
    let painted = this.painted.get(post);
    if (!painted) this.painted.set(post, (painted = { badge: new Badge(this.press), face: "", size: "" }));
    const element = painted.badge.element;
    for (const other of post.querySelectorAll(":scope > handrail-mark")) {
      if (other !== element) other.remove();
    }
    if (element.parentNode !== post) post.append(element);
    // Another post in the same node stands differently.
    if (painted.badge.key !== key) painted.size = "";
    return painted;
  }

  private clear(post: Element): void {
    this.highlights.drop(post);
    this.painted.delete(post);
    for (const mark of post.querySelectorAll(":scope > handrail-mark")) mark.remove();
  }

  /** Nodes that left the page keep nothing alive. */
  private forget(live: Set<Element>): void {
    for (const post of this.live) {
      if (live.has(post)) continue;
      this.highlights.drop(post);
      const painted = this.painted.get(post);
      if (painted) painted.face = "";
    }
    this.live = live;
  }
}
