// The content script: a terminal of the page for the site that its address names.

import type { Told } from "../shared/messages";
import { Agent } from "./agent";
import { ask } from "./ask";
import { tableOf } from "./table";
import { tables } from "./tables";

// A page that was open when its server was named may get this script twice.
const begun = globalThis as { handrailBegun?: boolean };
const refused = (site: string, what: string): void => void ask({ to: "background", kind: "siteTableRefused", site, what }).catch(() => undefined);

void tables(refused).then((all) => {
  const table = begun.handrailBegun ? undefined : tableOf(all, location.hostname, document);
  if (!table) return;
  begun.handrailBegun = true;
  const agent = new Agent(table);
  chrome.runtime.onMessage.addListener((message: Told, sender, reply: (answer: unknown) => void) => {
    if (sender.id !== chrome.runtime.id || message?.to !== "content") return;
    if (message.kind === "state") agent.state(message.state);
    else if (message.kind === "again") agent.again();
    else if (message.kind === "lost") agent.lost(message);
    else if (message.kind === "look") agent.refined(message.post);
    else if (message.kind === "command") agent.command(message.command);
    else if (message.kind === "skeleton") reply(JSON.stringify(agent.terminal.skeleton(), undefined, 1));
    else reply(agent.terminal.health());
  });
  // A page that the agent goes back to slept, and heard nothing.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) agent.again();
  });
});
