// Sites' tables from an address that the administrator names: fetched once a day at most, or when a person asks for it;
// verified and checked by the core; kept whole or not at all. Without an address nothing is ever asked for. (Where policy is
// to preset address and key, `source` is the one place that reads them.)

import { serial as shipped } from "../../target/generated/sites.json";
import { type Answer, failure, type Problem, type SiteDataState } from "../shared/messages";
import { request } from "./network";
import { read } from "./rewriting";

/** What the core makes of a file; `Imports.readSites` of the importer. */
type Read = (file: string, key: string, inUse: number, after: number) => Promise<string>;
type Found = { same: true } | { serial: number; sites: unknown[] } | { problems: Problem[] };
type Answered = Answer<{ siteData: SiteDataState }>;

/** Kept: where from and what came of it; and, by itself because every page reads it, what is in use. */
const KEPT = "siteData";
const TABLES = "siteTables";
const ALARM = "site-data";
const DAY = 86_400_000;
/** How long a server may take, in milliseconds. */
const PATIENCE = 20_000;
/** The most bytes that are read. */
const MOST = 200_000;

interface Kept {
  url: string;
  key: string;
  /** Tables up to this serial are not taken by themselves: they were used already. */
  after: number;
  last: SiteDataState["last"];
  refused: SiteDataState["refused"];
}

const NOTHING: Kept = { url: "", key: "", after: 0, last: null, refused: null };

class Failed extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

export class SiteData {
  private queue: Promise<unknown> = Promise.resolve();
  private stop: AbortController | undefined;

  constructor(
    private readonly readFile: Read,
    private readonly patience = PATIENCE,
  ) {}

  /** How it stands. */
  async state(): Promise<Answered> {
    const { after: _, ...kept } = await source();
    return { ok: true, siteData: { ...kept, serial: await inUse() } };
  }

  /** Keeps where tables come from; empty: from nowhere. What was signed with another key is used no more. */
  save(url: string, key: string): Promise<Answered> {
    return this.inTurn(async () => {
      const kept = await source();
      const fresh = url === "" || key !== kept.key;
      await chrome.storage.local.set({ [KEPT]: { ...(fresh ? NOTHING : kept), url, key } satisfies Kept });
      if (fresh) await chrome.storage.local.remove(TABLES);
      await this.wakeLater();
    });
  }

  /** Goes back to the tables that came with Handrail, until the file is a newer one. */
  back(): Promise<Answered> {
    return this.inTurn(async () => {
      const kept = await source();
      await chrome.storage.local.set({ [KEPT]: { ...kept, after: Math.max(kept.after, await inUse()), refused: null } satisfies Kept });
      await chrome.storage.local.remove(TABLES);
    });
  }

  /** Fetches the file now, because a person asked for it: one that they went back from is taken again. */
  check(): Promise<Answered> {
    return this.inTurn((signal) => this.fetch(signal, true));
  }

  /** Fetches it if that was not done for a day. A clock that was set back makes it due too. */
  async due(): Promise<void> {
    await this.inTurn(async (signal) => {
      const { url, last } = await source();
      const age = Date.now() - (last?.at ?? 0);
      if (url !== "" && (age < 0 || age >= DAY)) await this.fetch(signal, false);
    }, false);
  }

  /** A page could not use a table: the browser does not take something in it. */
  refused(site: string, what: string): Promise<Answered> {
    return this.inTurn(async () => {
      const kept = await source();
      if ((await inUse()) === 0 || kept.refused) return;
      await chrome.storage.local.set({ [KEPT]: { ...kept, refused: { site, what: what.slice(0, 500) } } satisfies Kept });
    }, false);
  }

  /** An alarm exists only while there is something to fetch. */
  async wakeLater(): Promise<void> {
    if ((await source()).url === "") await chrome.alarms.clear(ALARM);
    else if (!(await chrome.alarms.get(ALARM))) await chrome.alarms.create(ALARM, { periodInMinutes: 60 });
  }

