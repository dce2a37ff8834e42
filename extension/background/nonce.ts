// Proof for the assist frame that the page it sits in is ours to talk to: a random word, given out to the content
// script of a tab and kept for that tab until the browser closes.

const KEPT = 8;

function slot(tab: number): string {
  return `frame:${tab}`;
}

async function read(tab: number): Promise<string[]> {
  const stored: unknown = (await chrome.storage.session.get(slot(tab)))[slot(tab)];
  return Array.isArray(stored) ? stored.filter((nonce) => typeof nonce === "string") : [];
}

export async function newNonce(tab: number): Promise<string> {
  const nonce = crypto.randomUUID();
  const nonces = [...(await read(tab)), nonce].slice(-KEPT);
  await chrome.storage.session.set({ [slot(tab)]: nonces });
  return nonce;
}

export async function checkNonce(tab: number, nonce: string): Promise<boolean> {
  return (await read(tab)).includes(nonce);
}
