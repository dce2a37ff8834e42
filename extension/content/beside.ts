// Where the assist frame stands.

const MARGIN = 12;
const WIDTH = 400;
/** Narrower than this a frame beside the post would be of no use. */
const LEAST = 300;

/** Beside the post where there is room on its far side; in a narrow window a sheet at the bottom. */
export function place(
  post: { left: number; right: number; top: number } | undefined,
  view: { width: number; height: number },
  height: number,
): { left: number; top: number; width: number } {
  const lowest = Math.max(MARGIN, view.height - height - MARGIN);
  const width = Math.min(WIDTH, view.width - 2 * MARGIN);
  if (!post) return { left: view.width - width - MARGIN, top: lowest, width };
  const top = Math.min(Math.max(post.top, MARGIN), lowest);
  const right = view.width - post.right - 2 * MARGIN;
  if (right >= LEAST) return { left: post.right + MARGIN, top, width: Math.min(width, right) };
  const left = post.left - 2 * MARGIN;
  if (left >= LEAST) return { left: post.left - MARGIN - Math.min(width, left), top, width: Math.min(width, left) };
  const sheet = Math.min(560, view.width - 2 * MARGIN);
  return { left: Math.max(MARGIN, Math.min(post.left, view.width - sheet - MARGIN)), top: lowest, width: sheet };
}
