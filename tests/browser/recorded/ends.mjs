// How everything stands after a replay, held against what the recording says of it (`ends`):
//
//   cases: {NAME: {posts, lists, says, why}}   a case by one of its posts: its posts, the desk's lists with it, the words of its row
//   none: {NAME: WHY}                          posts that are no case
//   handOver: {claimed, heated, perhaps: [NAME, …], promises, issues: [WORDS, …]}   perhaps: so near the line that both is right
//   first: [[NAME, NAME], …]                   first replies: the post that was answered, and the one since which it was waited
//   handled: NUMBER                            how often nothing was left to do
//   sent: [[NAME, WORDS], …]                   all that was sent, in order

import { ask } from '../harness/setup.mjs';
import { until } from '../harness/wait.mjs';
import { differences } from './log.mjs';
import { countsOf } from './seen.mjs';

/** @typedef {import('./stage.mjs').Stage} Stage */
/** @typedef {{ posts: string[], lists: string[], says: string, why: string }} Case */

const LISTS = ['next', 'mine', 'waiting', 'escalated', 'snoozed', 'handled'];
const MINUTE = 60_000;

/** Everything that is not as it must be, in words. */
export async function faultsOfEnds(/** @type {Stage} */ stage) {
  const ends = stage.recording.ends ?? {};
  const faults = [...everyPost(stage, ends)];
  for await (const fault of lists(stage, ends.cases)) faults.push(fault);
  for await (const fault of members(stage, ends.cases)) faults.push(fault);
  faults.push(...handOver(stage, ends), ...sent(stage, ends.sent));
  return faults;
}

/** The recording says of each of its posts what became of it. */
function* everyPost(/** @type {Stage} */ { recording }, /** @type {Record<string, any>} */ ends) {
  const said = [...Object.values(ends.cases).flatMap((/** @type {any} */ { posts }) => posts), ...Object.keys(ends.none)];
  yield* differences('the recording says what becomes of', said, [...recording.numbers.keys()]);
}

/** The desk's lists have the cases that they must have, each with its words, and count them. */
async function* lists(/** @type {Stage} */ stage, /** @type {Record<string, Case>} */ cases) {
  await stage.look('desk');
  for (const list of LISTS) {
    const wanted = Object.entries(cases).filter(([, { lists }]) => lists.includes(list));
    const rows = await rowsOf(stage, list);
    const ids = await Promise.all(wanted.map(([name]) => stage.caseOf(name)));
    yield* differences(`the list ${list}`, rows.map(({ id }) => id), ids);
    for (const [at, [name, { says }]] of wanted.entries()) {
      const row = rows.find(({ id }) => id === ids[at]);
      if (row && !new RegExp(says).test(row.text)) yield `the row of ${name} does not say ${says}: ${row.text}`;
    }
    const counts = await stage.desk.evaluate(countsOf);
    if (counts[list] !== wanted.length) yield `the list ${list} counts ${counts[list]}, not ${wanted.length}`;
  }
}

/** The rows of a list, once the desk shows that list. */
async function rowsOf(/** @type {Stage} */ { desk }, /** @type {string} */ list) {
  await desk.evaluate((list) => document.getElementById(`list-${list}`)?.click(), list);
  return until(`the list ${list}`, () =>
    desk.evaluate((list) => {
      const tab = document.getElementById(`list-${list}`);
      const rows = [...document.querySelectorAll('.case')];
      // Until its own are here, a list has no rows; one that stays empty says so.
      const drawn = rows.length > 0 || document.querySelector('.notice') !== null;
      if (tab?.getAttribute('aria-selected') !== 'true' || !drawn) return undefined;
      return rows.map((row) => ({ id: row.querySelector('button')?.id.replace('case-', '') ?? '', text: row.textContent ?? '' }));
    }, list),
  );
}

/** Which posts are one case. */
async function* members(/** @type {Stage} */ stage, /** @type {Record<string, Case>} */ cases) {
  for (const [name, { posts }] of Object.entries(cases)) {
    const { answer } = await ask(stage.extension, { type: 'desk', asked: { case: { post: `x:${stage.number(name)}` } } });
    const is = answer?.case?.detail.posts.map((/** @type {[string, unknown]} */ [post]) => stage.nameOf(post.replace('x:', ''))) ?? [];
    yield* differences(`the case ${name}`, is, posts);
  }
}

/** @typedef {{ parts: Record<string, string[]>, figures: Record<string, string> }} HandedOver the items of each part, and the figures */

