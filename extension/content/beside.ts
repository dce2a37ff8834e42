// Where the assist frame stands.

const MARGIN = 12;
const WIDTH = 400;
/** Narrower than this a frame beside the post would be of no use. */
const LEAST = 300;
/** Lower than this a frame shows too little to work with. */
const LOWEST = 150;
/** Where a text box leaves no room at all, so much of it is covered at its end. */
const STRIP = 96;

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Spot {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * Beside the post where there is room on its far side; in a narrow window a sheet at the bottom. What is written in is
 * never covered: of `writing`, the box around it first and then the text box alone, the first that leaves room is kept
 * free, above it or below.
 */
export function place(
  post: { left: number; right: number; top: number } | undefined,
  view: { width: number; height: number },
  height: number,
  writing: Box[] = [],
): Spot {
  const spot = wish(post, view, height);
  const seen = writing.filter((box) => box.bottom > 0 && box.top < view.height && box.right > box.left && box.bottom > box.top);
  if (!seen.some((box) => meet(spot, box))) return spot;
  const rooms = seen.map((box) => roomBy(box, view));
  const free = rooms.find((room) => room.height >= LOWEST) ?? rooms.reduce((one, other) => (other.height > one.height ? other : one));
  const fits = Math.min(height, Math.max(free.height, STRIP));
  const low = view.height - MARGIN - fits;
  return { ...spot, height: fits, top: free.low ? low : MARGIN };
}

function wish(post: { left: number; right: number; top: number } | undefined, view: { width: number; height: number }, height: number): Spot {
  const lowest = Math.max(MARGIN, view.height - height - MARGIN);
  const width = Math.min(WIDTH, view.width - 2 * MARGIN);
  if (!post) return { left: view.width - width - MARGIN, top: lowest, width, height };
  const top = Math.min(Math.max(post.top, MARGIN), lowest);
  const right = view.width - post.right - 2 * MARGIN;
  if (right >= LEAST) return { left: post.right + MARGIN, top, width: Math.min(width, right), height };
  const left = post.left - 2 * MARGIN;
  if (left >= LEAST) return { left: post.left - MARGIN - Math.min(width, left), top, width: Math.min(width, left), height };
  const sheet = Math.min(560, view.width - 2 * MARGIN);
  return { left: Math.max(MARGIN, Math.min(post.left, view.width - sheet - MARGIN)), top: lowest, width: sheet, height };
}

function meet(spot: Spot, box: Box): boolean {
  const across = spot.left < box.right && spot.left + spot.width > box.left;
  return across && spot.top < box.bottom && spot.top + spot.height > box.top;
}

/** The higher of the rooms below and above a box. */
function roomBy({ top, bottom }: Box, view: { height: number }): { height: number; low: boolean } {
  const above = top - 2 * MARGIN;
  const below = view.height - bottom - 2 * MARGIN;
  return below >= above ? { height: below, low: true } : { height: above, low: false };
}
