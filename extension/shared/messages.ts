// What the extension's parts say to each other. The engine's own words come from Rust.

import type {
  Base,
  Event,
  Failure,
  ImportProgress,
  ImportReport,
  Mark,
  Problem,
  Request,
  Response,
  State,
  TeamStands,
} from "../../target/generated/engine/engine";

export type { Base, Event, Failure, ImportProgress, ImportReport, Mark, Problem, Request, Response, State };

/** What a content script sends about one post; `key` is given back with its mark. */
export interface RawPost {
  key: string;
  fields: Record<string, string>;
  lists: Record<string, string[]>;
  flags: string[];
}

export type Level = "green" | "amber" | "red";

/** To the background. */
export type Asked =
  | { to: "background"; kind: "engine"; request: Request }
  // Files of an import, as `importFiles` takes them: messages between scripts are JSON in Chromium, which knows no bytes.
  | { to: "background"; kind: "files"; files: { path: string; base64: string }[] }
  | { to: "background"; kind: "frameOpen" }
  | { to: "background"; kind: "frameCheck"; nonce: string }
  | { to: "background"; kind: "level"; level: Level }
  // What a text means: for better articles. Answered with `{ vector: number[] }`, empty where there is no encoder.
  | { to: "background"; kind: "embed"; text: string }
  // An import from the web: begins, or goes on where it was stopped. Answered at once.
  | { to: "background"; kind: "fetchStart"; base: Base }
  | { to: "background"; kind: "fetchStop" }
  // What came of an import that was stopped is thrown away.
  | { to: "background"; kind: "fetchDiscard" }
  // Answered with `{ progress: ImportProgress | null }`.
  | { to: "background"; kind: "fetchState" }
  // Looks where the addresses of a knowledge base's articles lead. Answered at once.
  | { to: "background"; kind: "linksCheck"; base: string }
  // Asks the endpoint that the lead has named to rewrite a draft. Answered with `{ text: string }`. `id` is for giving it up.
  | { to: "background"; kind: "rewrite"; id: string; prompt: RewriteAsked }
  | { to: "background"; kind: "rewriteStop"; id: string }
  // A server of a site that anybody may run one of: Handrail is to work there, or no longer.
  | { to: "background"; kind: "serverAdd"; host: string }
  | { to: "background"; kind: "serverRemove"; host: string }
  // Where sites' tables come from besides the package. All are answered with `{ siteData: SiteDataState }`.
  | { to: "background"; kind: "siteData" }
  | { to: "background"; kind: "siteDataSave"; url: string; key: string }
  | { to: "background"; kind: "siteDataCheck" }
  | { to: "background"; kind: "siteDataBack" }
  // Everything that was asked of servers. Answered with `{ network: NetworkLog }`.
  | { to: "background"; kind: "network" }
  // A part of everything that is kept. Answered with `{ held: Held }`.
  | { to: "background"; kind: "held"; from: string | null }
  // The team's server. All are answered with `{ team: TeamState }`.
  | { to: "background"; kind: "team" }
  | { to: "background"; kind: "teamJoin"; invitation: string }
  | { to: "background"; kind: "teamLeave" }
  // From a page: the browser does not take `what` in the table of `site`, so the one that came with Handrail is used.
  | { to: "background"; kind: "siteTableRefused"; site: string; what: string };

/** What a server is asked for. */
export type NetworkPurpose = "articles" | "links" | "rewriting" | "siteData" | "team";

/** What was asked of servers since a moment. */
export interface NetworkLog {
  since: number;
  /** By server and purpose. */
  servers: { host: string; purpose: NetworkPurpose; times: number; bytes: number; last: number }[];
  /** The newest of them. */
  requests: NetworkRequest[];
}

export interface NetworkRequest {
  number: number;
  at: number;
  host: string;
  purpose: NetworkPurpose;
  method: string;
  /** Bytes of text that went with it. */
  bytes: number;
  /** Of the answer; none came, or not yet: null. */
  status: number | null;
}

/** A part of everything that is kept. */
export interface Held {
  /** Lines of JSON. */
  text: string;
  /** Where the next part begins; null after the last. */
  next: string | null;
  /** How much of it there was by now, from 0 to 1. */
  share: number;
}

