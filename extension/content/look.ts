// How marks and notices look. The rules live in shadow roots: the page's styles do not reach them, nor they the page.

export const INTENTS: Record<string, { light: [string, string]; dark: [string, string] }> = {
  // Each [ink, paper]; at least 4.5:1 between the two, and 3:1 between ink and the page.
  complaint: { light: ["#b3261e", "#fdeceb"], dark: ["#ff8a80", "#3b1513"] },
  question: { light: ["#0b57d0", "#e8f0fe"], dark: ["#8ab4f8", "#10264a"] },
  praise: { light: ["#146c2e", "#e6f4ea"], dark: ["#7ddc92", "#0f2f1a"] },
  suggestion: { light: ["#7a4b00", "#fdf3e0"], dark: ["#f5c26b", "#33260b"] },
  other: { light: ["#56606a", "#f0f2f4"], dark: ["#a9b0b6", "#25292c"] },
  handled: { light: ["#4a6654", "#edf3ef"], dark: ["#8fae9b", "#1c2a22"] },
};

function palette(): string {
  return Object.entries(INTENTS)
    .flatMap(([name, themes]) =>
      (["light", "dark"] as const).map((theme) => {
        const [ink, paper] = themes[theme];
        return `.${name}.${theme}{--ink:${ink};--paper:${paper}}`;
      }),
    )
    .join("\n");
}

const MARK = `
:host { all: initial !important; position: absolute !important; z-index: 1 !important; pointer-events: none !important;
  inset: auto !important; inline-size: 0 !important; block-size: 0 !important; }
:host([data-handrail-anchored]) { inset: 0 !important; inline-size: auto !important; block-size: auto !important; }
${palette()}
.all { --line: 3.5px; font: 600 10.5px/1.1 system-ui, sans-serif; }
.rail { position: absolute; inset-block-start: var(--rail-top, 0px); block-size: var(--rail-height, 100%);
  inset-inline-start: var(--rail-start, 0px); inline-size: var(--line); background: var(--ink); border-start-end-radius: 2px;
  border-end-end-radius: 2px; }
.handled .rail, .quiet .rail { --line: 2.5px; }
.hot .rail { --line: 5px; }
button { all: unset; position: absolute; box-sizing: border-box; pointer-events: auto; cursor: pointer;
  inset-block-start: var(--top, 0px); max-inline-size: var(--width, none); min-block-size: 24px; padding: 3px 1px;
  border-radius: 7px; background: var(--paper); color: var(--ink); display: flex; justify-content: center;
  align-items: center; overflow: hidden; white-space: nowrap; }
.column button { inset-inline-start: var(--start, 0px); inline-size: var(--width, auto); flex-direction: column; gap: 1px; }
/* What does not fit behind the word (the age, that it is urgent) goes to a second line, which is not seen. */
.line button { inset-inline-end: var(--end, 0px); gap: 12px 5px; padding: 3px 6px; font-size: 12px; border-radius: 12px;
  flex-wrap: wrap; block-size: 24px; align-content: flex-start; }
.main { display: flex; align-items: center; gap: 4px; block-size: 18px; min-inline-size: 0; max-inline-size: 100%; }
.line .age, .line .now { line-height: 18px; }
button:hover { outline: 1.5px solid var(--ink); outline-offset: -1.5px; }
button:focus-visible { outline: 2.5px solid var(--ink); outline-offset: -1px; }
.urgent button { background: var(--ink); color: var(--paper); }
.urgent button:focus-visible { outline-color: var(--paper); outline-offset: -4px; }
.top { display: flex; align-items: center; gap: 2.5px; font-size: 11px; }
.line .top { gap: 4px; font-size: 12px; }
svg { inline-size: 12px; block-size: 12px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.6;
  stroke-linecap: round; stroke-linejoin: round; }
.line .word { max-inline-size: none; flex: 0 1 auto; letter-spacing: -0.025em; }
.line svg { inline-size: 14px; block-size: 14px; }
.word { max-inline-size: 100%; overflow: hidden; text-overflow: ellipsis; letter-spacing: -0.015em; }
.word.grey { font-style: italic; opacity: 0.8; }
.column .long { font-size: 9.5px; letter-spacing: -0.04em; }
.gauge { position: absolute; inset-block-end: 0; inset-inline-start: 0; block-size: 2.5px; background: currentColor; }
.warm .gauge { inline-size: 50%; }
.hot .gauge { inline-size: 100%; }
.age { font-variant-numeric: tabular-nums; font-weight: 500; }
.now { font-weight: 800; }
.name { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
.hidden, [hidden] { display: none; }
@media (forced-colors: active) {
  .rail { background: CanvasText; forced-color-adjust: none; }
  button { background: ButtonFace; color: ButtonText; border: 1px solid ButtonText; forced-color-adjust: none; }
  button:focus-visible { outline-color: Highlight; }
  .urgent button { background: Highlight; color: HighlightText; }
}
`;

