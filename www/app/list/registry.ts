// The list now on the page, for the keyboard and for tests.

export interface ListHandle {
  keys(): string[];
  /** The cell that shows that row, while it is mounted. */
  cell(key: string): Element | null;
  /** The row's place on the page, measured or guessed. */
  topOf(key: string): number | null;
  /** Makes every mounted node show another row. */
  recycle(): void;
}

let current: ListHandle | null = null;

export function register(list: ListHandle): () => void {
  current = list;
  return () => {
    if (current === list) current = null;
  };
}

export function listNow(): ListHandle | null {
  return current;
}
