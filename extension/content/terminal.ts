// The page's terminal: reads posts, asks the engine about those that are new, and paints what it says. One message a
// frame at most, and no judgement here.

import type { Failure, Mark, Response, State } from "../shared/messages";
import { alive, ask, Gone } from "./ask";
import type { Badge, Extra } from "./badge";
import { type Backdrop, Colours } from "./colour";
import { Doctor } from "./health";
import { Highlights } from "./highlight";
import { Pace } from "./pace";
import { Painter, type Wanted } from "./paint";
import { skeleton, type Skeleton } from "./skeleton";
import { type Place, Reader, type Reading, type Snapshot } from "./snapshot";
import type { Table } from "./table";
import { Thread } from "./thread";
import { Verdicts } from "./verdicts";
import { Watch } from "./watch";

/** What the terminal needs to know from whoever acts for the agent. */
export interface Outside {
  press(badge: Badge): void;
  /** The agent is about to press it, as it seems. */
  near(badge: Badge): void;
  /** Whether an act on the post is still being kept, and whether a draft waits for it. */
  saving(mark: Mark): boolean;
  waiting(mark: Mark): boolean;
  /** After every pass; `news`: the page was changed, not only what we say of it. */
  passed(news: boolean): void;
  gone(): void;
}

const MINUTE = 60_000;
/** So long after a change the toolbar hears of it, in milliseconds. */
const SOON = 500;
/** So many other posts are sent along with one for its context. */
const CONTEXT = 100;

export class Terminal {
  readonly reader: Reader;
  readonly verdicts = new Verdicts();
  readonly painter: Painter;
  readonly doctor: Doctor;
  private readonly watch: Watch;
  private readonly thread: Thread;
  private readonly highlights: Highlights;
  private readonly colours: Colours;
  private readonly clock: ReturnType<typeof setInterval>;
  private read = new WeakMap<Element, Reading>();
  private asking = new Map<string, string>();
  private shown: { post: Element; snapshot: Reading }[] = [];
  private readonly pace = new Pace<Snapshot>();
  private level = "green";
  private reporting = false;
  private checked = false;

  constructor(
    table: Table,
    private readonly outside: Outside,
  ) {
    this.reader = new Reader(table);
    this.thread = new Thread(table);
    this.highlights = new Highlights(this.reader);
    this.painter = new Painter(this.reader, this.highlights, (badge) => outside.press(badge), (badge) => outside.near(badge));
    this.doctor = new Doctor(this.reader);
    this.watch = new Watch(this.reader, (changed, moved) => this.pass(changed, moved));
    this.colours = new Colours(() => this.wake());
    // Ages grow.
    this.clock = setInterval(() => this.watch.wake(), MINUTE);
  }

  get backdrop(): Backdrop {
    return this.colours.now();
  }

  /** Looks at the page again in the next frame. */
  wake(): void {
    this.watch.wake();
  }

  /** The team did something with a post. */
  state(state: State): void {
    this.verdicts.update(state);
    this.wake();
  }

  /** The verdict on a post was refined. */
  refined(post: string): void {
    this.verdicts.refined(post);
    this.wake();
  }

  again(): void {
    this.pace.went();
    this.verdicts.again();
    this.wake();
  }

  mark(key: string): Mark | undefined {
    return this.verdicts.last(key)?.mark;
  }

  /** The marks of the posts on the page. */
  marks(): Mark[] {
    return this.shown.flatMap(({ snapshot }) => this.mark(snapshot.raw.key) ?? []);
  }

  /** A post of the page, by the name that the engine gave it. */
  named(post: string): Snapshot | undefined {
    return this.shown.find(({ snapshot }) => this.mark(snapshot.raw.key)?.post === post)?.snapshot;
  }

  snapshot(key: string): Snapshot | undefined {
    return this.shown.find(({ snapshot }) => snapshot.raw.key === key)?.snapshot;
  }

  /** The other posts on the page: the context of one. */
  around(key: string): Snapshot[] {
    const others = this.shown.map(({ snapshot }) => snapshot).filter(({ raw }) => raw.key !== "" && raw.key !== key);
    return others.slice(0, CONTEXT);
  }

  /** The node that shows a post, marked or not. */
  locate(key: string): Element | undefined {
    return this.shown.findLast(({ snapshot, post }) => snapshot.raw.key === key && post.isConnected)?.post;
  }

  health() {
    if (this.reader.check()) this.watch.again();
    const marks = new Map(this.shown.map(({ snapshot }) => [snapshot.raw.key, this.mark(snapshot.raw.key)]));
    const marked = [...marks.values()].filter((mark) => mark !== undefined);
    const handled = marked.filter((mark) => mark.state.handled != null).length;
    return this.doctor.health({ open: marked.length - handled, handled });
  }

  /** The page's structure, for whoever mends the site's table. */
  skeleton(): Skeleton {
    const posts = this.shown.map(({ post }) => post).filter((post) => post.isConnected);
    return skeleton(this.reader.table, posts, this.health().missing);
  }

  stop(): void {
    this.watch.stop();
    this.colours.stop();
    clearInterval(this.clock);
    this.doctor.gone = true;
    // Marks that answer to nobody would mislead.
    this.painter.clearAll();
  }

