// Recordings of agents at work: five minutes of a shift each, as lines of JSON.
//
// The first line says what it is: `recording` (its name), `about`, `lasts` (milliseconds), `account` (who is signed in),
// `brands` and `replies` (what a lead would have set up), `by` (`hand`, or the program that wrote it). Each line after it has
// `at`, milliseconds from the beginning, and one of these:
//
//   {"arrives": {"post": NAME, "author", "text", "age"?, "replyTo"?, "name"?, "lang"?, "by"?}}   age: written so long before it comes
//   {"edits": NAME, "to": {…}}   {"removes": NAME}                                       by its author
//   {"on": PLACE, "press": KEYS, "times"?}   {"on", "type": TEXT}   {"on", "click": WHAT}  {"on", "tabTo": WORDS}
//   {"closes": NAME}                                  the tab with that post
//   {"away": true}   {"reloads": true}                 the agent is away from the keyboard; back again, all pages are loaded anew
//
// PLACE is where the agent's hands are: `page` (the timeline), `tab` (the post that was opened from the desk last), `frame` (the
// suggestions beside a post), `desk`, or `options`. KEYS are pressed together (`Alt+Shift+J`). `tabTo`: Tab, or with
// `back` Shift+Tab, until what has the focus is called so. An act has what the agent sees then (`then`, see `seen.mjs`), and what is written into the
// log by it (`logs`, see `log.mjs`); the rest of the log is what was seen on the pages.
//
// The last line may be `{"ends": {…}}`: how everything must stand afterwards (see `ends.mjs`), with the reasons (`why`).

import { readFile } from 'node:fs/promises';

/**
 * @typedef {object} Arrival
 * @property {string} post its name in the recording, or its number
 * @property {string} author
 * @property {string} text
 * @property {string} [name] what its author is called
 * @property {number} [age]
 * @property {string} [replyTo]
 * @property {string} [lang]
 */

/** @typedef {'page' | 'tab' | 'frame' | 'desk' | 'options'} Place */

/**
 * One line. What has no `on` does itself.
 * @typedef {{ at: number, on?: Place, press?: string, times?: number, type?: string, click?: string, tabTo?: string, back?: boolean, away?: boolean, reloads?: boolean,
 *   then?: Record<string, any>, logs?: string[], arrives?: Arrival, edits?: string, to?: Record<string, unknown>, removes?: string, closes?: string }} Line
 */

/** @typedef {{ recording: string, about: string, lasts: number, account: string, brands: { name: string }[], replies: { path: string, text: string }[], by: string }} Head */

/** @typedef {{ head: Head, lines: Line[], ends: Record<string, any> | undefined, numbers: Map<string, string> }} Recording */

/** The numbers of posts that have names: later than all that the site makes up. */
const NUMBERS = 1_990_002_000_000_000_000n;

/** What an act may be; a line has one of them. */
export const ACTS = /** @type {const} */ (['press', 'type', 'click', 'tabTo']);
const EVENTS = ['arrives', 'edits', 'removes', 'closes', 'away', 'reloads'];

/** Reads a recording; whatever is wrong with it is named by its line. */
export async function readRecording(/** @type {URL} */ file) {
  const texts = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const parsed = texts.map((text, at) => {
    try {
      return JSON.parse(text);
    } catch (error) {
      throw new Error(`line ${at + 1}: ${error}`);
    }
  });
  const [head, ...rest] = parsed;
  const ends = rest.at(-1)?.ends;
  const lines = /** @type {Line[]} */ (ends ? rest.slice(0, -1) : rest);
  const faults = [...faultsOf(head, lines)];
  if (faults.length > 0) throw new Error(`${file.pathname}:\n${faults.join('\n')}`);
  return /** @type {Recording} */ ({ head, lines, ends, numbers: numbersOf(lines) });
}

/** What is no recording as above. */
function* faultsOf(/** @type {Head} */ head, /** @type {Line[]} */ lines) {
  for (const name of ['recording', 'lasts', 'account', 'brands', 'replies']) if (!(name in head)) yield `line 1: no ${name}`;
  let before = 0;
  for (const [index, line] of lines.entries()) {
    const at = `line ${index + 2}`;
    const what = [...ACTS, ...EVENTS].filter((name) => name in line);
    if (what.length !== 1) yield `${at}: ${what.length} things at once (${what.join(', ')})`;
    if (ACTS.some((name) => name in line) !== 'on' in line) yield `${at}: only what an agent does is done somewhere`;
    if (!(line.at >= before && line.at <= head.lasts)) yield `${at}: ${line.at} is not after ${before} and before ${head.lasts}`;
    before = line.at;
  }
}

function numbersOf(/** @type {Line[]} */ lines) {
  const names = lines.flatMap(({ arrives }) => (arrives ? [arrives.post] : []));
  const number = (/** @type {string} */ name, /** @type {number} */ at) => (/^\d+$/.test(name) ? name : String(NUMBERS + BigInt((at + 1) * 10)));
  return new Map(names.map((name, at) => [name, number(name, at)]));
}

export const isAct = (/** @type {Line} */ line) => line.on !== undefined;
