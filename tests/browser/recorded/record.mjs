// Records a person at work: a browser opens on the practice site, posts arrive as in another recording, and what the person
// does is written down as lines that can be replayed.
//
//   node tests/browser/recorded/record.mjs LIKE.jsonl OUT.jsonl [--headless] [--until MILLISECONDS]
//
// What happens on the site, and who is who, is taken from LIKE. With `--headless` nobody is there: its acts are done by the
// program, at its pace, to try the recorder. It ends when the browser is closed, or after so many milliseconds. In Chromium.

import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { act } from './acts.mjs';
import { hear } from './listen.mjs';
import { logOf, nameOf, wasSeen } from './log.mjs';
import { isAct, readRecording } from './recording.mjs';
import { see } from './seen.mjs';
import { makeStage } from './stage.mjs';

/** @typedef {import('./recording.mjs').Line} Line */

const { values, positionals } = parseArgs({ allowPositionals: true, options: { headless: { type: 'boolean', default: false }, until: { type: 'string' } } });
const [like = '', out = ''] = positionals;
const recording = await readRecording(pathToFileURL(resolve(like)));
const until = Number(values.until ?? recording.head.lasts);
/** So long after an act the person has seen what came of it, in milliseconds. */
const SEEN = 500;

/** @type {Line[]} */
const lines = [];
let begun = 0;
const stage = await makeStage('chromium', recording, { headless: values.headless });
let known = (await logOf(stage)).length;

/** Hears a page from its beginning: it is loaded anew, because Handrail's own listener is to come after. */
async function listen(/** @type {import('puppeteer-core').Page | null} */ page) {
  await page?.exposeFunction('heard', (/** @type {string} */ what) => note(JSON.parse(what)));
  await page?.evaluateOnNewDocument(hear);
}
for (const page of await stage.opened.browser.pages()) await listen(page);
await stage.reloads();
stage.opened.browser.on('targetcreated', (target) => void opened(target).catch(() => {}));

/** A post was opened in a tab. */
async function opened(/** @type {import('puppeteer-core').Target} */ target) {
  const [, id] = /\/status\/(\d+)/.exec(target.url()) ?? [];
  const page = await target.page();
  await listen(page);
  if (!id) return;
  await page?.reload();
  await stage.tabOf(stage.nameOf(id));
}

/** Letters that follow each other are one line. */
function note(/** @type {import('./listen.mjs').Heard} */ { place, ...what }) {
  const last = lines.findLast(isAct);
  if (what.type && last?.type && last.on === place && last === lines.at(-1)) last.type += what.type;
  else lines.push({ at: Date.now() - begun, on: place, ...what });
  const line = /** @type {Line} */ (lines.findLast(isAct));
  setTimeout(() => void look(line).catch(() => {}), SEEN);
}

/** What the log says of an act, and what there is to see after it, unless the person went on. */
async function look(/** @type {Line} */ line) {
  const events = await logOf(stage);
  const logs = events.slice(known).filter((event) => !wasSeen(event)).map((event) => nameOf(stage, event));
  known = events.length;
  if (logs.length > 0) line.logs = [...(line.logs ?? []), ...logs];
  if (line !== lines.findLast(isAct)) return;
  const then = await seenNow(line);
  if (line === lines.findLast(isAct) && Object.keys(then).length > 0) line.then = then;
}

let said = '';
let sent = 0;
let marked = /** @type {Set<string>} */ (new Set());

/** What is seen now that can be told without judging what the person looked at. */
async function seenNow(/** @type {Line} */ { on }) {
  const ours = on === 'desk' || on === 'options' ? await stage.doc(on) : undefined;
  if (ours) {
    const now = await ours.evaluate(() => ({ said: document.querySelector('footer [role="status"]')?.textContent ?? '', focus: document.activeElement?.id ?? '' }));
    return { ...news(now.said), ...(now.focus ? { focus: now.focus } : {}) };
  }
  const page = await stage.site.evaluate(() => ({
    active: document.activeElement?.localName,
    badge: document.activeElement?.getAttribute('data-handrail-post'),
    marked: [...document.querySelectorAll('handrail-mark')].map((mark) => mark.getAttribute('data-handrail-post')?.replace('x:', '') ?? ''),
    boxes: document.querySelectorAll('[role="dialog"] [data-testid="tweetTextarea_0"]').length,
    text: __stand.composers().find(({ text }) => text !== '')?.text,
    sent: __stand.sent(),
  }));
  const went = page.sent.length > sent ? page.sent.at(-1)?.replyTo : undefined;
  sent = page.sent.length;
  const frame = page.active === 'handrail-frame' ? await stage.doc('frame') : undefined;
  const shown = await frame?.evaluate(() => [document.querySelector('.post')?.textContent ?? '', document.querySelector('footer [role="status"]')?.textContent ?? '']);
  const about = [...stage.posts.values()].find(({ text }) => shown?.[0]?.includes(text.slice(0, 40)));
  const fresh = page.marked.filter((id) => !marked.has(id));
  marked = new Set(page.marked);
  return {
    ...(fresh.length > 0 ? { marks: Object.fromEntries(fresh.map((id) => [stage.nameOf(id), '.'])) } : {}),
    ...(page.badge ? { badge: stage.nameOf(page.badge.replace('x:', '')) } : {}),
    ...(about ? { frame: stage.nameOf(about.id), ...news(shown?.[1] ?? '') } : {}),
    ...(page.text ? { box: pattern(page.text) } : {}),
    ...(went ? { sent: stage.nameOf(went) } : {}),
    boxes: page.boxes,
  };
}

/** Words that were not there before. */
function news(/** @type {string} */ words) {
  const fresh = words !== '' && words !== said;
  said = words;
  return fresh ? { said: pattern(words) } : {};
}

const pattern = (/** @type {string} */ words) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

begun = Date.now();
const closed = new Promise((done) => stage.opened.browser.once('disconnected', () => done(true)));
for (const line of recording.lines.filter(({ at }) => at <= until)) {
  const wait = line.at - (Date.now() - begun);
  if (wait > 0 && (await Promise.race([closed, new Promise((done) => setTimeout(done, wait))]))) break;
  const { at: _, ...happened } = line;
  if (!isAct(line)) lines.push({ at: Math.max(0, Date.now() - begun), ...happened });
  if (line.arrives) await stage.arrives(line.arrives);
  else if (line.edits) await stage.edits(line.edits, line.to ?? {});
  else if (line.removes) await stage.removes(line.removes);
  else if (line.reloads) await stage.reloads();
  else if (values.headless && isAct(line)) {
    const doIt = () => act(stage, line);
    await doIt();
    await see(stage, line, doIt);
    if (line.then?.sent) await stage.collect(Date.now());
  }
}
await Promise.race([closed, new Promise((done) => setTimeout(done, Math.max(2 * SEEN, until - (Date.now() - begun))))]);
const head = { ...recording.head, recording: `${recording.head.recording}, recorded`, by: 'record.mjs', lasts: Date.now() - begun };
await writeFile(out, [head, ...lines].map((line) => `${JSON.stringify(line)}\n`).join(''));
console.log(`${lines.filter(isAct).length} acts are in ${out}`);
await stage.end().catch(() => {});