  private pass(changed: Set<Element>, moved: boolean): void {
    if (!alive()) return this.outside.gone();
    // Most passes are about what the engine said: the page is as it was.
    // Later with the self-test: it takes a look at the whole page.
    if (moved && !this.checked) this.reader.check();
    this.checked = true;
    if (moved) this.shown = this.look(this.reader.posts(), changed);
    else if (changed.size > 0) this.shown = this.look(this.shown.map(({ post }) => post), changed);
    this.doctor.seen(this.shown.map(({ snapshot }) => snapshot));
    // One question at a time: what comes meanwhile goes with the next.
    const fresh = this.asking.size > 0 ? [] : this.fresh();
    if (fresh.length > 0) void this.observe(fresh);
    this.paint(changed);
    this.outside.passed(moved || changed.size > 0);
    this.report();
  }

  /** Every post as it stands, those of a conversation with their place in it. */
  private look(posts: Element[], changed: Set<Element>): { post: Element; snapshot: Reading }[] {
    const thread = this.thread.about();
    const members = new Set(this.thread.members(posts));
    let above: string | undefined;
    return posts.map((post) => {
      const place = thread !== undefined && members.has(post) ? { thread, ...(above ? { above } : {}) } : {};
      const snapshot = this.snap(post, changed.has(post), place);
      if (members.has(post) && snapshot.raw.key !== "") above = snapshot.raw.key;
      return { post, snapshot };
    });
  }

  /** A place once known stays while the conversation does: rows above are taken away as the page is scrolled. */
  private snap(post: Element, changed: boolean, place: Place): Reading {
    const known = changed ? undefined : this.read.get(post);
    const fields = known?.raw.fields;
    if (known && fields?.["thread"] === place.thread && (fields?.["above"] || !place.above)) return known;
    const snapshot = this.reader.read(post, place);
    this.read.set(post, snapshot);
    return snapshot;
  }

  private paint(changed: Set<Element>): void {
    const wanted = this.shown.map(({ post, snapshot }): Wanted => {
      const { key } = snapshot.raw;
      // A post whose text has grown keeps its mark until the new verdict is there.
      const mark = key === "" ? undefined : (this.verdicts.get(snapshot) ?? this.verdicts.last(key))?.mark;
      return { post, key, print: snapshot.print, mark };
    });
    const now = Date.now();
    const { dark } = this.backdrop;
    this.painter.paint(wanted, changed, (mark): Extra => ({
      dark,
      now,
      saving: this.outside.saving(mark),
      waiting: this.outside.waiting(mark),
    }));
  }

  /** Posts that the engine was not asked about as they stand. */
  private fresh(): Snapshot[] {
    const fresh = new Map<string, Snapshot>();
    const now = Date.now();
    for (const { snapshot } of this.shown) {
      const { raw, print } = snapshot;
      if (raw.key === "" || this.asking.get(raw.key) === print) continue;
      if (!fresh.has(raw.key) && this.verdicts.wants(snapshot, now)) fresh.set(raw.key, snapshot);
    }
    return this.pace.take([...fresh.values()]);
  }

  private async observe(posts: Snapshot[]): Promise<void> {
    for (const { raw, print } of posts) this.asking.set(raw.key, print);
    try {
      const answer = await ask<{ response: Response; warning?: Failure }>({
        to: "background",
        kind: "engine",
        request: {
          type: "observe",
          site: this.reader.table.name,
          posts: posts.map(({ raw }) => raw as never),
          shown: this.shown.map(({ snapshot }) => snapshot.raw.key).filter((key) => key !== ""),
        },
      });
      if (answer.ok) this.take(posts, answer.response, answer.warning);
      else this.failed(posts, answer.failure);
    } catch (error) {
      if (error instanceof Gone) this.outside.gone();
      else throw error;
    } finally {
      for (const { raw } of posts) this.asking.delete(raw.key);
    }
    // Paints, and asks about those that this batch had no room for.
    this.wake();
  }

  private failed(posts: Snapshot[], failure: Failure): void {
    this.doctor.answered(failure);
    const given = this.pace.failed(posts, failure.code);
    for (const post of given) this.verdicts.set(post, undefined, true);
    setTimeout(() => this.wake(), this.pace.wait);
  }

  private take(posts: Snapshot[], response: Response, warning: Failure | undefined): void {
    if (response.type === "failed") return this.failed(posts, response.error);
    if (response.type !== "marks") return;
    this.doctor.answered(undefined, warning);
    this.pace.went();
    const marks = new Map(response.marks.map((mark) => [mark.key, mark]));
    for (const post of posts) this.verdicts.set(post, marks.get(post.raw.key));
    this.verdicts.recall(response.again);
  }

  /** How the page stands, for the toolbar: soon, and not at every change. */
  private report(): void {
    if (this.reporting) return;
    this.reporting = true;
    setTimeout(() => {
      this.reporting = false;
      if (!alive()) return;
      const { level } = this.health();
      if (level === this.level) return;
      this.level = level;
      ask({ to: "background", kind: "level", level }).catch(() => undefined);
    }, SOON);
  }
}
