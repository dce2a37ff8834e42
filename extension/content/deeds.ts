// What the agent does with the post in hand: handled, taken, no complaint, its link copied. An act is made once and sent
// until it is kept; then a notice says so, with the way back.

import type { Mark, RawPost } from "../shared/messages";
import { type Act, keep, type Kept, makeEvent, type Seen } from "./acts";
import { Gone } from "./ask";
import { copy } from "./copy";
import type { Terminal } from "./terminal";
import type { Toast } from "./toast";
import { why, word } from "./words";

type Sent = ReturnType<typeof makeEvent>;

export class Deeds {
  /** Posts of which an act is being kept. */
  readonly saving = new Set<string>();

  constructor(
    private readonly terminal: Terminal,
    private readonly toast: Toast,
    private readonly gone: () => void,
  ) {}

  async handled({ post, state }: Mark): Promise<void> {
    const [id] = state.handled ?? [];
    if (id) return this.offerUndo(post, id, "toast_handled");
    await this.act(post, { type: "handled" }, "toast_handled");
  }

  /** Taken once more, it can be given back. */
  async claim({ post, state }: Mark): Promise<void> {
    if (state.handled != null) return this.toast.show({ words: word("toast_claim_handled") });
    const [id] = state.claimed ?? [];
    if (id) return this.offerUndo(post, id, "toast_claimed");
    if (state.owner && !state.owner.mine) return this.toast.show({ words: word("toast_theirs", state.owner.name) });
    await this.act(post, { type: "claimed" }, "toast_claimed");
  }

  /** Others are to learn from it: the post goes along. */
  async notComplaint({ post, brand, intent }: Mark, raw: RawPost): Promise<void> {
    if (intent !== "complaint") return this.toast.show({ words: word("toast_no_complaint", word(`mark_${intent}`)) });
    await this.act(post, { type: "corrected", intent: "other" }, "toast_not_complaint", { site: this.terminal.reader.table.name, post: raw as never, brand });
  }

  async copyLink({ fields }: RawPost): Promise<void> {
    const link = fields["permalink"];
    const copied = link !== undefined && (await copy(new URL(link, location.href).href));
    this.toast.show({ words: word(copied ? "toast_link_copied" : "toast_link_refused") });
  }

  offerUndo(post: string, event: string, words: string): void {
    const run = (): void => void this.act(post, { type: "undone", event });
    this.toast.show({ words: word(words), action: { label: word("toast_undo"), run } });
  }

  private act(post: string, act: Act, words?: string, seen?: Seen): Promise<Kept | undefined> {
    return this.send(makeEvent(post, act), words, seen);
  }

  /** The same event until it is kept; meanwhile the mark says "saving". */
  private async send(event: Sent, words?: string, seen?: Seen): Promise<Kept | undefined> {
    this.saving.add(event.post);
    this.terminal.wake();
    try {
      const kept = await keep(event, seen);
      if (kept.ok) {
        this.terminal.state(kept.state);
        if (words !== undefined) this.offerUndo(event.post, event.id, words);
      } else {
        const run = (): void => void this.send(event, words, seen);
        this.toast.show({ words: word("toast_failed", why(kept.failure)), action: { label: word("toast_retry"), run }, stays: true });
      }
      return kept;
    } catch (error) {
      if (error instanceof Gone) this.gone();
      else throw error;
    } finally {
      this.saving.delete(event.post);
      this.terminal.wake();
    }
    return undefined;
  }
}