const OVERLAY = `
:host { all: initial !important; position: fixed !important; inset: auto !important; margin: 0 !important;
  padding: 0 !important; border: 0 !important; overflow: visible !important; background: transparent !important; }
:host(:not(:popover-open)) { display: none !important; }
`;

const FRAME = `${OVERLAY}
:host { left: var(--left, 0px) !important; top: var(--top, 0px) !important; width: var(--width, 400px) !important;
  height: var(--height, 320px) !important; }
iframe { display: block; box-sizing: border-box; inline-size: 100%; block-size: 100%; border: 1px solid #8886;
  border-radius: 14px; box-shadow: 0 6px 28px #0005, 0 1px 4px #0004; background: var(--background, Canvas); color-scheme: var(--scheme, normal); }
@media (forced-colors: active) { iframe { border: 2px solid CanvasText; } }
`;

const TOAST = `${OVERLAY}
:host { inset-block-start: var(--start, auto) !important; inset-block-end: var(--end, 20px) !important; inset-inline-start: 20px !important; max-inline-size: min(440px, calc(100vw - 40px)) !important; }
.toast { display: flex; align-items: center; gap: 10px; box-sizing: border-box; padding: 8px 8px 8px 16px; border-radius: 12px;
  font: 500 14px/1.35 system-ui, sans-serif; background: #1f2328; color: #fff; border: 1px solid #5a636d;
  box-shadow: 0 4px 20px #0006; }
.words { flex: 1; padding-block: 5px; overflow-wrap: anywhere; }
button { all: unset; box-sizing: border-box; cursor: pointer; flex: none; min-block-size: 32px; padding: 4px 12px;
  border-radius: 8px; font-weight: 650; color: #9fd0ff; text-align: center; }
button:hover { background: #3a424b; }
button:focus-visible { outline: 2.5px solid #9fd0ff; outline-offset: -2px; }
.close { min-inline-size: 32px; padding: 4px; color: #fff; }
@media (forced-colors: active) { .toast { border: 2px solid CanvasText; } button { border: 1px solid ButtonText; } }
`;

