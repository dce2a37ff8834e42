// Servers of a site that anybody may run one of: the content script is registered for those that the person has named and
// the browser has allowed, and for no others.

import { failure, type Answer } from "../shared/messages";

const KEPT = "servers";
const SCRIPT = "content/content.js";
const FIRST = "content/first.js";

/** The servers that were named, for as long as this background lives and nobody names others. */
let known: Promise<string[]> | undefined;
let followed = false;

/** The servers that were named. */
function named(): Promise<string[]> {
  if (!followed) {
    followed = true;
    chrome.storage.local.onChanged.addListener((changes) => {
      if (KEPT in changes) known = undefined;
    });
  }
  known ??= read();
  known.catch(() => (known = undefined));
  return known;
}

async function read(): Promise<string[]> {
  const { [KEPT]: kept } = await chrome.storage.local.get(KEPT);
  return Array.isArray(kept) ? kept.filter((host) => typeof host === "string") : [];
}

/** All ports, because Firefox knows no patterns with one. */
function pattern(host: string): string {
  return `https://${host.replace(/:\d+$/, "")}/*`;
}

function isHost(host: string): boolean {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?$/i.test(host);
}

/** Addresses of the named servers, for the browser. */
export async function patterns(): Promise<string[]> {
  return [...new Set((await named()).map(pattern))];
}

/** One change at a time: two at once would register a script twice. */
let last: Promise<void> = Promise.resolve();

function inTurn(work: () => Promise<void>): Promise<void> {
  const done = last.then(work);
  last = done.catch(() => undefined);
  return done;
}

export function addServer(host: string): Promise<Answer> {
  return changed(host, (hosts) => [...new Set([...hosts, host])]);
}

export async function removeServer(host: string): Promise<Answer> {
  const answer = await changed(host, (hosts) => hosts.filter((other) => other !== host));
  // Another server at another port of the host may still need it.
  const origin = pattern(host);
  if (!(await patterns()).includes(origin)) await chrome.permissions.remove({ origins: [origin] }).catch(() => false);
  return answer;
}

async function changed(host: string, change: (hosts: string[]) => string[]): Promise<Answer> {
  if (!isHost(host)) return { ok: false, failure: failure("server.name", `"${host}" is no name of a server.`, host) };
  await inTurn(async () => {
    await chrome.storage.local.set({ [KEPT]: change(await named()) });
    known = undefined;
  });
  await sync();
  return { ok: true };
}

/** Registers what is named and allowed, and takes away what no longer is. */
export function sync(): Promise<void> {
  return inTurn(async () => {
    const known = await chrome.scripting.getRegisteredContentScripts();
    const there = new Set(known.map(({ id }) => id));
    const wanted = new Map<string, { origin: string; js: string[]; runAt: "document_idle" | "document_start" }>();
    for (const origin of await patterns()) {
      if (!(await chrome.permissions.contains({ origins: [origin] }))) continue;
      wanted.set(`server ${origin}`, { origin, js: [SCRIPT], runAt: "document_idle" });
      wanted.set(`first ${origin}`, { origin, js: [FIRST], runAt: "document_start" });
    }
    const gone = [...there].filter((id) => !wanted.has(id));
    if (gone.length > 0) await chrome.scripting.unregisterContentScripts({ ids: gone });
    const fresh = [...wanted].filter(([id]) => !there.has(id));
    if (fresh.length === 0) return;
    await chrome.scripting.registerContentScripts(
      fresh.map(([id, { origin, ...script }]) => ({ id, matches: [origin], ...script })),
    );
    await begin([...new Set(fresh.map(([, { origin }]) => origin))]);
  });
}

/** Pages that are open already begin at once. */
async function begin(url: string[]): Promise<void> {
  const tabs = await chrome.tabs.query({ url });
  await Promise.all(
    tabs.map(({ id }) =>
      id === undefined
        ? undefined
        : // A tab that is just being closed, or shows an error, has no place for it.
          chrome.scripting.executeScript({ target: { tabId: id }, files: [SCRIPT] }).catch(() => undefined),
    ),
  );
}
