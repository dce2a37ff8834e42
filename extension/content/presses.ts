// A press on a mark is no press on the post, and its keys are no shortcuts of the page. One set of listeners serves all marks:
// a dozen for each cost as much as the marks themselves.

/** What a mark wants to hear. */
export interface Ears {
  press(): void;
  /** The agent is about to press it, as it seems. */
  near(): void;
}

/** A pointer that rests on a mark so long, in milliseconds, is not just passing. */
const REST = 80;
const MOUSE = ["auxclick", "dblclick", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend"] as const;
const KEYS = ["keydown", "keypress", "keyup"] as const;
const PRESSING = new Set(["Enter", " ", "Escape"]);

const marks = new WeakMap<EventTarget, Ears>();
let listening = false;

/** From now on the page hears nothing of presses on `mark`, and `ears` do. */
export function heed(mark: Element, ears: Ears): void {
  marks.set(mark, ears);
  if (!listening) listen();
  listening = true;
}

function of({ target }: Event): Ears | undefined {
  return target === null ? undefined : marks.get(target);
}

/** Stopped on its way in, an event reaches neither the post nor what listens around it; what the browser does with it stays. */
function listen(): void {
  const options = { capture: true, passive: true };
  window.addEventListener("click", (event) => {
    const ears = of(event);
    if (!ears) return;
    event.stopPropagation();
    // What a script of the page makes up is no press.
    if (event.isTrusted) ears.press();
  }, options);
  for (const type of MOUSE) window.addEventListener(type, (event) => of(event) && event.stopPropagation(), options);
  for (const type of KEYS) {
    window.addEventListener(type, (event) => of(event) && PRESSING.has(event.key) && event.stopPropagation(), options);
  }
  window.addEventListener("focusin", (event) => of(event)?.near(), options);
  let rest: ReturnType<typeof setTimeout> | undefined;
  window.addEventListener("pointerover", (event) => {
    clearTimeout(rest);
    const ears = of(event);
    if (ears) rest = setTimeout(() => ears.near(), REST);
  }, options);
}
