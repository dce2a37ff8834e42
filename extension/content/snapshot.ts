// Reading: which elements are posts, and what the table's rules find in each. Nothing on the page is changed.

import type { RawPost } from "../shared/messages";
import { any, type Rule, type Table } from "./table";
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

export class Reader {
  readonly post: string;
  private readonly column: string;
  private readonly scope: string;
  private readonly quoted: string;
  private readonly id: RegExp;
  private readonly words = new Map<string, RegExp>();
  private readonly loose: Set<string>;

  constructor(readonly table: Table) {
    const page = table.page;
    this.post = any(page.post);
    this.column = any(page.column);
    this.scope = any([...page.column, ...page.dialog]);
    this.quoted = any(page.quoted);
    this.id = new RegExp(page.id);
    const loose = Object.entries(table.fields).filter(([, rules]) => rules.some((rule) => rule.loose));
    this.loose = new Set(loose.map(([name]) => name));
  }

  /** Whether the page has the column that posts stand in. */
  hasColumn(): boolean {
    return document.querySelector(this.column) !== null;
  }

  /** Every post of the page, in document order. */
  posts(): Element[] {
    const all = [...document.querySelectorAll(this.post)];
    return this.hasColumn() ? all.filter((post) => post.closest(this.scope) !== null) : all;
  }

  /** Every post in `node`, itself counted. */
  postsIn(node: Node): Element[] {
    if (!(node instanceof Element)) return [];
    return [...(node.matches(this.post) ? [node] : []), ...node.querySelectorAll(this.post)];
  }

  /** The post that `node` belongs to. */
  postOf(node: Node | null): Element | null {
    const element = node instanceof Element ? node : (node?.parentElement ?? null);
    return element?.closest(this.post) ?? null;
  }

  /**
   * What the table's rules find, with the post's place in a conversation; a post whose permalink is not on the page has
   * an empty key.
   */
  read(post: Element, place: Place = {}): Snapshot {
    const raw: RawPost = { key: "", fields: { ...place }, lists: {}, flags: [] };
    const part = new Part(post, this.quoted);
    for (const [name, rules] of Object.entries(this.table.fields)) {
      const value = this.first(part, rules);
      if (value !== undefined) raw.fields[name] = value;
    }
    for (const [name, rules] of Object.entries(this.table.lists)) {
      const values = this.all(part, rules);
      if (values.length > 0) raw.lists[name] = values;
    }
    for (const [name, flags] of Object.entries(this.table.flags)) {
      const set = flags.some(({ select, around }) =>
        around ? post.closest(around) !== null : select !== undefined && !part.find(select, false).next().done,
      );
      if (set) raw.flags.push(name);
    }
    raw.key = this.id.exec(raw.fields["permalink"] ?? "")?.[1] ?? "";
    return { raw, print: JSON.stringify(raw, (name, value) => (this.loose.has(name) ? undefined : value)) };
  }

  /** The element that holds the post's own text. */
  textOf(post: Element): Element | undefined {
    const part = new Part(post, this.quoted);
    for (const rule of this.table.fields["text"] ?? []) {
      const found = part.find(rule.select, false).next();
      if (!found.done) return found.value;
    }
    return undefined;
  }

  /** Elements of the post's own part: not of a post that it quotes. */
  own(post: Element, select: string): Iterable<Element> {
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

  private all(part: Part, rules: Rule[]): string[] {
    for (const rule of rules) {
      const values = new Set(this.values(part, rule));
      if (values.size > 0) return [...values];
    }
    return [];
  }

  private *values(part: Part, rule: Rule): Generator<string, void> {
    for (const element of part.find(rule.select, rule.quoted === true)) {
      if (rule.words && !this.pattern(rule.words).test((element.textContent ?? "").trim())) continue;
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

/** A post and the posts quoted in it, looked up once. */
class Part {
  private readonly blocks: Element[];

  constructor(
    private readonly post: Element,
    quoted: string,
  ) {
    this.blocks = [...post.querySelectorAll(quoted)];
  }

  /** Elements of the post's own part, or else of what it quotes. */
  *find(select: string, quoted: boolean): Generator<Element, void> {
    for (const element of this.post.querySelectorAll(select)) {
      if (this.blocks.some((block) => block.contains(element)) === quoted) yield element;
    }
  }
}

function take(element: Element, { take, after }: Rule): string | undefined {
  if (take === "text") return walk(element).text;
  const value = element.getAttribute(take.slice(1)) ?? undefined;
  if (value === undefined || after === undefined) return value;
  const at = value.indexOf(after);
  return at < 0 ? undefined : value.slice(at + after.length);
}
