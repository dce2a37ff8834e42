// One connection to the team's server: what it holds is heard, what is to be written is written. It decides nothing: what a
// value means says the core.

import { type NatsConnection, nkeyAuthenticator, wsconnect } from "@nats-io/nats-core";
import { JetStreamApiError } from "@nats-io/jetstream";
import { type KV, type KvEntry, Kvm } from "@nats-io/kv";
import type { TeamWork } from "../../../target/generated/engine/engine";
import type { Access } from "./access";
import { keyOf, postOf } from "./keys";

/** The values of posts, and what everybody is called. */
export const CLAIMS = "claims";
export const ROSTER = "roster";
/** Chromium ends a background that is silent for half a minute. */
const PING = 20_000;
/** So long an answer is waited for, in milliseconds. */
const PATIENCE = 5_000;
/** Between two tries to listen again, in milliseconds. */
const SOON = 500;
/** The server's code for "somebody else has written since". */
const WRONG_SEQUENCE = 10_071;
/** A claim is never longer, and so is what the server takes. */
const LONGEST = 512;

/** A value of the server; what was removed, or is none of ours, has no bytes. */
export interface Heard {
  post: string;
  revision: number;
  bytes: Uint8Array;
}

export type Answer = { stored: number } | "refused" | "silent";

/** Hears of everything. */
export interface Ears {
  heard(values: Heard[]): Promise<void>;
  /** Everything that the server held was told. */
  whole(): Promise<void>;
  named(names: [string, string][]): Promise<void>;
  /** The connection is gone; it is sought again by itself. */
  gone(): Promise<void>;
  /** It will not come again by itself. */
  ended(why: unknown): void;
}

export class Link {
  private waiting: Heard[] = [];
  private telling: Promise<void> | undefined;

  private constructor(
    private readonly server: NatsConnection,
    private readonly claims: KV,
    private readonly roster: KV,
    private readonly ears: Ears,
  ) {}

  /** Reaches the server, as this agent. */
  static async open({ servers, agent, seed, names }: Access, ears: Ears): Promise<Link> {
    const server = await wsconnect({
      servers,
      authenticator: nkeyAuthenticator(new TextEncoder().encode(seed)),
      // Answers come to an address of the agent's own, which nobody else may listen to.
      inboxPrefix: `_INBOX_${agent}`,
      name: `handrail ${agent}`,
      pingInterval: PING,
      maxPingOut: 2,
      timeout: PATIENCE,
      maxReconnectAttempts: -1,
      ignoreAuthErrorAbort: false,
    });
    try {
      const buckets = new Kvm(server);
      const [claims, roster] = names ? await Promise.all([make(buckets, CLAIMS, servers), make(buckets, ROSTER, servers)]) : await Promise.all([buckets.open(CLAIMS), buckets.open(ROSTER)]);
      if (names) await tellNames(roster, names);
      return new Link(server, claims, roster, ears);
    } catch (error) {
      await server.close();
      throw error;
    }
  }

  /** Listens until the connection is ended. */
  async listen(): Promise<void> {
    void this.follow();
    await Promise.all([this.hearClaims(++this.round), this.hearNames()]);
  }

  /**
   * Whether all was heard that whoever leads holds; if not, it is listened to anew. A server that came back from a failure may
   * tell less than the others have, or number it otherwise.
   */
  async compare(): Promise<void> {
    const { round } = this;
    const before = await this.newest();
    // What is on its way has arrived by then.
    await new Promise((later) => setTimeout(later, SOON));
    const heard = this.newestHeard;
    if (round !== this.round || (heard >= before && heard <= (await this.newest()))) return;
    if (round === this.round) await this.hearAgain(++this.round);
  }

  private async newest(): Promise<number> {
    const { streamInfo } = await this.claims.status();
    return streamInfo.state.last_seq;
  }

  /** How long the server takes to answer, in milliseconds. */
  delay(): Promise<number> {
    return this.server.rtt();
  }

  /** Messages and bytes since the connection was made. */
  exchanged(): { sent: number; received: number; sentBytes: number; receivedBytes: number } {
    const { outMsgs, inMsgs, outBytes, inBytes } = this.server.stats();
    return { sent: outMsgs, received: inMsgs, sentBytes: outBytes, receivedBytes: inBytes };
  }

