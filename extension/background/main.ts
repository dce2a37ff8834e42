// The background: the one place with the engine. Listeners are registered at once, so that a background that was shut
// down is woken by them; everything else waits until it is needed.

import type { Answer, Asked, Command, Level, Response } from "../shared/messages";
import { failure } from "../shared/messages";
import { Engine } from "./engine";
import { Fetching } from "./fetching";
import { held } from "./held";
import { readSites } from "./imports";
import { Links } from "./links";
import { onManaged } from "./managed";
import { begin, log } from "./network";
import { checkNonce, newNonce } from "./nonce";
import { Reading } from "./reading";
import { Rewriting } from "./rewriting";
import { SecondLook, SWITCH } from "./second";
import { addServer, removeServer, sync } from "./servers";
import { notYours, SiteData } from "./site-data";
import { Team } from "./team/team";
import { tellActive, tellPages } from "./tell";
import { onWork } from "./work";

const OPTIONS = "pages/options.html";

const second = new SecondLook();
const engine = new Engine(second, { readOn: () => void reading.start(), checkLinks: () => void links.due(), team: (work) => void team.do(work) });
const team = new Team(engine.store, (asked) => engine.ask({ type: "team", asked }));
const fetching = new Fetching((request) => engine.ask(request));
const reading = new Reading((request) => engine.ask(request), second);
const rewriting = new Rewriting((request) => engine.ask(request));
const links = new Links((request) => engine.ask(request));
const siteData = new SiteData(readSites);

// What goes on for longer than a background lives is taken up again, by an alarm or whenever it is woken.
onWork(() => {
  void fetching.resume();
  void reading.resume();
});

siteData.begin();
void team.resume();

chrome.runtime.onMessage.addListener((message: Asked, sender, reply: (answer: Answer<Record<string, unknown>>) => void) => {
  if (sender.id !== chrome.runtime.id || message?.to !== "background") return false;
  answer(message, sender).then(reply, (error: unknown) =>
    reply({ ok: false, failure: failure("background.failed", String(error)) }),
  );
  return true;
});

chrome.commands.onCommand.addListener((command) => {
  void tellActive({ to: "content", kind: "command", command: command as Command });
});

chrome.storage.local.onChanged.addListener((changes) => {
  if (SWITCH in changes) void engine.turned();
});

onManaged(() => void engine.renew().then(() => tellPages({ to: "pages", kind: "managed" })));

// What a person allows or takes back in the browser's own settings counts at once.
chrome.permissions.onAdded.addListener(() => void sync());
chrome.permissions.onRemoved.addListener(() => void sync());

chrome.runtime.onInstalled.addListener(({ reason }) => {
  // An update forgets what was registered.
  void sync();
  void begin();
  if (reason === chrome.runtime.OnInstalledReason.INSTALL) void chrome.runtime.openOptionsPage();
});

async function answer(message: Asked, sender: chrome.runtime.MessageSender): Promise<Answer<Record<string, unknown>>> {
  const tab = sender.tab?.id;
  switch (message.kind) {
    case "engine":
      return withoutKey(await engine.ask(message.request), sender);
    case "files":
      return engine.ask({ type: "importFiles", files: message.files.map(unpack) });
    case "frameOpen":
      if (tab === undefined) return { ok: false, failure: failure("frame.tab", "Only a page can open the frame.") };
      return { ok: true, nonce: await newNonce(tab) };
    case "frameCheck":
      return { ok: true, valid: tab !== undefined && (await checkNonce(tab, message.nonce)) };
    case "level":
      if (tab !== undefined) await showLevel(tab, message.level);
      return { ok: true };
    case "embed":
      return { ok: true, vector: await second.vector(message.text) };
    case "fetchStart":
      await fetching.start(message.base);
      return { ok: true };
    case "fetchStop":
      await fetching.stop();
      return { ok: true };
    case "fetchDiscard":
      await fetching.discard();
      return { ok: true };
    case "fetchState":
      return { ok: true, progress: await fetching.state() };
    case "linksCheck":
      void links.all(message.base);
      return { ok: true };
    case "serverAdd":
    case "serverRemove":
      // Only a person names servers, in the panel.
      if (!isOwn(sender, "pages/")) return { ok: false, failure: failure("server.sender", "Only the extension's own pages name servers.") };
      return message.kind === "serverAdd" ? addServer(message.host) : removeServer(message.host);
    case "rewrite":
      // The site's own page holds a content script, which asks for nothing of the kind.
      if (!isOwn(sender, "pages/")) return { ok: false, failure: failure("rewrite.sender", "Only the extension's own pages rewrite.") };
      return rewriting.rewrite(message.id, message.prompt);
    case "rewriteStop":
      rewriting.stop(message.id);
      return { ok: true };
    case "siteData":
      return isOwn(sender, OPTIONS) ? siteData.state() : notYours();
    case "siteDataSave":
      return isOwn(sender, OPTIONS) ? siteData.save(message.url, message.key) : notYours();
    case "siteDataCheck":
      return isOwn(sender, OPTIONS) ? siteData.check() : notYours();
    case "siteDataBack":
      return isOwn(sender, OPTIONS) ? siteData.back() : notYours();
    case "network":
      return isOwn(sender, OPTIONS) ? { ok: true, network: await log() } : onlyOptions();
    case "held":
      return isOwn(sender, OPTIONS) ? { ok: true, held: await held(engine.store, message.from) } : onlyOptions();
    case "team":
      return isOwn(sender, OPTIONS) ? team.state() : onlyOptions();
    case "teamJoin":
      return isOwn(sender, OPTIONS) ? team.join(message.invitation) : onlyOptions();
    case "teamLeave":
      return isOwn(sender, OPTIONS) ? team.leave() : onlyOptions();
    case "siteTableRefused":
      await siteData.refused(message.site, message.what);
      return { ok: true };
  }
}

function onlyOptions(): { ok: false; failure: ReturnType<typeof failure> } {
  return { ok: false, failure: failure("options.only", "Only the options show this.") };
}

/** Whether one of the extension's own pages asks. */
function isOwn(sender: chrome.runtime.MessageSender, path: string): boolean {
  return sender.url?.startsWith(chrome.runtime.getURL(path)) ?? false;
}

/** The endpoint's key is for the options alone. */
function withoutKey(answer: Answer<{ response: Response }>, sender: chrome.runtime.MessageSender): Answer<{ response: Response }> {
  if (!answer.ok || answer.response.type !== "rewriting" || isOwn(sender, OPTIONS)) return answer;
  const { response } = answer;
  return { ok: true, response: { ...response, settings: { ...response.settings, key: "" } } };
}

/** A file with its bytes. */
function unpack({ path, base64 }: { path: string; base64: string }): { path: string; bytes: Uint8Array } {
  return { path, bytes: Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)) };
}

/** The toolbar button says when a page cannot be read. */
async function showLevel(tabId: number, level: Level): Promise<void> {
  await chrome.action.setBadgeText({ tabId, text: level === "green" ? "" : "!" });
  if (level !== "green") {
    await chrome.action.setBadgeBackgroundColor({ tabId, color: level === "red" ? "#b3261e" : "#8a5a00" });
  }
}
