// Which DOM node shows which row.
//
// A slot is a React key. When a row leaves the screen its node is given to the
// next row that enters, so the same node goes on to show another post: the trap
// that anything which marks posts by node falls into. A few rows that have left
// wait to be used that way; the others unmount.

/** How many rows that have left may wait. */
const SPARE = 4;

export class Slots {
  /** Row to slot; rows that left long ago come first. */
  private held = new Map<string, number>();
  private next = 0;

  /**
   * Rows to draw with their slots: the wanted ones and those that wait.
   * `gone` rows are forgotten; a `pinned` slot (it holds the focus) is not given on.
   */
  assign(wanted: string[], gone: (key: string) => boolean, pinned: (slot: number) => boolean): Map<string, number> {
    const wants = new Set(wanted);
    const waiting = [...this.held].filter(([key]) => !wants.has(key) && !gone(key));
    const free = [...this.held].filter(([key, slot]) => !wants.has(key) && !pinned(slot));
    const drawn = new Map<string, number>();
    const given = new Set<number>();
    for (const key of wanted) {
      let slot = this.held.get(key);
      if (slot === undefined) {
        slot = free.shift()?.[1] ?? this.next++;
        given.add(slot);
      }
      drawn.set(key, slot);
    }
    const left = waiting.filter(([, slot]) => !given.has(slot)).slice(-SPARE);
    this.held = new Map([...left, ...drawn]);
    return this.held;
  }

  /** Gives every node another row: what hours of scrolling would do. */
  shuffle(): void {
    const keys = [...this.held.keys()];
    const slots = [...this.held.values()];
    this.held = new Map(keys.map((key, i) => [key, slots[(i + 1) % slots.length] ?? i]));
  }
}
