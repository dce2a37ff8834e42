// Reading: which elements are posts, and what the table's rules find in each. Nothing on the page is changed.

import type { RawPost } from "../shared/messages";
import { Part } from "./part";
import { any, namer, type Rule, shortened, type Table } from "./table";
import type { Walked } from "./walk";

/** Where a post stands in a conversation: the keys of the post right above it and of the one that the page is about. */
export interface Place {
  above?: string;
  thread?: string;
}

/** One post as it stood when it was read. */
export interface Snapshot {
  raw: RawPost;
  /** Differs whenever anything that was read differs, but for what changes while one looks. */
  print: string;
}

/** A snapshot with what is odd about it. */
export interface Reading extends Snapshot {
  /** Fields whose signs disagree. */
  doubts: string[];
  /** Neither text nor anything else that a post can consist of was found. */
  bare: boolean;
}

export class Reader {
  /** What posts are found by: the surest signs, and the others only on a page where those leave some out. */
  post: string;
  private readonly column: string;
  private readonly scope: string;
  private readonly unseen: string;
  private readonly quoted: string;
  private readonly id: (address: string) => string | undefined;
  private readonly media: string;
  private readonly words = new Map<string, RegExp>();
  /** The posts of the last look: of elements that lie in one another only one is the post. */
  private chosen = new Set<Element>();
  private readonly links: string;
  /** How many links that name a post lay in none that was found, at the last check. */
  strays = 0;
  private found: Element | null = null;
  /** The posts as they were looked through last. */
  private readonly parts = new WeakMap<Element, Part>();
  private readonly fields: [string, Rule[]][];
  private readonly loose: Set<string>;

  constructor(readonly table: Table) {
    const page = table.page;
    this.post = any(page.post);
    this.column = any(page.column);
    this.scope = any([...page.column, ...page.dialog]);
    this.unseen = (page.unseen ?? []).join(", ");
    this.quoted = any(page.quoted);
    this.media = any(page.media);
    this.links = any((table.fields["permalink"] ?? []).slice(0, 1).flatMap(({ select }) => select ?? []));
    this.id = namer(table, page.id);
    this.fields = Object.entries(table.fields);
    this.loose = new Set(this.fields.filter(([, rules]) => rules.some((rule) => rule.loose)).map(([name]) => name));
  }

  /** Whether the page has the column that posts stand in. */
  hasColumn(): boolean {
    if (this.found?.isConnected !== true || !this.found.matches(this.column)) this.found = document.querySelector(this.column);
    return this.found !== null;
  }

  /** Every post of the page, in document order. */
  posts(): Element[] {
    const scope = this.area();
    const inside = [...document.querySelectorAll(this.post)].filter((post) => this.seen(post, scope));
    this.chosen = new Set(inside);
    for (const post of inside) {
      const outer = post.parentElement?.closest(this.post);
      // What holds the whole of the other is only its frame; what holds a part is a post, and the part is quoted.
      if (outer && this.chosen.has(outer)) this.chosen.delete(this.names(post) && !this.names(outer, post) ? outer : post);
    }
    return [...this.chosen];
  }

  /**
   * Looks for links that name a post and lie in none: now and then, as they are looked for in the whole page. Whether
   * posts are found by other signs from now on.
   */
  check(): boolean {
    this.strays = this.astray(this.area());
    if (this.strays === 0 || this.post !== any(this.table.page.post)) return false;
    // Structure is dearer to look for than a name.
    this.post = any([...this.table.page.post, ...this.table.page.otherwise]);
    this.strays = this.astray(this.area());
    return true;
  }

  /** Where posts count. */
  private area(): string {
    return this.hasColumn() ? this.scope : "*";
  }

  /** Whether an element stands in `scope`, the column or a dialog, and not in what the site keeps unseen. */
  private seen(element: Element, scope: string): boolean {
    return element.closest(scope) !== null && (this.unseen === "" || element.closest(this.unseen) === null);
  }

  /** Whether `post` has a link of its own, outside of `inner`. */
  private names(post: Element, inner?: Element): boolean {
    const rules = this.table.fields["permalink"] ?? [];
    return rules.some(({ select }) => {
      const links = select === undefined ? [] : [...post.querySelectorAll(select)];
      return links.some((link) => !inner?.contains(link));
    });
  }

  private astray(scope: string): number {
    const links = [...document.querySelectorAll(this.links)];
    return links.filter((link) => link.closest(this.post) === null && this.seen(link, scope)).length;
  }

  /** Every post in `node`, itself counted. */
  postsIn(node: Node): Element[] {
    if (!(node instanceof Element)) return [];
    return [...(node.matches(this.post) ? [node] : []), ...node.querySelectorAll(this.post)];
  }

