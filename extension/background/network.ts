// The one way out: every request to a server goes through here and is written down before it is sent, so that the options
// can show all of them. No other file of the extension calls `fetch` for an address outside it.

import type { NetworkLog, NetworkPurpose, NetworkRequest } from "../shared/messages";

const KEPT = "network";
/** So many of the newest requests are kept; of the older ones, how many there were for each server and purpose. */
const NEWEST = 200;

/** It could not be written down, so it was not sent. */
export class Unlogged extends Error {}

/** One change at a time; answers are written with the next request, or when somebody looks. */
let last: Promise<unknown> = Promise.resolve();
/** Status of answers that are not written down yet, by the number of the request. */
const answers = new Map<number, number>();

/** Sends a request, once it is written down. `sent`: so many bytes of text go with it. */
export async function request(purpose: NetworkPurpose, address: string, init: RequestInit, sent = 0): Promise<Response> {
  const { host } = new URL(address);
  const number = await note({ at: Date.now(), host, purpose, method: init.method ?? "GET", bytes: sent });
  const response = await fetch(address, init);
  answers.set(number, response.status);
  // Where a server has sent us on is known only afterwards. A log that cannot be written then stops what is to come.
  const to = response.redirected ? new URL(response.url).host : host;
  if (to !== host) answers.set(await note({ at: Date.now(), host: to, purpose, method: init.method ?? "GET", bytes: 0 }), response.status);
  return response;
}

/** All that was asked of servers, the newest first. */
export function log(): Promise<NetworkLog> {
  return inTurn(async () => {
    const kept = await read();
    if (answers.size > 0) {
      settle(kept);
      await keep(kept);
    }
    return { since: kept.since, servers: kept.servers.toSorted((one, other) => other.last - one.last), requests: kept.requests.toReversed() };
  });
}

/** From now on there is a log, also if nothing is ever asked. */
export async function begin(): Promise<void> {
  await inTurn(read);
}

interface Kept extends NetworkLog {
  /** Of the next request. */
  next: number;
}

/** Writes a request down; its number. */
export async function note(asked: Omit<NetworkRequest, "status" | "number">): Promise<number> {
  try {
    return await inTurn(async () => {
      const kept = await read();
      settle(kept);
      const number = kept.next++;
      kept.requests = [...kept.requests, { ...asked, number, status: null }].slice(-NEWEST);
      const { at, host, purpose, bytes } = asked;
      const known = kept.servers.find((server) => server.host === host && server.purpose === purpose);
      if (known) Object.assign(known, { times: known.times + 1, bytes: known.bytes + bytes, last: at });
      else kept.servers.push({ host, purpose, times: 1, bytes, last: at });
      await keep(kept);
      return number;
    });
  } catch (error) {
    throw new Unlogged("The request could not be written down, so it was not sent.", { cause: error });
  }
}

function settle(kept: Kept): void {
  for (const one of kept.requests) one.status = answers.get(one.number) ?? one.status;
  answers.clear();
}

async function read(): Promise<Kept> {
  const { [KEPT]: kept } = (await chrome.storage.local.get(KEPT)) as { [KEPT]?: Kept };
  if (kept) return kept;
  const fresh = { since: Date.now(), servers: [], requests: [], next: 0 };
  await keep(fresh);
  return fresh;
}

function keep(kept: Kept): Promise<void> {
  return chrome.storage.local.set({ [KEPT]: kept });
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = last.then(work);
  last = done.catch(() => undefined);
  return done;
}
