// One press of a person is several events: a key goes down, repeats, comes up, and makes a click. All share one fate.

/** What counts of an event. */
export interface Part {
  type: string;
  /** Of keys. */
  key?: string;
  repeat?: boolean;
  /** Of clicks: how many there were in a row, none where a key made it. */
  detail?: number;
}

export class Press {
  private stopped = false;
  private key: string | undefined;

  /** Whether the event is to be stopped; `decide` is asked once a press. */
  fate(part: Part, decide: () => boolean): boolean {
    switch (part.type) {
      case "keydown":
        // A key that is held down is no second press.
        if (part.repeat && part.key === this.key) return this.stopped;
        this.key = part.key;
        return (this.stopped = decide());
      case "click":
        if (part.detail === 0 && this.key !== undefined) return this.stopped;
        // Nor is the second half of a double click.
        if (part.detail !== undefined && part.detail > 1) return this.stopped;
        return (this.stopped = decide());
      default:
        return this.key === part.key && this.stopped;
    }
  }

  /** The key is up, and what it did is done. */
  end(): void {
    this.key = undefined;
  }
}
