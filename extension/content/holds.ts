// Which texts may be sent: a hold is for exactly one text, and so is its release.

export interface Verdict {
  /** Something serious was found. */
  hold: boolean;
  /** What, in a sentence. */
  why?: string;
  /** Nobody could say; then nothing is held. */
  unchecked?: boolean;
}

/** A text that is about to be sent, and the key of the post that it answers, if any. */
export interface Sending {
  text: string;
  key: string | undefined;
}

export interface Checks<V extends Verdict> {
  /** What is known already. */
  ask(text: string, key: string | undefined): V | undefined;
  check(text: string, key: string | undefined): Promise<V>;
  /** The send was stopped, this once; `release` lets exactly this text through. */
  held(verdict: V, sending: Sending, release: () => void): void;
  /** A held text may be sent all the same: by `release`, or because the agent pressed send again. */
  released(verdict: V, sending: Sending): void;
  /** A send was stopped because nothing was known yet, and by now nothing is against it. */
  free(): void;
  /** The checks do not answer; the text may be sent. `stopped`: this press was, to wait for them, and is to be made again. */
  unchecked(stopped: boolean): void;
}

/** How long the checks are waited for, in milliseconds. */
const PATIENCE = 1000;
/** So many texts are remembered. */
const MANY = 200;

/** How a text stands: still being checked, held with what was found, let through all the same, or found to be clean. */
type State<V> = { is: "asked" } | { is: "held" | "released"; verdict: V } | { is: "clean" };

export class Holds<V extends Verdict> {
  private readonly states = new Map<string, State<V>>();

  constructor(
    private readonly checks: Checks<V>,
    private readonly patience = PATIENCE,
  ) {}

  /** Whether a send of these texts, which go together, is stopped. */
  stops(sendings: Sending[]): boolean {
    return sendings.some((sending) => this.stopsOne(sending));
  }

  /** It was sent: the same text is checked again when it is written again. */
  forget(sending: Sending): void {
    this.states.delete(name(sending));
  }

  private stopsOne(sending: Sending): boolean {
    const state = this.states.get(name(sending));
    if (state?.is === "asked") return true;
    const before = state && "verdict" in state ? state.verdict : undefined;
    const verdict = this.checks.ask(sending.text, sending.key) ?? before;
    if (!verdict) {
      if (state?.is === "clean") return false;
      void this.look(sending);
      return true;
    }
    if (verdict.unchecked) this.checks.unchecked(false);
    if (!verdict.hold) return false;
    // What was released is what was shown; anything else is held in its turn.
    if (before === undefined || before.why !== verdict.why) {
      this.hold(verdict, sending);
      return true;
    }
    this.release(verdict, sending);
    return false;
  }

  private hold(verdict: V, sending: Sending): void {
    this.set(sending, { is: "held", verdict });
    this.checks.held(verdict, sending, () => this.release(verdict, sending));
  }

  private release(verdict: V, sending: Sending): void {
    if (this.states.get(name(sending))?.is !== "held") return;
    this.set(sending, { is: "released", verdict });
    this.checks.released(verdict, sending);
  }

  private async look(sending: Sending): Promise<void> {
    this.set(sending, { is: "asked" });
    const verdict = await within(this.patience, this.checks.check(sending.text, sending.key));
    if (verdict?.hold) return this.hold(verdict, sending);
    this.set(sending, { is: "clean" });
    if (!verdict || verdict.unchecked) this.checks.unchecked(true);
    else this.checks.free();
  }

  private set(sending: Sending, state: State<V>): void {
    this.states.delete(name(sending));
    this.states.set(name(sending), state);
    const [oldest] = this.states.keys();
    if (this.states.size > MANY && oldest !== undefined) this.states.delete(oldest);
  }
}

function name({ text, key }: Sending): string {
  return `${key ?? ""}\n${text}`;
}

/** What is promised, if it comes in time. */
async function within<T>(patience: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), patience)));
  try {
    return await Promise.race([promise, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
