// How the page stands: a page that no longer looks as expected says so instead of silently marking nothing.

import type { Failure, Health, Level } from "../shared/messages";
import type { Reader, Reading } from "./snapshot";
import { first } from "./table";
import { why, word } from "./words";

/** Fields that some post of any page has; where none of several has one, its selectors no longer fit. */
const EXPECTED = ["permalink", "author", "text", "time"];
const SEVERAL = 4;
/** From this share of the posts on, what is missing is a change of the site. */
const FEW = 0.05;

export class Doctor {
  private snapshots: Reading[] = [];
  private failure: Failure | undefined;
  /** What is amiss although posts are judged: nothing can be kept, or something that was kept cannot be read. */
  private warning: Failure | undefined;
  gone = false;

  constructor(private readonly reader: Reader) {}

  seen(snapshots: Reading[]): void {
    this.snapshots = snapshots;
  }

  /** How the engine last answered. */
  answered(failure?: Failure, warning?: Failure): void {
    this.failure = failure;
    this.warning = warning;
  }

  health(marks: { open: number; handled: number }): Health {
    const posts = this.snapshots.length;
    const missing = this.missing();
    const unread = posts === 0 && this.signs();
    const engine = !this.failure ? "ready" : this.failure.code === "wasm.off" ? "off" : "crashed";
    const level: Level = this.gone || unread || engine !== "ready" ? "red" : missing.length > 0 || this.warning ? "amber" : "green";
    const message = this.message(unread, missing, engine);
    const { open, handled } = marks;
    const { name, known } = this.reader.table;
    const server = known ? { server: location.host } : {};
    return { site: name, posts, marked: open + handled, open, handled, missing, level, engine, message, ...server };
  }

  /** What the page lacks, by name. Adverts have no link of their own, and one odd post is no change of the site. */
  private missing(): string[] {
    const posts = this.real(this.snapshots.filter(({ raw }) => !raw.flags.includes("promoted")));
    const many = (count: number): boolean => count > 0 && count >= FEW * posts.length;
    const lacking = (field: string): number => posts.filter(({ raw }) => raw.fields[field] === undefined).length;
    const missing = [];
    if (posts.length > 0 && many(this.reader.strays)) missing.push("posts");
    const expected = EXPECTED.filter((field) => field in this.reader.table.fields);
    for (const field of expected) {
      const doubtful = posts.filter(({ doubts }) => doubts.includes(field)).length;
      if (many(doubtful) || (posts.length >= SEVERAL && lacking(field) === posts.length)) missing.push(field);
      else if (field === "permalink" && many(lacking(field))) missing.push(field);
    }
    if (!missing.includes("text") && many(posts.filter(({ bare }) => bare).length)) missing.push("text");
    if (this.snapshots.length > 0 && !this.reader.hasColumn()) missing.push("column");
    return [...missing, ...this.composer()];
  }

  /**
   * Without the notices that a site puts in the places of posts that were deleted or withheld: they have nothing that a post
   * has. Where that is so of half of them, the page has changed; where there are only a few, if it has signs of a post.
   */
  private real(posts: Reading[]): Reading[] {
    const some = posts.filter(({ raw }) => EXPECTED.some((field) => raw.fields[field] !== undefined));
    if (some.length * 2 > posts.length) return some;
    return some.length === 0 && posts.length < SEVERAL && !this.signs() ? [] : posts;
  }

  private signs(): boolean {
    return first(document, this.reader.table.page.signs) !== null;
  }

  /** A box to write in without the site's button that sends, or the button without a box. */
  private composer(): string[] {
    const { editor, send } = this.reader.table.composer;
    const [box, button] = [first(document, editor), first(document, send)];
    if (box && !button) return ["send"];
    return button && !box ? ["composer"] : [];
  }

  private message(unread: boolean, missing: string[], engine: Health["engine"]): string {
    if (this.gone) return word("health_gone");
    if (engine === "off") return word("health_off");
    if (engine === "crashed") return word("health_crashed", this.failure ? why(this.failure) : "");
    if (unread) return word("health_changed");
    const part = missing.length > 0 ? [word("health_part", missing.map((name) => word(`part_${name}`)).join(", "))] : [];
    const said = [...part, ...(this.warning ? [why(this.warning)] : [])];
    return said.length > 0 ? said.join(" ") : word("health_fine");
  }
}