/** How sites' tables from elsewhere stand. */
export interface SiteDataState {
  /** Where they come from; empty: from nowhere. */
  url: string;
  /** Who must have signed them. */
  key: string;
  /** The serial of the update in use; 0: the tables that came with Handrail. */
  serial: number;
  /** When the file was last asked for, and what was wrong with it. */
  last: { at: number; problems: Problem[] } | null;
  /** An update that a page could not use. */
  refused: { site: string; what: string } | null;
}

/** How the team stands in this browser. */
export interface TeamState {
  /** Whose invitation was taken; none: there is no team. */
  joined: { agent: string; brand: string; servers: string[] } | null;
  /** Whether the server is reached, and all that it holds is known. */
  online: boolean;
  /** How long the server takes to answer, in milliseconds. */
  delay: number | null;
  /** Messages and bytes since the connection was made. */
  exchanged: { sent: number; received: number; sentBytes: number; receivedBytes: number } | null;
  /** Why it is not reached. */
  trouble: Failure | null;
  /** What the core knows. */
  stands: TeamStands | null;
}

/** What a model is told. */
export interface RewriteAsked {
  system: string;
  user: string;
  mostTokens: number;
}

export type Answer<T = object> = ({ ok: true } & T) | { ok: false; failure: Failure };

/** `keys.json` has their keys. */
export type Command = "next" | "previous" | "assist" | "claim" | "handled" | "notComplaint" | "copyLink" | "filter" | "sheet";

/** To the content scripts. */
export type Told =
  | { to: "content"; kind: "state"; state: State }
  | { to: "content"; kind: "again" }
  // A post that this agent wanted is a colleague's; the name, where it is known.
  | { to: "content"; kind: "lost"; post: string; name: string | null; over: string | null }
  | { to: "content"; kind: "look"; post: string }
  | { to: "content"; kind: "command"; command: Command }
  | { to: "content"; kind: "health" }
  // The page's structure without its words, as text for a file.
  | { to: "content"; kind: "skeleton" };

/** To the extension's own pages, about work that goes on in the background. */
export type ToPages =
  | { to: "pages"; kind: "fetch"; progress: ImportProgress | null; report: ImportReport | null; failure: Failure | null }
  | { to: "pages"; kind: "reading"; base: string; read: [number, number] }
  // Something happened to a case.
  | { to: "pages"; kind: "desk" }
  // What the organisation has set up is other now.
  | { to: "pages"; kind: "managed" }
  | { to: "pages"; kind: "links"; base: string; done: number; all: number };

/** How a page stands, for the panel. */
export interface Health {
  site: string;
  posts: number;
  marked: number;
  open: number;
  handled: number;
  missing: string[];
  level: Level;
  engine: "ready" | "off" | "crashed";
  message?: string;
  /** The server, where anybody may run one of the site. */
  server?: string;
}

export type Outcome = "placed" | "held" | "occupied" | "refused";

/** From the content script to the assist frame, over their port. */
export type ToFrame =
  | { kind: "show"; site: string; post: RawPost; around: RawPost[]; composer: boolean; dark: boolean; background: string }
  | { kind: "state"; state: State }
  | { kind: "again" }
  | { kind: "composer"; open: boolean }
  | { kind: "placed"; outcome: Outcome; copied: boolean }
  // What the composer of the post (its key for good) holds now, and when the agent began to write that.
  | { kind: "typed"; text: string; post: string; since: number | null }
  // The agent pressed send, and this text was held; then `release` lets it through, and the agent presses again. `around`:
  // the other posts as they stand by now.
  | { kind: "held"; text: string; post: string; since: number | null; around: RawPost[] }
  | { kind: "focus" }
  // Commands of the page and their chords, which are to work in the frame too.
  | { kind: "keys"; keys: [Command, string][] };

/** From the assist frame to the content script. */
export type FromFrame =
  | { kind: "ready" }
  | { kind: "place"; text: string; add: boolean }
  | { kind: "close" }
  | { kind: "height"; height: number }
  | { kind: "next" }
  | { kind: "previous" }
  | { kind: "release" }
  | { kind: "command"; command: Command };

export function failure(code: string, message: string, path = ""): Failure {
  return { code, message, path };
}