/** The hand-over as the desk shows it. @returns {Promise<HandedOver>} */
export const readHandOver = (/** @type {Stage} */ { desk }) =>
  desk.evaluate(() => {
    const parts = [...document.querySelectorAll('.hand-over section')].map((part) => [part.getAttribute('aria-labelledby') ?? '', [...part.querySelectorAll('li')].map(({ textContent }) => textContent ?? '')]);
    const figures = [...document.querySelectorAll('.figure')].map((item) => [item.querySelector('.line > span')?.textContent ?? '', item.querySelector('.value')?.textContent ?? '']);
    return { parts: Object.fromEntries(parts), figures: Object.fromEntries(figures) };
  });

/** What the next shift was told, and the agent's own figures, as the agent saw them last. */
function* handOver(/** @type {Stage} */ stage, /** @type {Record<string, any>} */ ends) {
  const { parts, figures } = stage.handedOver ?? { parts: /** @type {HandedOver['parts']} */ ({}), figures: {} };
  const told = (/** @type {string} */ part) => (parts[part] ?? []).map((text) => caseIn(stage, ends.cases, text));
  yield* differences('the hand-over, taken', told('claimed'), ends.handOver.claimed);
  yield* differences('the hand-over, late or heated', told('heated').filter((name) => !ends.handOver.perhaps.includes(name)), ends.handOver.heated);
  for (const part of ['promises', 'issues']) yield* patterns(`the hand-over, ${part}`, parts[part] ?? [], ends.handOver[part]);
  yield* ownFigures(stage, ends, figures);
}

/** Which case an item is about: it has the words of its latest post. */
function caseIn(/** @type {Stage} */ stage, /** @type {Record<string, Case>} */ cases, /** @type {string} */ item) {
  const begins = (/** @type {string} */ name) => stage.recording.lines.find(({ arrives }) => arrives?.post === name)?.arrives?.text.slice(0, 60) ?? '?';
  const found = Object.entries(cases).find(([, { posts }]) => item.includes(begins(posts.at(-1) ?? '')));
  return found?.[0] ?? item;
}

/** As many as patterns, each like one of them. */
function* patterns(/** @type {string} */ what, /** @type {string[]} */ is, /** @type {string[]} */ wanted) {
  for (const words of wanted) if (!is.some((text) => new RegExp(words).test(text))) yield `${what}: nothing like ${words} in ${JSON.stringify(is)}`;
  if (is.length !== wanted.length) yield `${what}: ${is.length} and not ${wanted.length}: ${JSON.stringify(is)}`;
}

/** The figures follow from when the customers wrote and when the replies went, which is known to a moment before and one after. */
function* ownFigures(/** @type {Stage} */ stage, /** @type {Record<string, any>} */ { handled, first }, /** @type {Record<string, string>} */ figures) {
  if (figures['Handled'] !== String(handled)) yield `handled: ${figures['Handled']}, not ${handled}`;
  if (figures['First replies'] !== String(first.length)) yield `first replies: ${figures['First replies']}, not ${first.length}`;
  /** @type {[number, number][]} */
  const took = first.map((/** @type {[string, string]} */ [answered, since]) => {
    const reply = stage.sent.find(({ replyTo }) => replyTo === stage.number(answered));
    const wrote = stage.written.get(stage.number(since));
    return reply && wrote !== undefined ? [reply.from - wrote, reply.to - wrote] : [NaN, NaN];
  });
  const [low, high] = [0, 1].map((side) => took.map((one) => Number(one[side])).sort((one, other) => one - other));
  for (const [name, percent] of /** @type {[string, number][]} */ ([['Half within', 50], ['Nine in ten within', 90]])) {
    const place = Math.max(1, Math.ceil((took.length * percent) / 100)) - 1;
    const [least, most] = [low, high].map((side) => Math.floor((side?.[place] ?? NaN) / MINUTE));
    const shown = minutes(figures[name] ?? '');
    if (!(shown >= Number(least) && shown <= Number(most))) yield `${name}: ${figures[name]}, not ${least} to ${most} minutes`;
  }
}

/** "1 hr 36 min" in minutes. */
function minutes(/** @type {string} */ words) {
  const units = /** @type {Record<string, number>} */ ({ day: 1440, days: 1440, hr: 60, min: 1 });
  return [...words.matchAll(/(\d+) (\w+)/g)].reduce((sum, [, number, unit]) => sum + Number(number) * (units[unit ?? ''] ?? NaN), 0);
}

function* sent(/** @type {Stage} */ stage, /** @type {[string, string][]} */ wanted) {
  const is = stage.sent.map(({ replyTo, text }) => `${replyTo && stage.nameOf(replyTo)}: ${text}`);
  if (is.length !== wanted.length) yield `${is.length} replies were sent, not ${wanted.length}: ${is.join(' | ')}`;
  for (const [at, [name, words]] of wanted.entries()) if (!is[at]?.startsWith(`${name}: `) || !new RegExp(words).test(is[at])) yield `reply ${at + 1} is no ${words} to ${name}: ${is[at]}`;
}
