// The mark on one post: a rail along its edge and a button that opens the suggestions.

import type { Mark } from "../shared/messages";
import { icon } from "./icon";
import { makeMark } from "./look";
import { heed } from "./presses";
import type { Spot } from "./spot";
import { mine, theirs, wanted, waits } from "./waiting";
import { age, direction, language, word } from "./words";

/** What a mark shows beyond what the engine said. */
export interface Extra {
  dark: boolean;
  saving: boolean;
  waiting: boolean;
  now: number;
}

/** As many letters fit under a picture at full size. */
const SHORT = 9;
/** So many faces are kept to be copied: on a page most marks look like others. */
const FACES = 200;
const faces = new Map<string, DocumentFragment>();

export class Badge {
  readonly element: HTMLElement;
  private readonly all: HTMLElement;
  private readonly button: HTMLButtonElement;
  private shown = "";
  private face = "";
  private spot: Spot | undefined;
  /** The site's id of the post that it is painted for. */
  key = "";

  /** `near`: the agent is about to press it, as it seems. */
  constructor(press: (badge: Badge) => void, near: (badge: Badge) => void) {
    const { element, all, button } = makeMark();
    this.element = element;
    this.all = all;
    this.button = button;
    heed(element, { press: () => press(this), near: () => near(this) });
  }

  focus(): void {
    this.button.focus();
  }

  /** Shows the mark; does nothing when it is shown already. */
  show(mark: Mark, extra: Extra): void {
    const handled = mark.state.handled != null && !extra.saving;
    const kind = handled ? "handled" : mark.intent;
    const old = age(mark.time, extra.now);
    const urgent = mark.urgency === 2 && !handled;
    const colleague = theirs(mark);
    const heat = handled || mark.noReply || colleague ? "quiet" : mark.heat.level;
    const topics = mark.topics.map(({ code }) => code).join(" ");
    const claimed = mine(mark);
    const whose = owned(mark, extra);
    const shown = [mark.post, kind, claimed, whose.word, whose.long, waits(mark), old?.short, urgent, heat, topics, mark.provisional, extra.dark, extra.saving, extra.waiting, this.spot?.mode, this.spot?.rows].join();
    if (shown === this.shown) return;
    this.shown = shown;
    const { element } = this;
    element.dataset["handrail"] = mark.intent;
    element.dataset["handrailState"] = extra.saving ? "saving" : handled ? "handled" : "open";
    element.dataset["handrailPost"] = mark.post;
    element.dataset["handrailHeat"] = heat;
    toggle(element, "data-handrail-urgent", urgent);
    toggle(element, "data-handrail-draft", extra.waiting);
    toggle(element, "data-handrail-claimed", claimed);
    toggle(element, "data-handrail-theirs", colleague !== undefined);
    toggle(element, "data-handrail-waits", waits(mark));
    // How much of it can be shown is known once the page is laid out, in the same frame.
    if (!this.spot) return;
    this.all.className = ["all", kind, this.spot.mode, extra.dark ? "dark" : "light", urgent ? "urgent" : "", heat].join(" ");
    const name = fullName(mark, handled, old?.long, extra);
    const face = [name, kind, whose.word, whose.grey, old?.short, urgent, heat, extra.saving, extra.waiting, this.spot.mode, this.spot.rows].join();
    if (face === this.face) return;
    this.face = face;
    let made = faces.get(face);
    if (!made) {
      made = this.draw(name, kind, whose, old?.short, urgent, heat, extra);
      if (faces.size >= FACES) faces.clear();
      faces.set(face, made);
    }
    this.button.replaceChildren(made.cloneNode(true));
    this.button.title = name;
  }

  place(spot: Spot): void {
    this.spot = spot;
    toggle(this.element, "data-handrail-anchored", !spot.free);
    const lengths = Object.entries(spot.values).map(([name, value]) => `--${name}:${value}`);
    // Through the object model, which no policy of the page forbids; inside the mark, where the page does not see it.
    this.all.style.cssText = lengths.join(";");
  }

  private draw(name: string, kind: string, whose: Whose, old: string | undefined, urgent: boolean, heat: string, extra: Extra): DocumentFragment {
    const parts = [...this.parts(kind, whose, old, urgent, extra), gauge(heat)];
    for (const part of parts) part.ariaHidden = "true";
    const face = document.createDocumentFragment();
    face.append(span("name", name), ...parts);
    return face;
  }

