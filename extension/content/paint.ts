// Painting: one mark a post, following the post's id and never the node. Rows are re-used for other posts, leave and
// come back; every pass says anew what each node must show, and only differences are written.
//
// A mark's place depends on the post's layout. Asking for that in a pass would make the browser lay the page out there
// and then; a resize observer reports each post once the browser has done so by itself, in the same frame.

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
  /** What is shown; nothing while the node shows a post without a mark. */
  mark: Mark | undefined;
  print: string;
  extra: Extra;
  /** What is underlined: a different text needs other ranges. */
  underlined: string;
}

/** How old an age may be that a mark shows, in milliseconds. */
const STALE = 30_000;

export class Painter {
  private readonly painted = new WeakMap<Element, Painted>();
  private readonly sizes = new ResizeObserver((entries) => this.place(entries.map(({ target }) => target)));
  private live = new Set<Element>();

  constructor(
    private readonly reader: Reader,
    private readonly highlights: Highlights,
    private readonly press: (badge: Badge) => void,
    private readonly near: (badge: Badge) => void,
  ) {}

  /** `changed`: posts in which the page has changed something. The others are as they were left. */
  paint(wanted: Wanted[], changed: Set<Element>, extra: (mark: Mark) => Extra): void {
    const live = new Set<Element>();
    for (const want of wanted) {
      const { post, mark } = want;
      if (!mark) {
        if (changed.has(post) || this.live.has(post)) this.clear(post);
        continue;
      }
      live.add(post);
      const shown = extra(mark);
      if (changed.has(post) || !this.shows(want, mark, shown)) this.write(want, mark, shown);
    }
    this.forget(live);
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

  /** The mark of the post called `key`; the last, which is the one in a dialog where there are two. */
  find(key: string): Badge | undefined {
    return [...this.live]
      .filter((post) => post.isConnected)
      .map((post) => this.painted.get(post)?.badge)
      .findLast((badge) => badge?.key === key);
  }

  clearAll(): void {
    for (const post of this.live) this.clear(post);
    this.live.clear();
    this.highlights.clear();
  }

  /** Whether a post's node shows this already. */
  private shows({ post, key, print }: Wanted, mark: Mark, extra: Extra): boolean {
    const painted = this.painted.get(post);
    return (
      painted?.mark === mark &&
      painted.print === print &&
      painted.badge.key === key &&
      painted.extra.dark === extra.dark &&
      painted.extra.saving === extra.saving &&
      painted.extra.waiting === extra.waiting &&
      extra.now - painted.extra.now < STALE
    );
  }

  private write({ post, key, print }: Wanted, mark: Mark, extra: Extra): void {
    const painted = this.attach(post, mark, extra);
    painted.print = print;
    const { badge } = painted;
    if (badge.key !== key) {
      badge.key = key;
      // Another post in the same node stands differently, though perhaps in a box of the same size.
      this.sizes.unobserve(post);
      this.sizes.observe(post);
    }
    badge.show(mark, extra);
    const underlined = JSON.stringify([print, mark.intent, mark.reasons.length, mark.state.handled != null, extra.dark]);
    if (painted.underlined === underlined && this.highlights.intact(post)) return;
    painted.underlined = underlined;
    this.highlights.show(post, mark, extra.dark);
  }

  /** The post's mark, in its place as the last child; strangers (copied with the row by the page) are removed. */
  private attach(post: Element, mark: Mark, extra: Extra): Painted {
    let painted = this.painted.get(post);
    if (painted) Object.assign(painted, { mark, extra });
    else this.painted.set(post, (painted = { badge: new Badge(this.press, this.near), mark, print: "", extra, underlined: "" }));
    const { element } = painted.badge;
    for (const other of marksIn(post)) {
      if (other !== element) other.remove();
    }
    if (element.parentNode !== post) post.append(element);
    return painted;
  }

  /** Everything is read before anything is written, so that the page need not be laid out in between. */
  private place(posts: Element[]): void {
    const known = posts.flatMap((post) => {
      const painted = this.painted.get(post);
      return painted && post.isConnected ? [{ post, painted }] : [];
    });
    const spots = known.map(({ post, painted }) => measure(post, painted.badge.element, this.reader));
    known.forEach(({ painted: { badge, mark, extra } }, index) => {
      const spot = spots[index];
      if (!spot || !mark) return;
      badge.place(spot);
      badge.show(mark, extra);
    });
  }

  private clear(post: Element): void {
    for (const mark of marksIn(post)) mark.remove();
    this.rest(post);
  }

  /** The node's mark is kept for the next post that the page puts there: making one is dearer than all else. */
  private rest(post: Element): void {
    const painted = this.painted.get(post);
    if (!painted) return;
    this.sizes.unobserve(post);
    this.highlights.drop(post);
    Object.assign(painted, { mark: undefined, print: "", underlined: "" });
    painted.badge.key = "";
  }

  /** Nodes that left the page keep nothing alive; should they come back, their mark is still in them. */
  private forget(live: Set<Element>): void {
    for (const post of this.live) if (!live.has(post)) this.rest(post);
    this.live = live;
  }
}

function marksIn(post: Element): Element[] {
  return [...post.children].filter((child) => child.localName === "handrail-mark");
}
