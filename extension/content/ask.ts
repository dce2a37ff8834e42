// Messages to the background, which may be shut down at any moment: then it is woken and asked again.

import { type Answer, type Asked, failure } from "../shared/messages";

/** Between attempts, in milliseconds. Starting the background anew takes well under a second. */
const WAITS = [20, 100, 400, 1500];

/** The extension was updated or removed under this page's feet. */
export class Gone extends Error {}

export async function ask<T extends object>(message: Asked): Promise<Answer<T>> {
  for (const wait of [...WAITS, undefined]) {
    let trouble = "no answer";
    try {
      const answer: Answer<T> | undefined = await chrome.runtime.sendMessage(message);
      if (answer !== undefined) return answer;
    } catch (error) {
      trouble = String(error);
    }
    if (!alive()) throw new Gone();
    if (wait === undefined) {
      return { ok: false, failure: failure("background.silent", `Handrail's background does not answer (${trouble}).`) };
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  throw new Gone();
}

/** Whether this script still belongs to an installed extension. */
export function alive(): boolean {
  try {
    return chrome.runtime?.id !== undefined;
  } catch {
    return false;
  }
}