  /** Icon and age, the word, and where there is room (or nothing is more pressing) that it is urgent. */
  private parts(kind: string, whose: Whose, old: string | undefined, urgent: boolean, extra: Extra): HTMLElement[] {
    const top = span("top", icon(extra.waiting ? "draft" : kind));
    const label = extra.saving ? word("mark_saving") : extra.waiting ? word("mark_draft") : (whose.word ?? word(`mark_${kind}`));
    const rows = this.spot?.rows ?? 2;
    const age = kind === "handled" || old === undefined ? [] : [span("age", old)];
    const now = urgent ? [span("now", word("mark_now"))] : [];
    const name = span("word", label);
    name.classList.toggle("grey", whose.grey);
    // Longer words, as other languages have them, are set smaller before they are cut.
    name.classList.toggle("long", label.length > SHORT);
    if (this.spot?.mode === "line") {
      const word = span("main", top);
      word.append(name);
      return [word, ...age, ...now];
    }
    if (rows > 2 || now.length === 0) {
      top.append(...age);
      return [top, name, ...now];
    }
    top.append(...now);
    return [top, name];
  }
}

/** Whose a post is: the word on its badge, and the words for screen readers. */
interface Whose {
  word?: string;
  long?: string;
  /** Nobody has agreed yet: it is not shown as held. */
  grey: boolean;
}

function owned(mark: Mark, extra: Extra): Whose {
  const colleague = theirs(mark);
  if (colleague) {
    const since = age(colleague.at, extra.now);
    return { word: firstOf(colleague.name), long: word("mark_theirs", colleague.name, since?.long ?? ""), grey: false };
  }
  if (wanted(mark)) return { word: word("mark_mine"), long: word("mark_wanted"), grey: true };
  if (mine(mark)) return { word: word("mark_mine"), long: word("mark_taken"), grey: false };
  const { handledBy } = mark.state;
  if (handledBy != null) return { long: word("mark_handled_by", handledBy), grey: false };
  return { grey: false };
}

/** What there is room for of a colleague's name. */
function firstOf(name: string): string {
  return name.split(/\s/u, 1)[0] || name;
}

function span(name: string, content: string | Node): HTMLSpanElement {
  const made = document.createElement("span");
  made.className = name;
  // The words' own direction; where the badge stands follows the page's.
  made.dir = direction();
  made.append(content);
  return made;
}

/** How hot the post is: a bar that is longer the hotter. The badge's name says the same. */
function gauge(heat: string): HTMLSpanElement {
  const made = document.createElement("span");
  made.className = "gauge";
  made.hidden = heat !== "warm" && heat !== "hot";
  return made;
}

function toggle(element: Element, attribute: string, set: boolean): void {
  if (set !== element.hasAttribute(attribute)) element.toggleAttribute(attribute, set);
}

/** "Complaint, 2 hours old, urgent. Open suggestions" */
function fullName(mark: Mark, handled: boolean, old: string | undefined, extra: Extra): string {
  const kind = word(`mark_${mark.intent}`);
  const parts = [handled ? word("mark_was", kind.toLocaleLowerCase(language())) : kind];
  const [topic] = mark.topics;
  if (topic && !handled) parts.push(topicName(topic));
  const { long } = owned(mark, extra);
  if (long !== undefined) parts.push(long);
  if (old !== undefined && !handled) parts.push(word("mark_age", old));
  if (mark.urgency === 2 && !handled) parts.push(word("mark_urgent"));
  if (mark.noReply && !handled) parts.push(word("mark_no_reply"));
  else if (mark.heat.level !== "cool" && !handled) parts.push(word(`mark_${mark.heat.level}`));
  if (mark.provisional) parts.push(word("mark_provisional"));
  if (extra.waiting) parts.push(word("mark_waiting"));
  return `${parts.join(", ")}. ${word("mark_open")}`;
}

/** A team's own topic is as the lead wrote it. */
function topicName({ code, name }: { code: string; name: string }): string {
  const key = `topic_${code.replaceAll("-", "_")}`;
  const words = word(key);
  return words === key ? name : words;
}
