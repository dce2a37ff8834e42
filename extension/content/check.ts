// Asking the engine whether a reply may go: once a text, ahead of the press, so that a press finds the answer there.

import type { Answer, Request } from "../shared/messages";
import { alive, ask } from "./ask";
import type { Sending, Verdict } from "./holds";

const NOTHING: Verdict = { hold: false };
const SILENCE: Verdict = { hold: false, unchecked: true };
/** So many texts are remembered. */
const MANY = 100;
/** For longer an answer is not waited for, in milliseconds; until the next one comes no text waits for any. */
const PATIENCE = 1000;

/** Whether the engine that is there checks replies; one that does not is not asked again. */
let checks: boolean | undefined;

/** What the engine finds in a reply; nothing where it does not know the request. */
export async function checkReply(site: string, text: string, key: string | undefined): Promise<Verdict> {
  if (checks === false) return NOTHING;
  const answer = await request<{ response: { hold?: boolean; why?: string } }>({ type: "checkReply", site, key: key ?? null, text });
  if (!answer.ok) {
    const unknown = answer.failure.code === "engine.crashed" && answer.failure.message.includes("checkReply");
    if (unknown) checks = false;
    return unknown ? NOTHING : SILENCE;
  }
  checks = true;
  const { hold, why } = answer.response;
  return { hold: hold === true, ...(why ? { why } : {}) };
}

/** A reply was let through all the same, or was sent: for what was promised in it, and for the texts of late. */
export async function tellReply(type: "replyReleased" | "replySent", site: string, { text, key }: Sending): Promise<void> {
  if (!checks) return;
  await request({ type, id: crypto.randomUUID(), at: Date.now(), site, key: key ?? null, text });
}

/** The engine's own words for these do not exist yet. */
function request<T extends object>(request: object): Promise<Answer<T>> {
  return ask<T>({ to: "background", kind: "engine", request: request as Request });
}

export class Checker {
  private readonly known = new Map<string, Verdict>();
  private readonly under = new Map<string, Promise<Verdict>>();
  private silent = false;

  constructor(private readonly reply: (text: string, key: string | undefined) => Promise<Verdict>) {}

  /** What is known by now. Without a background to ask, nothing is waited for. */
  ask(text: string, key: string | undefined): Verdict | undefined {
    const known = this.known.get(name(text, key));
    return known ?? (this.silent || !alive() ? SILENCE : undefined);
  }

  /** Asks, unless it is known or asked already. */
  check(text: string, key: string | undefined): Promise<Verdict> {
    const asked = name(text, key);
    const known = this.known.get(asked);
    if (known) return Promise.resolve(known);
    const under = this.under.get(asked) ?? this.look(asked, text, key);
    this.under.set(asked, under);
    return under;
  }

  /** What was found may be otherwise by now: a colleague has answered, the settings have changed. */
  forget(): void {
    this.known.clear();
  }

  private async look(asked: string, text: string, key: string | undefined): Promise<Verdict> {
    const timer = setTimeout(() => (this.silent = true), PATIENCE);
    try {
      const checked = await this.reply(text, key);
      this.silent = checked.unchecked === true;
      if (!checked.unchecked) this.keep(asked, checked);
      return checked;
    } catch {
      this.silent = true;
      return SILENCE;
    } finally {
      clearTimeout(timer);
      this.under.delete(asked);
    }
  }

  private keep(asked: string, checked: Verdict): void {
    this.known.set(asked, checked);
    const [oldest] = this.known.keys();
    if (this.known.size > MANY && oldest !== undefined) this.known.delete(oldest);
  }
}

function name(text: string, key: string | undefined): string {
  return `${key ?? ""}\n${text}`;
}
