// Looking things up in one post: what is its own, and what belongs to a post that it quotes.

import type { Rule } from "./table";
import { walk, type Walked } from "./walk";

/** Looked at one by one: those that nobody asks for cost nothing. */
type Elements = ArrayLike<Element> & Iterable<Element>;

/** A post and the posts quoted in it. Several rules look for the same elements: each is looked up once. */
export class Part {
  private readonly blocks: ArrayLike<Element>;
  private readonly found = new Map<string, { own: Elements; theirs: Elements }>();
  private readonly walks = new Map<Element, Walked>();

  constructor(
    private readonly post: Element,
    quoted: string,
  ) {
    this.blocks = post.querySelectorAll(quoted);
  }

  /** The elements that a rule is about. */
  under({ select, around, quoted }: Rule): Elements {
    const outer = around === undefined ? null : this.post.closest(around);
    if (around !== undefined && !outer) return [];
    if (select !== undefined) return this.find(select, quoted === true);
    return outer ? [outer] : [];
  }

  /** Elements of the post's own part, or else of what it quotes. */
  find(select: string, quoted: boolean): Elements {
    let found = this.found.get(select);
    if (!found) {
      const all = this.post.querySelectorAll(select);
      // Most posts quote nothing; then nothing is sorted.
      found = this.blocks.length === 0 ? { own: all, theirs: [] } : this.sort([...all]);
      this.found.set(select, found);
    }
    return quoted ? found.theirs : found.own;
  }

  /** Whether the post's own part has such an element. */
  has(select: string): boolean {
    return this.blocks.length === 0 ? this.post.querySelector(select) !== null : this.find(select, false).length > 0;
  }

  walk(element: Element): Walked {
    let walked = this.walks.get(element);
    if (!walked) this.walks.set(element, (walked = walk(element)));
    return walked;
  }

  /** What a rule takes from an element. */
  take(element: Element, { take, after }: Rule): string | undefined {
    if (take === "text") return this.walk(element).text;
    if (take === "address") return location.pathname;
    const value = element.getAttribute(take.slice(1)) ?? undefined;
    if (value === undefined || after === undefined) return value;
    const at = value.indexOf(after);
    return at < 0 ? undefined : value.slice(at + after.length);
  }

  private sort(all: Element[]): { own: Element[]; theirs: Element[] } {
    const blocks = Array.from(this.blocks);
    const theirs = all.filter((element) => blocks.some((block) => block.contains(element)));
    return { own: all.filter((element) => !theirs.includes(element)), theirs };
  }
}
