// What the engine said about posts, by key and text: a row that comes back is painted without asking again.

import type { Mark, State } from "../shared/messages";
import type { Snapshot } from "./snapshot";

interface Verdict {
  print: string;
  mark: Mark | undefined;
  /** Still shown, but to be asked for again. */
  stale: boolean;
  /** The engine could not judge it, and is not to be asked again. */
  given: boolean;
}

const KEPT = 3000;
/** A post may be on the page twice, passed on by somebody and by itself, and is judged as each. */
const LOOKS = 2;

export class Verdicts {
  private readonly kept = new Map<string, Verdict[]>();

  /** What is known of the post as it stands; nothing if it was never asked, or has changed. */
  get({ raw, print }: Snapshot): Verdict | undefined {
    return this.kept.get(raw.key)?.find((verdict) => verdict.print === print);
  }

  /** What was last known of a post, whatever it said then: while a new verdict is on its way, this is still shown. */
  last(key: string): Verdict | undefined {
    return this.kept.get(key)?.at(-1);
  }

  /** Whether the engine is to be asked about the post as it stands: it was not yet, or what it said no longer holds. */
  wants(snapshot: Snapshot, now: number): boolean {
    const known = this.get(snapshot);
    if (!known) return true;
    const until = known.mark?.state.handled == null ? known.mark?.until : undefined;
    return known.stale || (until != null && until <= now);
  }

  set({ raw, print }: Snapshot, mark: Mark | undefined, given = false): void {
    const others = (this.kept.get(raw.key) ?? []).filter((verdict) => verdict.print !== print);
    this.kept.delete(raw.key);
    this.kept.set(raw.key, [...others.slice(1 - LOOKS), { print, mark, stale: false, given }]);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= KEPT) break;
      this.kept.delete(oldest);
    }
  }

  /** Takes over what the team did. A correction changes the verdict itself, so that is asked for again. */
  update(state: State): void {
    for (const verdict of this.all()) {
      const { mark } = verdict;
      if (!mark || mark.post !== state.post) continue;
      if (mark.state.corrected?.[0] !== state.corrected?.[0]) verdict.stale = true;
      verdict.mark = { ...mark, state };
    }
  }

  /** The verdict on a post was refined: it is asked for again. */
  refined(post: string): void {
    for (const verdict of this.all()) if (verdict.mark?.post === post) verdict.stale = true;
  }

  /** Profile or templates have changed: everything is asked for again. */
  again(): void {
    for (const verdict of this.all()) verdict.stale = true;
  }

  /** The engine reads these differently now, or does not know them any more. */
  recall(keys: string[]): void {
    for (const verdict of keys.flatMap((key) => this.kept.get(key) ?? [])) verdict.stale = !verdict.given;
  }

  get size(): number {
    return this.kept.size;
  }

  private *all(): Generator<Verdict, void> {
    for (const verdicts of this.kept.values()) yield* verdicts;
  }
}
