// Messages from the background to pages.

import type { Told, ToPages } from "../shared/messages";
import { patterns } from "./servers";

async function send(tab: chrome.tabs.Tab, message: Told): Promise<void> {
  if (tab.id === undefined) return;
  try {
    await chrome.tabs.sendMessage(tab.id, message);
  } catch {
    // The page has no content script (opened before the installation), or is just being closed.
  }
}

/** The open pages of the sites. */
export async function openPages(): Promise<chrome.tabs.Tab[]> {
  const url = [...(chrome.runtime.getManifest().host_permissions ?? []), ...(await patterns())];
  return chrome.tabs.query({ url });
}

/** To every open page of the sites. */
export async function tellAll(message: Told, tabs = openPages()): Promise<void> {
  await Promise.all((await tabs).map((tab) => send(tab, message)));
}

/** To the extension's own pages, if one is open. */
export function tellPages(message: ToPages): void {
  // Nobody listens where none is open.
  chrome.runtime.sendMessage(message).catch(() => undefined);
}

/** To the page in front. */
export async function tellActive(message: Told): Promise<void> {
  const tabs = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  await Promise.all(tabs.map((tab) => send(tab, message)));
}
