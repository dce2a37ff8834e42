// Messages from the background to pages.

import type { Told, ToPages } from "../shared/messages";
import { patterns } from "./servers";

/** The tabs with pages of the sites: asked for once a life of the background, since the browser takes as long to say so as
 * the disk to write; from then on whoever speaks is added, and whoever does not hear taken away. */
const pages = new Set<number>();
let asked: Promise<unknown> | undefined;

/** A page of the sites has spoken: it is told what happens. One that never does shows nothing that could be old. */
export function spoke({ tab, url }: chrome.runtime.MessageSender): void {
  if (tab?.id !== undefined && !url?.startsWith(chrome.runtime.getURL(""))) pages.add(tab.id);
}

/** The tabs with pages of the sites that are open. */
export async function openPages(): Promise<ReadonlySet<number>> {
  asked ??= query();
  await asked.catch(() => (asked = undefined));
  return pages;
}

async function query(): Promise<void> {
  const url = [...(chrome.runtime.getManifest().host_permissions ?? []), ...(await patterns())];
  for (const { id } of await chrome.tabs.query({ url })) if (id !== undefined) pages.add(id);
}

async function send(tab: number, message: Told): Promise<void> {
  try {
    await chrome.tabs.sendMessage(tab, message);
  } catch {
    // The page has no content script (opened before the installation), is just being closed, or was left for another.
    pages.delete(tab);
  }
}

/** To every open page of the sites. */
export async function tellAll(message: Told, tabs = openPages()): Promise<void> {
  await Promise.all([...(await tabs)].map((tab) => send(tab, message)));
}

/** To the extension's own pages, if one is open. */
export function tellPages(message: ToPages): void {
  // Nobody listens where none is open.
  chrome.runtime.sendMessage(message).catch(() => undefined);
}

/** To the page in front. */
export async function tellActive(message: Told): Promise<void> {
  const tabs = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  await Promise.all(tabs.map(async ({ id }) => id !== undefined && send(id, message)));
}
