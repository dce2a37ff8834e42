// Reading: which elements are posts, and what the table's rules find in each. Nothing on the page is changed.

import type { RawPost } from "../shared/messages";
import { any, namer, type Rule, shortened, type Table } from "./table";
import { walk } from "./walk";

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
  /** How many links that name a post lie in none that was found. */
  strays = 0;
  private readonly loose: Set<string>;

  constructor(readonly table: Table) {
    const page = table.page;
    this.post = any(page.post);
    this.column = any(page.column);
    this.scope = any([...page.column, ...page.dialog]);
    this.unseen = any(page.unseen ?? []);
    this.quoted = any(page.quoted);
    this.media = any(page.media);
    this.links = any((table.fields["permalink"] ?? []).slice(0, 1).flatMap(({ select }) => select ?? []));
    this.id = namer(table, page.id);
    const loose = Object.entries(table.fields).filter(([, rules]) => rules.some((rule) => rule.loose));
    this.loose = new Set(loose.map(([name]) => name));
  }

  /** Whether the page has the column that posts stand in. */
  hasColumn(): boolean {
    return document.querySelector(this.column) !== null;
  }

  /** Every post of the page, in document order. */
  posts(): Element[] {
    const scope = this.hasColumn() ? this.scope : "*";
    this.strays = this.astray(scope);
    if (this.strays > 0 && this.post === any(this.table.page.post)) {
      // Structure is dearer to look for than a name.
      this.post = any([...this.table.page.post, ...this.table.page.otherwise]);
      this.strays = this.astray(scope);
    }
    const inside = [...document.querySelectorAll(this.post)].filter((post) => this.seen(post, scope));
    this.chosen = new Set(inside);
    for (const post of inside) {
      const outer = post.parentElement?.closest(this.post);
      // What holds the whole of the other is only its frame; what holds a part is a post, and the part is quoted.
      if (outer && this.chosen.has(outer)) this.chosen.delete(this.names(post) && !this.names(outer, post) ? outer : post);
    }
    return [...this.chosen];
  }

  /** Whether an element stands in `scope`, the column or a dialog, and not in what the site keeps unseen. */
  private seen(element: Element, scope: string): boolean {
    return element.closest(scope) !== null && element.closest(this.unseen) === null;
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
    const part = new Part(post, this.quoted);
    const doubts: string[] = [];
    for (const [name, rules] of Object.entries(this.table.fields)) {
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
      const set = flags.some(({ select, around }) =>
        around ? post.closest(around) !== null : select !== undefined && part.find(select, false).length > 0,
      );
      if (set) raw.flags.push(name);
    }
    // A post whose signs disagree on whose it is goes without a mark rather than under a wrong name.
    raw.key = doubts.length > 0 ? "" : (this.id(raw.fields["permalink"] ?? "") ?? "");
    const bare = raw.fields["text"] === undefined && part.find(this.media, false).length === 0;
    return { raw, print: JSON.stringify(raw, (name, value) => (this.loose.has(name) ? undefined : value)), doubts, bare };
  }

  /** The element that holds the post's own text. */
  textOf(post: Element): Element | undefined {
    const part = new Part(post, this.quoted);
    for (const rule of this.table.fields["text"] ?? []) {
      const [found] = part.under(rule);
      if (found) return found;
    }
    return undefined;
  }

  /** Elements of the post's own part: not of a post that it quotes. */
  own(post: Element, select: string): Element[] {
    return new Part(post, this.quoted).find(select, false);
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
    for (const element of part.under(rule)) {
      if (rule.words && !this.pattern(rule.words).test(shortened((element.textContent ?? "").trim()))) continue;
      if (rule.outside && element.closest(rule.outside)) continue;
      const value = take(element, rule);
      if (value !== undefined) yield value;
    }
  }

  private pattern(words: string): RegExp {
    let pattern = this.words.get(words);
    if (!pattern) this.words.set(words, (pattern = new RegExp(words)));
    return pattern;
  }
}

/** A post and the posts quoted in it. Several rules look for the same elements: each is looked up once. */
class Part {
  private readonly blocks: Element[];
  private readonly found = new Map<string, { own: Element[]; theirs: Element[] }>();

  constructor(
    private readonly post: Element,
    quoted: string,
  ) {
    this.blocks = [...post.querySelectorAll(quoted)];
  }

  /** The elements that a rule is about. */
  under({ select, around, quoted }: Rule): Element[] {
    const outer = around === undefined ? null : this.post.closest(around);
    if (around !== undefined && !outer) return [];
    if (select !== undefined) return this.find(select, quoted === true);
    return outer ? [outer] : [];
  }

  /** Elements of the post's own part, or else of what it quotes. */
  find(select: string, quoted: boolean): Element[] {
    let found = this.found.get(select);
    if (!found) {
      const all = [...this.post.querySelectorAll(select)];
      const theirs = this.blocks.length === 0 ? [] : all.filter((element) => this.blocks.some((block) => block.contains(element)));
      found = { own: theirs.length === 0 ? all : all.filter((element) => !theirs.includes(element)), theirs };
      this.found.set(select, found);
    }
    return quoted ? found.theirs : found.own;
  }
}

function take(element: Element, { take, after }: Rule): string | undefined {
  if (take === "text") return walk(element).text;
  if (take === "address") return location.pathname;
  const value = element.getAttribute(take.slice(1)) ?? undefined;
  if (value === undefined || after === undefined) return value;
  const at = value.indexOf(after);
  return at < 0 ? undefined : value.slice(at + after.length);
}
