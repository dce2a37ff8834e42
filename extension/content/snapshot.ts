// Reading: which elements are posts, and what the table's rules find in each. Nothing on the page is changed.

import type { RawPost } from "../shared/messages";
import { any, type Rule, type Table } from "./table";
import { walk } from "./walk";

/** One post as it stood when it was read. */
export interface Snapshot {
  raw: RawPost;
  /** Differs whenever anything that was read differs. */
  print: string;
}

export class Reader {
  readonly post: string;
  private readonly column: string;
  private readonly scope: string;
  private readonly quoted: string;
  private readonly id: RegExp;
  private readonly words = new Map<string, RegExp>();

  constructor(readonly table: Table) {
    const page = table.page;
    this.post = any(page.post);
    this.column = any(page.column);
    this.scope = any([...page.column, ...page.dialog]);
    this.quoted = any(page.quoted);
    this.id = new RegExp(page.id);
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

  /** What the table's rules find; a post whose permalink is not on the page has an empty key. */
  read(post: Element): Snapshot {
    const raw: RawPost = { key: "", fields: {}, lists: {}, flags: [] };
    for (const [name, rules] of Object.entries(this.table.fields)) {
      const value = this.first(post, rules);
      if (value !== undefined) raw.fields[name] = value;
    }
    for (const [name, rules] of Object.entries(this.table.lists)) {
      const values = this.all(post, rules);
      if (values.length > 0) raw.lists[name] = values;
    }
    for (const [name, flags] of Object.entries(this.table.flags)) {
      const set = flags.some(({ select, around }) =>
        around ? post.closest(around) !== null : this.own(post, select ?? ":not(*)").next().done !== true,
      );
      if (set) raw.flags.push(name);
    }
    raw.key = this.id.exec(raw.fields["permalink"] ?? "")?.[1] ?? "";
    return { raw, print: JSON.stringify(raw) };
  }

  /** The element that holds the post's own text. */
  textOf(post: Element): Element | undefined {
    for (const rule of this.table.fields["text"] ?? []) {
      const found = this.own(post, rule.select).next();
      if (!found.done) return found.value;
    }
    return undefined;
  }

  /** Elements of the post's own part: not of a post that it quotes. */
  *own(post: Element, select: string): Generator<Element, void> {
    for (const element of post.querySelectorAll(select)) {
      if (this.block(post, element) === null) yield element;
    }
  }

  /** The quoted block inside `post` that holds `element`. */
  private block(post: Element, element: Element): Element | null {
    const block = element.closest(this.quoted);
    return block !== null && block !== post && post.contains(block) ? block : null;
  }

  private first(post: Element, rules: Rule[]): string | undefined {
    for (const rule of rules) {
      for (const value of this.values(post, rule)) {
        if (value.trim() !== "") return value;
      }
    }
    return undefined;
  }

  private all(post: Element, rules: Rule[]): string[] {
    for (const rule of rules) {
      const values = new Set(this.values(post, rule));
      if (values.size > 0) return [...values];
    }
    return [];
  }

  private *values(post: Element, rule: Rule): Generator<string, void> {
    for (const element of post.querySelectorAll(rule.select)) {
      if ((this.block(post, element) !== null) !== (rule.quoted === true)) continue;
      if (rule.outside && element.closest(rule.outside)) continue;
      if (rule.words && !this.pattern(rule.words).test((element.textContent ?? "").trim())) continue;
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

function take(element: Element, { take, after }: Rule): string | undefined {
  if (take === "text") return walk(element).text;
  const value = element.getAttribute(take.slice(1)) ?? undefined;
  if (value === undefined || after === undefined) return value;
  const at = value.indexOf(after);
  return at < 0 ? undefined : value.slice(at + after.length);
}