  /** Begins: now, and whenever the alarm goes off. */
  begin(): void {
    chrome.alarms.onAlarm.addListener((alarm) => {
      if (alarm.name === ALARM) void this.due();
    });
    void this.wakeLater().then(() => this.due());
  }

  /** One after the other; what a person does gives up a fetch under way. */
  private inTurn(work: (signal: AbortSignal) => Promise<void>, hurry = true): Promise<Answered> {
    if (hurry) this.stop?.abort();
    const turn = this.queue.then(async () => {
      this.stop = new AbortController();
      await work(this.stop.signal);
      return this.state();
    });
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private async fetch(signal: AbortSignal, asked: boolean): Promise<void> {
    const kept = await source();
    if (kept.url === "") return;
    const serial = await inUse();
    const at = Date.now();
    let found: Found;
    try {
      const file = await download(kept.url, signal, this.patience);
      // Whoever asks may have the last one that they went back from again.
      const after = Math.max(0, asked && serial === 0 ? kept.after - 1 : kept.after);
      found = JSON.parse(await this.readFile(file, kept.key, serial, after)) as Found;
    } catch (error) {
      if (signal.aborted) return;
      found = { problems: [problem(error)] };
    }
    if ("problems" in found) {
      await chrome.storage.local.set({ [KEPT]: { ...kept, last: { at, problems: found.problems } } satisfies Kept });
    } else if ("same" in found) {
      await chrome.storage.local.set({ [KEPT]: { ...kept, last: { at, problems: [] } } satisfies Kept });
    } else {
      const { serial, sites } = found;
      const known: Kept = { ...kept, after: Math.max(kept.after, serial), last: { at, problems: [] }, refused: null };
      // One writing: never the one without the other.
      await chrome.storage.local.set({ [KEPT]: known, [TABLES]: { serial, sites } });
    }
  }
}

async function source(): Promise<Kept> {
  const { [KEPT]: kept } = (await chrome.storage.local.get(KEPT)) as { [KEPT]?: Partial<Kept> };
  return { ...NOTHING, ...kept };
}

/** The serial of the update in use; 0 where the tables in use are those that came with Handrail. */
async function inUse(): Promise<number> {
  const { [TABLES]: tables } = (await chrome.storage.local.get(TABLES)) as { [TABLES]?: { serial?: unknown } };
  return typeof tables?.serial === "number" && tables.serial > shipped ? tables.serial : 0;
}

/** The file's text. No cookie, no name and no question goes with the request, and it goes to that address alone. */
async function download(url: string, stop: AbortSignal, patience: number): Promise<string> {
  const { protocol, hostname } = new URL(url);
  // Without the port: Firefox knows no patterns with one.
  if (!(await chrome.permissions.contains({ origins: [`${protocol}//${hostname}/*`] }))) throw refusal("permission");
  const signal = AbortSignal.any([stop, AbortSignal.timeout(patience)]);
  const response = await request("siteData", url, { signal, credentials: "omit", cache: "no-store", redirect: "manual", referrerPolicy: "no-referrer" });
  if (!response.ok) {
    await response.body?.cancel();
    // Browsers do not say where to.
    const moved = response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400);
    throw moved ? refusal("moved") : refusal("status", String(response.status));
  }
  const text = await read(response, MOST);
  if (text === undefined) throw refusal("huge");
  return text;
}

/** The words are the message `problem_sites_CODE`. */
function refusal(code: string, path = ""): Failed {
  return new Failed({ code: `sites.${code}`, path, message: `The tables could not be fetched: ${code}.`, fatal: true });
}

function problem(error: unknown): Problem {
  if (error instanceof Failed) return error.problem;
  const slow = error instanceof DOMException && error.name === "TimeoutError";
  const { problem } = refusal(slow ? "slow" : error instanceof TypeError ? "unreachable" : "failed", slow ? "" : String(error).slice(0, 200));
  return problem;
}

/** Only the options may set it. */
export function notYours(): { ok: false; failure: ReturnType<typeof failure> } {
  return { ok: false, failure: failure("sites.sender", "Only the options say where tables come from.") };
}