  /** The post that `node` belongs to. */
  postOf(node: Node | null): Element | null {
    const element = node instanceof Element ? node : (node?.parentElement ?? null);
    const found = element?.closest(this.post) ?? null;
    for (let post = found; post; post = post.parentElement?.closest(this.post) ?? null) {
      if (this.chosen.has(post)) return post;
    }
    return found;
  }

  /**
   * What the table's rules find, with the post's place in a conversation; a post whose permalink is not on the page has
   * an empty key.
   */
  read(post: Element, place: Place = {}): Reading {
    const raw: RawPost = { key: "", fields: { ...place }, lists: {}, flags: [] };
    const part = this.part(post);
    this.parts.set(post, part);
    const doubts: string[] = [];
    for (const [name, rules] of this.fields) {
      const pattern = this.table.votes[name];
      const value = pattern === undefined ? this.first(part, rules) : this.elected(part, rules, pattern);
      if (value === null) doubts.push(name);
      else if (value !== undefined) raw.fields[name] = value;
    }
    for (const [name, rules] of Object.entries(this.table.lists)) {
      const values = this.all(part, rules);
      if (values.length > 0) raw.lists[name] = values;
    }
    for (const [name, flags] of Object.entries(this.table.flags)) {
      const set = flags.some(({ select, around }) => (around ? post.closest(around) !== null : select !== undefined && part.has(select)));
      if (set) raw.flags.push(name);
    }
    // A post whose signs disagree on whose it is goes without a mark rather than under a wrong name.
    raw.key = doubts.length > 0 ? "" : (this.id(raw.fields["permalink"] ?? "") ?? "");
    const bare = raw.fields["text"] === undefined && !part.has(this.media);
    return { raw, print: this.print(raw), doubts, bare };
  }

  private print({ key, fields, lists, flags }: RawPost): string {
    const firm = Object.entries(fields).filter(([name]) => !this.loose.has(name));
    return JSON.stringify([key, firm, lists, flags]);
  }

  /** The post's own text and its nodes. */
  walked(post: Element): Walked | undefined {
    const known = this.parts.get(post);
    const walked = known && this.text(known);
    // It may have been drawn anew since it was read.
    return walked?.pieces.every(({ node }) => post.contains(node)) ? walked : this.text(this.part(post));
  }

  private text(part: Part): Walked | undefined {
    for (const rule of this.table.fields["text"] ?? []) {
      for (const element of this.fitting(part, rule)) return part.walk(element);
    }
    return undefined;
  }

  /** The post as it stands now, to look for several things in it. */
  part(post: Element): Part {
    return new Part(post, this.quoted);
  }

  private first(part: Part, rules: Rule[]): string | undefined {
    for (const rule of rules) {
      for (const value of this.values(part, rule)) {
        if (value.trim() !== "") return value;
      }
    }
    return undefined;
  }

  /** The value that most signs give; `null` where as many speak for another, `undefined` where there is none. */
  private elected(part: Part, rules: Rule[], pattern: string): string | null | undefined {
    const votes = new Map<string, { value: string; count: number }>();
    for (const rule of rules) {
      for (const value of this.values(part, rule)) {
        const name = this.pattern(pattern).exec(shortened(value))?.[1]?.toLowerCase();
        if (name === undefined) continue;
        const vote = votes.get(name) ?? { value, count: 0 };
        votes.set(name, { ...vote, count: vote.count + 1 });
        break;
      }
    }
    const [best, next] = [...votes.values()].sort((one, other) => other.count - one.count);
    return best && next && best.count === next.count ? null : best?.value;
  }

  private all(part: Part, rules: Rule[]): string[] {
    for (const rule of rules) {
      const values = new Set(this.values(part, rule));
      if (values.size > 0) return [...values];
    }
    return [];
  }

  private *values(part: Part, rule: Rule): Generator<string, void> {
    for (const element of this.fitting(part, rule)) {
      const value = part.take(element, rule);
      if (value !== undefined) yield value;
    }
  }

  /** The elements that a rule is about and that are as it says. */
  private *fitting(part: Part, rule: Rule): Generator<Element, void> {
    for (const element of part.under(rule)) {
      if (rule.words && !this.pattern(rule.words).test(shortened((element.textContent ?? "").trim()))) continue;
      if (rule.outside && element.closest(rule.outside)) continue;
      yield element;
    }
  }

  private pattern(words: string): RegExp {
    let pattern = this.words.get(words);
    if (!pattern) this.words.set(words, (pattern = new RegExp(words)));
    return pattern;
  }
}
