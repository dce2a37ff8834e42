// What belongs to a reply besides its text: the post that it answers, the posts around that, and when the agent began.

import type { RawPost } from "../shared/messages";

/** A post as the page shows it, and the others on the page. */
export interface Seen {
  post: RawPost;
  around: RawPost[];
}

/** A reply as the engine takes it. */
export interface Reply {
  site: string;
  /** Nothing where no post is answered, or where it was never seen. */
  post: RawPost | null;
  around: RawPost[];
  text: string;
  since: number | null;
}

/** So many posts are remembered. */
const MANY = 50;

export class Replied {
  private readonly begun = new Map<string, number>();
  private readonly seen = new Map<string, Seen>();

  constructor(
    private readonly site: string,
    private readonly look: (key: string) => Seen | undefined,
  ) {}

  /** The composer of the post holds this now; what is written after it was empty is another reply. */
  typed(text: string, key: string | undefined, now: number): void {
    const name = key ?? "";
    if (text.trim() === "") this.begun.delete(name);
    else if (!this.begun.has(name)) this.begun.set(name, now);
  }

  since(key: string | undefined): number | null {
    return this.begun.get(key ?? "") ?? null;
  }

  reply(text: string, key: string | undefined): Reply {
    const seen = key === undefined ? undefined : this.find(key);
    return { site: this.site, post: seen?.post ?? null, around: seen?.around ?? [], text, since: this.since(key) };
  }

  /** As it stands on the page, or as it stood there last: some sites write replies on a page of their own. */
  private find(key: string): Seen | undefined {
    const seen = this.look(key) ?? this.seen.get(key);
    if (!seen) return undefined;
    this.seen.delete(key);
    this.seen.set(key, seen);
    const [oldest] = this.seen.keys();
    if (this.seen.size > MANY && oldest !== undefined) this.seen.delete(oldest);
    return seen;
  }
}
