// How this browser's agent reaches the team's server: an invitation that the lead has made and the agent pastes once. It is kept
// in the extension's own database, where no page and no content script reads it, and is left out of every file.

import { type Failure, failure } from "../../shared/messages";
import type { Store } from "../store";

/** What an invitation says. */
export interface Access {
  /** Addresses of the team's servers. */
  servers: string[];
  /** Stands for the agent: letters, digits, dashes. */
  agent: string;
  /** The agent's secret: the seed of an NKey. */
  seed: string;
  /** The brand whose posts it is for, as the lead calls it. */
  brand: string;
  /** What everybody is called; only the lead's has it, who tells the server. */
  names?: [string, string][];
}

/** Before an invitation, so that it is told from any other text. */
const BEGIN = "handrail-team:";
const RECORD = "team-access";
/** An invitation is never longer. */
const MOST = 20_000;

export class NoInvitation extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

const wrong = (code: string, message: string) => new NoInvitation(failure(`invitation.${code}`, message));

/** Reads what was pasted. */
export function readInvitation(text: string): Access {
  const [, rest] = text.trim().split(BEGIN);
  if (rest === undefined || text.length > MOST) throw wrong("form", "This is no invitation. Copy all of the text that begins with “handrail-team:”.");
  let said: Partial<Access> & { v?: unknown };
  try {
    said = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(atob(rest.replaceAll(/\s/g, "").replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0))));
  } catch {
    throw wrong("damaged", "The invitation is incomplete. Copy it once more, from its first letter to its last.");
  }
  if (said.v !== 1) throw wrong("newer", "The invitation is for a newer Handrail. Update the extension, then paste it again.");
  const { servers, agent, seed, brand, names } = said;
  const plain = typeof agent === "string" && /^[a-z0-9-]{1,32}$/i.test(agent) && typeof seed === "string" && /^SU[A-Z2-7]{50,60}$/.test(seed);
  if (!plain || typeof brand !== "string" || !Array.isArray(servers) || servers.length === 0) throw wrong("damaged", "The invitation is incomplete. Ask for a new one.");
  for (const server of servers) checkAddress(server);
  return { servers, agent, seed, brand, ...(isNames(names) ? { names } : {}) };
}

/** What goes over the net is encrypted; only to this machine itself it need not be. */
function checkAddress(server: unknown): void {
  const url = typeof server === "string" && URL.canParse(server) ? new URL(server) : undefined;
  if (url?.protocol === "wss:") return;
  const near = url?.protocol === "ws:" && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (!near) throw wrong("plain", "The invitation names a server that is reached without encryption. Ask the administrator for an address that begins with wss://.");
}

function isNames(names: unknown): names is [string, string][] {
  return Array.isArray(names) && names.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === "string"));
}

export async function access(store: Store): Promise<Access | undefined> {
  const bytes = await store.record(RECORD);
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Access);
}

export async function keepAccess(store: Store, access: Access | undefined): Promise<void> {
  const bytes = access && new TextEncoder().encode(JSON.stringify(access));
  await store.write([{ type: "put", record: RECORD, ...(bytes ? { bytes } : { bytes: null }) }]);
}