const SHEET = `
:host { all: initial !important; }
dialog { box-sizing: border-box; inline-size: min(620px, calc(100vw - 32px)); max-block-size: calc(100vh - 48px); padding: 0; overflow: auto;
  border: 1px solid #8888; border-radius: 14px; box-shadow: 0 8px 40px #0007; font: 14px/1.4 system-ui, sans-serif; }
.light { color-scheme: light; background: #fff; color: #1f2328; --soft: #56606a; --edge: #d5dade; --key: #f0f2f4; --focus: #0b57d0; }
.dark { color-scheme: dark; background: #16191c; color: #e8eaed; --soft: #a9b0b6; --edge: #3c4349; --key: #25292c; --focus: #8ab4f8; }
dialog::backdrop { background: #0006; }
.all { padding: 18px 20px; }
h2 { margin: 4px 40px 12px 0; margin-inline: 0 40px; font-size: 17px; }
h3 { margin: 18px 0 8px; font-size: 14px; color: var(--soft); }
dl { margin: 0; columns: 250px 2; column-gap: 28px; }
dl > div { display: flex; justify-content: space-between; align-items: baseline; gap: 12px; padding-block: 4px; break-inside: avoid;
  border-block-end: 1px solid var(--edge); }
dd { margin: 0; flex: none; color: var(--soft); }
kbd { font: 600 12px/1.5 system-ui, sans-serif; padding: 1px 6px; border: 1px solid var(--edge); border-radius: 5px; background: var(--key); margin-inline-start: 4px;
  color: light-dark(#1f2328, #e8eaed); }
p { margin: 16px 0 0; color: var(--soft); }
button { all: unset; box-sizing: border-box; cursor: pointer; float: inline-end; inline-size: 32px; block-size: 32px; border-radius: 8px;
  text-align: center; font-size: 18px; line-height: 32px; }
button:hover { background: var(--key); }
button:focus-visible { outline: 2.5px solid var(--focus); outline-offset: -2px; }
@media (forced-colors: active) { button { border: 1px solid ButtonText; } dialog { border: 2px solid CanvasText; } }
`;

const RULES = { "handrail-frame": FRAME, "handrail-toast": TOAST, "handrail-sheet": SHEET };

function sheet(rules: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(rules);
  return made;
}

const made = new Map<string, CSSStyleSheet>();

/** The sheet of these rules, made once. */
export function once(rules: string): CSSStyleSheet {
  let found = made.get(rules);
  if (!found) made.set(rules, (found = sheet(rules)));
  return found;
}

/** A host element of ours with a closed shadow root, and a way to set lengths and colours without inline styles. */
export interface Host {
  element: HTMLElement;
  root: ShadowRoot;
  set(values: Record<string, string>): void;
}

export function makeHost(name: keyof typeof RULES): Host {
  const element = document.createElement(name);
  const root = element.attachShadow({ mode: "closed", delegatesFocus: true });
  const rules = RULES[name];
  const own = sheet(":host{}");
  root.adoptedStyleSheets = [once(rules), own];
  let last = "";
  return {
    element,
    root,
    set(values) {
      const text = Object.entries(values)
        .map(([property, value]) => `--${property}:${value}`)
        .join(";");
      if (text === last) return;
      last = text;
      own.replaceSync(`:host{${text}}`);
    },
  };
}

let blank: HTMLElement | undefined;

/** A mark's host with what every mark has in it. There are many of them: they share one sheet and are copied from one. */
export function makeMark(): { element: HTMLElement; all: HTMLElement; button: HTMLButtonElement } {
  if (!blank) {
    blank = document.createElement("div");
    // Until it has its place: what is drawn and then moved counts as a shift of the page's layout.
    blank.className = "hidden";
    const rail = document.createElement("div");
    rail.className = "rail";
    const button = document.createElement("button");
    button.type = "button";
    blank.append(rail, button);
  }
  const element = document.createElement("handrail-mark");
  const root = element.attachShadow({ mode: "closed", delegatesFocus: true });
  root.adoptedStyleSheets = [once(MARK)];
  const all = blank.cloneNode(true) as HTMLElement;
  root.append(all);
  return { element, all, button: all.lastElementChild as HTMLButtonElement };
}

/** Underlines for phrases inside a post's text, by the CSS Custom Highlight API: the page's nodes are not touched. */
export function highlightRules(): CSSStyleSheet {
  const rules = Object.entries(INTENTS).flatMap(([name, themes]) =>
    (["light", "dark"] as const).map((theme) => {
      const [ink] = themes[theme];
      return `::highlight(handrail-${name}-${theme}){text-decoration:underline 2px ${ink};}`;
    }),
  );
  const mention = (["light", "dark"] as const).map((theme) => {
    const ink = theme === "dark" ? "#a9b0b6" : "#56606a";
    return `::highlight(handrail-mention-${theme}){text-decoration:underline dotted 2px ${ink};}`;
  });
  return once([...mention, ...rules].join("\n"));
}
