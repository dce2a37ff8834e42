// Which posts wait, and which are of those that the agent has taken.

import type { Mark } from "../shared/messages";

/** Nobody has dealt with it, no colleague sees to it, and somebody has to answer. */
export function waits({ state, intent, noReply }: Mark): boolean {
  return state.handled == null && intent !== "other" && noReply == null && (state.owner == null || state.owner.mine);
}

/** A colleague sees to it, as the team has agreed. */
export function theirs({ state }: Mark): { name: string; at: number } | undefined {
  const { owner } = state;
  return owner && !owner.mine && state.handled == null ? owner : undefined;
}

/** Wanted by this agent, and nobody has agreed yet. */
export function wanted({ state }: Mark): boolean {
  return state.owner != null && state.owner.mine && !state.owner.agreed && state.handled == null;
}

/** Taken in this browser, and not dealt with yet. */
export function mine({ state }: Mark): boolean {
  return state.claimed != null && state.handled == null;
}
