// How many posts are asked about at once, and when. A batch that breaks the engine is halved until the post that does it
// is found and left alone; where the engine is not to be had, the page asks less and less often.

const MOST = 60;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 60_000;

export class Pace<T> {
  private size = MOST;
  private until = 0;
  /** Milliseconds to wait after the last failure. */
  wait = 0;

  constructor(private readonly clock: () => number = Date.now) {}

  /** As many as may be asked about now. */
  take(posts: T[]): T[] {
    return this.clock() < this.until ? [] : posts.slice(0, this.size);
  }

  /** An answer came. */
  went(): void {
    this.size = Math.min(MOST, this.size * 2);
    this.until = 0;
    this.wait = 0;
  }

  /** None came. Gives the posts that are not to be asked about again. */
  failed(posts: T[], code: string): T[] {
    if (code === "engine.crashed") {
      this.size = Math.max(1, Math.floor(posts.length / 2));
      this.wait = FIRST_WAIT;
    } else {
      this.wait = Math.min(LONGEST_WAIT, Math.max(FIRST_WAIT, this.wait * 2));
    }
    this.until = this.clock() + this.wait;
    return code === "engine.crashed" && posts.length === 1 ? posts : [];
  }
}