  close(): Promise<void> {
    return this.server.close();
  }

  /** Writes a value, if its key's revision is still the one that is known. */
  async put({ post, bytes, after }: Extract<TeamWork, { put: unknown }>["put"]): Promise<Answer> {
    try {
      return { stored: await this.claims.put(keyOf(post), bytes, { previousSeq: after }) };
    } catch (error) {
      const refused = error instanceof JetStreamApiError && error.apiError().err_code === WRONG_SEQUENCE;
      return refused ? "refused" : "silent";
    }
  }

  /** What stands under a post's key, by whoever leads; nothing where it was never written. */
  async read(post: string): Promise<Heard | undefined> {
    const entry = await this.claims.get(keyOf(post));
    return entry ? { post, revision: entry.revision, bytes: bytesOf(entry) } : undefined;
  }

  private async follow(): Promise<void> {
    for await (const { type } of this.server.status()) {
      if (type === "disconnect") await this.silent();
      else if (type === "reconnect") void this.hearAgain(++this.round);
    }
    this.ears.ended(await this.server.closed());
  }

  /** Which listening counts: what an earlier one still tells is nothing. */
  private round = 0;
  private newestHeard = 0;

  /** Nothing is heard until it is listened to again. */
  private silent(): Promise<void> {
    this.round += 1;
    return this.ears.gone();
  }

  /**
   * What happened meanwhile is heard from the beginning: the core passes over what it knows. A cluster that has lost a server
   * answers only once the others have agreed who leads.
   */
  private async hearAgain(round: number): Promise<void> {
    while (round === this.round && !this.server.isClosed()) {
      try {
        return await this.hearClaims(round);
      } catch {
        await new Promise((later) => setTimeout(later, SOON));
      }
    }
  }

  private async hearClaims(round: number): Promise<void> {
    const values = await this.claims.watch();
    this.newestHeard = 0;
    let whole = (await this.claims.status()).values === 0;
    if (whole) await this.ears.whole();
    const all = (async () => {
      for await (const entry of values) {
        if (round !== this.round) return values.stop();
        this.newestHeard = Math.max(this.newestHeard, entry.revision);
        const post = postOf(entry.key);
        if (post !== undefined) this.tell({ post, revision: entry.revision, bytes: bytesOf(entry) });
        if (whole || !entry.isUpdate) continue;
        whole = true;
        await this.telling;
        await this.ears.whole();
      }
    })();
    // A listening that ends by itself was the server's to end.
    void all.catch(() => undefined).then(async () => {
      if (round !== this.round || this.server.isClosed()) return;
      await this.silent();
      await this.hearAgain(++this.round);
    });
  }

  private async hearNames(): Promise<void> {
    const known = new Map<string, string>();
    const values = await this.roster.watch();
    void (async () => {
      for await (const entry of values) {
        if (entry.operation === "PUT") known.set(entry.key, entry.string());
        else known.delete(entry.key);
        if (entry.isUpdate) await this.ears.named([...known]);
      }
    })();
  }

  /** What comes while the core still reads is told at once. */
  private tell(value: Heard): void {
    this.waiting.push(value);
    this.telling ??= (async () => {
      while (this.waiting.length > 0) await this.ears.heard(this.waiting.splice(0));
      this.telling = undefined;
    })();
  }
}

function bytesOf(entry: KvEntry): Uint8Array {
  return entry.operation === "PUT" && entry.length <= LONGEST ? entry.value : new Uint8Array();
}

/** Made by the lead's browser where it is not there yet: no larger than it need be, for anybody. */
function make(buckets: Kvm, name: string, servers: string[]): Promise<KV> {
  // Of three servers one may be gone, of a cluster of five two: every value is held by so many.
  const replicas = servers.length >= 5 ? 5 : servers.length >= 3 ? 3 : 1;
  // Read from whoever leads: any other server of a cluster may be behind.
  return buckets.create(name, { history: 16, maxValueSize: LONGEST, max_bytes: 200_000_000, replicas, allow_direct: false });
}

async function tellNames(roster: KV, names: [string, string][]): Promise<void> {
  for (const [agent, name] of names) {
    const known = await roster.get(agent);
    if (known?.string() !== name) await roster.put(agent, name);
  }
}
