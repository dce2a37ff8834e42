// The team's server, for as long as this background lives: reached where there is an invitation, sought again where it is lost.
// Without one all of this does nothing.

import type { TeamAsked, TeamStands, TeamWork } from "../../../target/generated/engine/engine";
import { type Answer, failure, type Failure, type TeamState } from "../../shared/messages";
import { note } from "../network";
import type { Store } from "../store";
import { type Access, access, keepAccess, NoInvitation, readInvitation } from "./access";
import { type Heard, Link } from "./link";

const ALARM = "team";
/** So long after a failure the server is sought again, in milliseconds. */
const AGAIN = 5_000;
/** So long after a question that nobody answered it is asked again, in milliseconds. */
const SOON = 500;
/** Whoever has touched neither mouse nor keys for so long is away, in seconds: what was taken lapses then, for the colleagues. */
const AWAY = 600;
/** A background that hears nothing for half a minute is ended; a page that is open wants to hear of colleagues. */
const AWAKE = 20_000;

export class Team {
  private link: Link | undefined;
  private seeking: Promise<void> | undefined;
  private trouble: Failure | undefined;
  private stands: TeamStands | undefined;
  private online = false;

  /** @param ask asks the engine */
  constructor(
    private readonly store: Store,
    private readonly ask: (asked: TeamAsked) => Promise<Answer<{ response: { type: string } }>>,
  ) {
    chrome.alarms.onAlarm.addListener(({ name }) => {
      if (name === ALARM) void this.resume();
    });
  }

  /** Goes on where there is a team: at every start of the background, and once a minute. */
  async resume(): Promise<void> {
    const kept = await access(this.store);
    if (!kept) return;
    if (!this.link) return this.seek(kept);
    // What is not written again lapses after its lease. Whoever comes back takes it up again, if it is nobody's by then.
    if ((await chrome.idle.queryState(AWAY)) === "active") await this.tell("renew");
    // Without an answer there is nothing to compare with; the connection says itself what is amiss.
    await this.link?.compare().catch(() => undefined);
  }

  /** Takes an invitation. */
  async join(text: string): Promise<Answer<{ team: TeamState }>> {
    let read: Access;
    try {
      read = readInvitation(text);
    } catch (error) {
      if (error instanceof NoInvitation) return { ok: false, failure: error.failure };
      throw error;
    }
    await this.end();
    await keepAccess(this.store, read);
    await chrome.alarms.create(ALARM, { periodInMinutes: 1 });
    await this.seek(read);
    return this.state();
  }

  /** Leaves the team: what was agreed upon stays with it, and nothing of it is heard any more. */
  async leave(): Promise<Answer<{ team: TeamState }>> {
    await this.end();
    await keepAccess(this.store, undefined);
    await chrome.alarms.clear(ALARM);
    this.trouble = undefined;
    await this.tell("leave");
    return this.state();
  }

  /** How it stands. */
  async state(): Promise<Answer<{ team: TeamState }>> {
    const kept = await access(this.store);
    const delay = this.online ? await this.link?.delay().catch(() => undefined) : undefined;
    return {
      ok: true,
      team: {
        joined: kept ? { agent: kept.agent, brand: kept.brand, servers: kept.servers } : null,
        online: this.online,
        delay: delay ?? null,
        exchanged: this.link?.exchanged() ?? null,
        trouble: this.trouble ?? null,
        stands: this.stands ?? null,
      },
    };
  }

  /** What the core wants done. What cannot be is wanted still, and done once the server is reached. */
  async do(work: TeamWork): Promise<void> {
    const { link } = this;
    if (!link || !this.online) return;
    if ("put" in work) {
      const { post, op, bytes } = work.put;
      await this.tell({ written: { post, op, bytes, answer: await link.put(work.put) } });
      return;
    }
    const { post } = work.read;
    try {
      const found = await link.read(post);
      await this.tell(found ? { read: { entry: found as never } } : { absent: { post } });
    } catch {
      // A cluster may be choosing who leads it: until it answers, nobody knows what became of the writing.
      setTimeout(() => void this.do(work), SOON);
    }
  }

  private seek(kept: Access): Promise<void> {
    this.seeking ??= this.reach(kept).finally(() => (this.seeking = undefined));
    return this.seeking;
  }

  private async reach(kept: Access): Promise<void> {
    try {
      for (const address of kept.servers) await note({ at: Date.now(), host: new URL(address).host, purpose: "team", method: "WS", bytes: 0 });
      await this.tell({ join: { me: kept.agent } });
      const link = await Link.open(kept, {
        heard: (values) => this.heard(values),
        whole: () => this.whole(),
        named: (names) => this.tell({ names: { names } }),
        gone: () => this.gone(),
        ended: (why) => this.ended(why),
      });
      this.link = link;
      this.trouble = undefined;
      await link.listen();
    } catch (error) {
      this.trouble = explain(error);
      await this.end();
      setTimeout(() => void this.resume(), AGAIN);
    }
  }

  private async whole(): Promise<void> {
    this.online = true;
    this.awake();
    await this.tell("online");
  }

  private async gone(): Promise<void> {
    this.online = false;
    await this.tell("offline");
  }

  private ended(why: unknown): void {
    if (!this.link) return;
    this.link = undefined;
    this.trouble = explain(why);
    void this.gone();
    setTimeout(() => void this.resume(), AGAIN);
  }

  private async end(): Promise<void> {
    const { link } = this;
    this.link = undefined;
    if (this.online) await this.gone();
    await link?.close();
  }

  private async heard(values: Heard[]): Promise<void> {
    await this.tell({ heard: { entries: values as never } });
  }

  private async tell(asked: TeamAsked): Promise<void> {
    const answer = await this.ask(asked);
    if (answer.ok && answer.response.type === "team") this.stands = (answer.response as unknown as { team: TeamStands }).team;
  }

  /** As long as the server is heard, the background is needed: the browser counts its own questions, Firefox nothing else. */
  private awake(): void {
    setTimeout(() => {
      if (!this.online) return;
      void chrome.runtime.getPlatformInfo();
      this.awake();
    }, AWAKE);
  }
}

function explain(error: unknown): Failure {
  const said = String(error);
  if (/authorization|permission/i.test(said)) return failure("team.refused", "The team's server does not know this invitation any more. Ask the lead for a new one; until then everything works as without a team.");
  if (/stream not found|bucket/i.test(said)) return failure("team.empty", "The team's server is there, but nobody has set it up. The lead joins first, with the invitation for leads.");
  return failure("team.unreachable", `The team's server cannot be reached (${said}). Handrail tries again; until then what you take is marked as not agreed.`);
}
