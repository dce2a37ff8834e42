// Where each row lies, from measured heights. Rows not measured yet count as a
// guess; the list corrects the scroll position when the truth comes in.

const GUESS = 170;

export interface Layout {
  tops: number[];
  total: number;
}

const known = new Map<string, Map<string, number>>();
let width = window.innerWidth;

/** Measured heights of that list, kept over navigation so that Back can land. */
export function heightsOf(list: string): Map<string, number> {
  if (window.innerWidth !== width) {
    width = window.innerWidth;
    known.clear();
  }
  let heights = known.get(list);
  if (!heights) known.set(list, (heights = new Map()));
  return heights;
}

export function layOut(keys: string[], heights: Map<string, number>): Layout {
  let total = 0;
  const tops = keys.map((key) => {
    const top = total;
    total += heights.get(key) ?? GUESS;
    return top;
  });
  return { tops, total };
}

/** The half-open range of rows that touch `from..to`. */
export function between({ tops, total }: Layout, from: number, to: number): [number, number] {
  if (!tops.length || to <= 0 || from >= total) return [0, Math.min(tops.length, 1)];
  let first = tops.findIndex((_, i) => (tops[i + 1] ?? total) > from);
  if (first < 0) first = tops.length - 1;
  let last = first;
  while (last < tops.length && (tops[last] ?? total) < to) last++;
  return [first, Math.max(last, first + 1)];
}
