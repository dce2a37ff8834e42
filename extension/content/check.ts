// Asking the engine whether a reply may go: once a text, ahead of the press, so that a press finds the answer there.

import type { Answer, Request } from "../shared/messages";
import { alive, ask } from "./ask";
import type { Verdict } from "./holds";
import type { Reply } from "./replied";
import { word } from "./words";

const NOTHING: Verdict = { hold: false };
const SILENCE: Verdict = { hold: false, unchecked: true };
/** So many texts are remembered. */
const MANY = 100;
/** For longer an answer is not waited for, in milliseconds; until the next one comes no text waits for any. */
const PATIENCE = 1000;

/** What the engine says of a reply, as far as it matters here. */
interface Checked {
  type: string;
  checked?: { findings: Finding[] };
}

export interface Finding {
  check: string;
  severity: "holds" | "advises";
  /** What fills the message's places. */
  parts: string[];
}

/** What the engine finds in a reply. */
export async function checkReply(reply: Reply): Promise<Verdict> {
  const answer = await request<{ response: Checked }>({ type: "checkReply", reply });
  if (!answer.ok) return SILENCE;
  const { checked } = answer.response;
  if (checked) return verdict(checked.findings);
  // A post that cannot be read, such as one of a photo alone: the reply itself can be.
  return reply.post ? checkReply({ ...reply, post: null, around: [] }) : SILENCE;
}

/** What holds a send, by its first reason. */
export function verdict(findings: Finding[]): Verdict {
  const first = findings.find(({ severity }) => severity === "holds");
  return first ? { hold: true, why: said(first) } : NOTHING;
}

function said({ check, parts }: Finding): string {
  return word(`check_${check}`, ...parts);
}

/** A reply was let through all the same, or was sent: for what was promised in it, and for the texts of late. */
export async function tellReply(type: "replyReleased" | "replySent", reply: Reply): Promise<void> {
  await request({ type, id: crypto.randomUUID(), at: Date.now(), reply });
}

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
