// The agent's acts. An act is made once and sent until it is kept; only then does the page say so.

import { failure, type Failure, type Request, type Response, type State } from "../shared/messages";
import type { Event } from "../shared/messages";
import { ask } from "./ask";

export type Act = Event["act"];

export type Seen = NonNullable<Extract<Request, { type: "act" }>["seen"]>;

export type Kept = { ok: true; state: State; event: Event } | { ok: false; failure: Failure; event: Event };

export function makeEvent(post: string, act: Act): Event {
  return { id: crypto.randomUUID(), post, at: Date.now(), act };
}

/** Sending an event again is safe: the engine knows it by its id. `seen`: the post, where others are to learn from the act. */
export async function keep(event: Event, seen?: Seen): Promise<Kept> {
  const answer = await ask<{ response: Response }>({
    to: "background",
    kind: "engine",
    request: { type: "act", event, ...(seen ? { seen } : {}) },
  });
  if (!answer.ok) return { ok: false, failure: answer.failure, event };
  const { response } = answer;
  if (response.type === "kept") return { ok: true, state: response.state, event };
  if (response.type === "failed") return { ok: false, failure: response.error, event };
  return { ok: false, failure: failure("act.answer", "The background gave another kind of answer."), event };
}
