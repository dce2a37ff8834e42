// The mark on one post: a rail along its edge and a button that opens the suggestions.

import type { Mark } from "../shared/messages";
import { icon } from "./icon";
import { type Host, makeHost } from "./look";
import type { Spot } from "./spot";
import { mine, waits } from "./waiting";
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
/** A pointer that rests on the badge so long, in milliseconds, is not just passing. */
const REST = 80;

export class Badge {
  private readonly host: Host = makeHost("handrail-mark");
  private readonly all = document.createElement("div");
  private readonly button = document.createElement("button");
  private shown = "";
  private spot: Spot | undefined;
  /** The site's id of the post that it is painted for. */
  key = "";

  /** `near`: the agent is about to press it, as it seems. */
  constructor(press: (badge: Badge) => void, near: (badge: Badge) => void) {
    const rail = document.createElement("div");
    rail.className = "rail";
    this.button.type = "button";
    this.all.append(rail, this.button);
    this.host.root.append(this.all);
    this.button.addEventListener("click", () => press(this));
    this.button.addEventListener("focus", () => near(this));
    let rest: ReturnType<typeof setTimeout> | undefined;
    this.button.addEventListener("pointerenter", () => (rest = setTimeout(() => near(this), REST)));
    this.button.addEventListener("pointerleave", () => clearTimeout(rest));
    keepFromPage(this.host.element);
  }

  get element(): HTMLElement {
    return this.host.element;
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
    const heat = handled || mark.noReply ? "quiet" : mark.heat.level;
    const topics = mark.topics.map(({ code }) => code).join(" ");
    const claimed = mine(mark);
    const shown = [mark.post, kind, claimed, waits(mark), old?.short, urgent, heat, topics, mark.provisional, extra.dark, extra.saving, extra.waiting, this.spot?.mode, this.spot?.rows].join();
    if (shown === this.shown) return;
    this.shown = shown;
    const element = this.host.element;
    element.dataset["handrail"] = mark.intent;
    element.dataset["handrailState"] = extra.saving ? "saving" : handled ? "handled" : "open";
    element.dataset["handrailPost"] = mark.post;
    element.dataset["handrailHeat"] = heat;
    toggle(element, "data-handrail-urgent", urgent);
    toggle(element, "data-handrail-draft", extra.waiting);
    toggle(element, "data-handrail-claimed", claimed);
    toggle(element, "data-handrail-waits", waits(mark));
    this.all.className = ["all", kind, this.spot?.mode ?? "column", extra.dark ? "dark" : "light", urgent ? "urgent" : "", heat].join(" ");
    const face = [...this.face(kind, claimed, old?.short, urgent, extra), gauge(heat)];
    for (const part of face) part.ariaHidden = "true";
    const name = fullName(mark, handled, old?.long, extra);
    this.button.replaceChildren(span("name", name), ...face);
    this.button.title = name;
  }

  place(spot: Spot): void {
    this.spot = spot;
    toggle(this.host.element, "data-handrail-anchored", !spot.free);
    this.host.set(spot.values);
  }

  get placed(): boolean {
    return this.spot !== undefined;
  }

  /** Icon and age, the word, and where there is room (or nothing is more pressing) that it is urgent. */
  private face(kind: string, claimed: boolean, old: string | undefined, urgent: boolean, extra: Extra): HTMLElement[] {
    const top = span("top", icon(extra.waiting ? "draft" : kind));
    const label = extra.saving ? "mark_saving" : extra.waiting ? "mark_draft" : claimed ? "mark_mine" : `mark_${kind}`;
    const rows = this.spot?.rows ?? 2;
    const age = kind === "handled" || old === undefined ? [] : [span("age", old)];
    const now = urgent ? [span("now", word("mark_now"))] : [];
    const name = span("word", word(label));
    // Longer words, as other languages have them, are set smaller before they are cut.
    name.classList.toggle("long", word(label).length > SHORT);
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
  if (mine(mark)) parts.push(word("mark_taken"));
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

/** A press on the badge is no press on the post; its keys are no shortcuts of the page. Others pass. */
function keepFromPage(element: HTMLElement): void {
  for (const type of ["click", "auxclick", "dblclick", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend"]) {
    element.addEventListener(type, (event) => event.stopPropagation());
  }
  for (const type of ["keydown", "keypress", "keyup"] as const) {
    element.addEventListener(type, (event) => {
      if (event.key === "Enter" || event.key === " " || event.key === "Escape") event.stopPropagation();
    });
  }
}
