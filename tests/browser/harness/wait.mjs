// Waiting for what must come about, never for time to pass.

/** How long anything may take on a busy machine before it counts as not happening, in milliseconds. */
export const PATIENCE = 40_000;

/** Between two questions, in milliseconds: at first, and later. What comes late need not be asked after so often. */
const [SOON, LATER] = [20, 120];

/**
 * Asks `question` until its answer is truthy, and gives that; `what` names what was waited for.
 * @template T
 * @param {string} what
 * @param {() => T | Promise<T>} question
 */
export async function until(what, question, patience = PATIENCE) {
  const end = Date.now() + patience;
  let last;
  for (let wait = SOON; ; wait = Math.min(LATER, wait * 1.3)) {
    try {
      last = await question();
      if (last) return last;
    } catch (error) {
      // A page on its way elsewhere cannot answer; if that lasts, the error is what is told.
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited in vain for ${what}; last: ${last instanceof Error ? last.stack : JSON.stringify(last)}`);
    await new Promise((next) => setTimeout(next, wait));
  }
}
