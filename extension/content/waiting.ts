// Which posts wait, and which are of those that the agent has taken.

import type { Mark } from "../shared/messages";

/** Nobody has dealt with it, and somebody has to answer. */
export function waits({ state, intent, noReply }: Mark): boolean {
  return state.handled == null && intent !== "other" && noReply == null;
}

/** Taken in this browser, and not dealt with yet. */
export function mine({ state }: Mark): boolean {
  return state.claimed != null && state.handled == null;
}
