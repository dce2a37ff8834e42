// Chromium's background may not start workers: this page without a window does it for it.

import { type Kind, Reader } from "./reader";

/** From the background to this page. */
export interface Read {
  to: "second";
  ask: Kind;
  text: string;
}

export type Answer = { outputs: number[] } | { failed: string };

const reader = new Reader(() => window.close());

chrome.runtime.onMessage.addListener((message: Read, sender, reply: (answer: Answer) => void) => {
  if (sender.id !== chrome.runtime.id || message?.to !== "second") return false;
  reader.read(message.ask, message.text).then(
    (outputs) => reply({ outputs }),
    (error: unknown) => reply({ failed: String(error) }),
  );
  return true;
});
