// What the engine said about posts, by key and text: a row that comes back is painted without asking again.

import type { Mark, State } from "../shared/messages";
import type { Snapshot } from "./snapshot";

interface Verdict {
  print: string;
  mark: Mark | undefined;
  /** Still shown, but to be asked for again. */
  stale: boolean;
}

const KEPT = 3000;

export class Verdicts {
  private readonly kept = new Map<string, Verdict>();

  /** What is known of the post as it stands; nothing if it was never asked, or has changed. */
  get({ raw, print }: Snapshot): Verdict | undefined {
    const verdict = this.kept.get(raw.key);
    return verdict?.print === print ? verdict : undefined;
  }

  /** What was last known of a post, whatever it said then: while a new verdict is on its way, this is still shown. */
  last(key: string): Verdict | undefined {
    return this.kept.get(key);
  }

  set({ raw, print }: Snapshot, mark: Mark | undefined): void {
    this.kept.delete(raw.key);
    this.kept.set(raw.key, { print, mark, stale: false });
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= KEPT) break;
      this.kept.delete(oldest);
    }
  }

  /** Takes over what the team did. A correction changes the verdict itself, so that is asked for again. */
  update(state: State): void {
    for (const verdict of this.kept.values()) {
      const { mark } = verdict;
      if (!mark || mark.post !== state.post) continue;
      if (mark.state.corrected?.[0] !== state.corrected?.[0]) verdict.stale = true;
      verdict.mark = { ...mark, state };
    }
  }

  /** Profile or templates have changed: everything is asked for again. */
  again(): void {
    for (const verdict of this.kept.values()) verdict.stale = true;
  }

  get size(): number {
    return this.kept.size;
  }
}
