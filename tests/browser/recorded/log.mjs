// The log after a replay: what the agent did stands in it once, as the recording says, and everything else in it was seen.

import { ask } from '../harness/setup.mjs';

/** @typedef {import('./stage.mjs').Stage} Stage */
/** @typedef {{ id: string, post: string, at: number, number: number, act: { type: string, begins?: boolean, step?: Record<string, any> | string } & Record<string, any> }} Event */

/** Every event, in the order in which it was written. */
export async function logOf(/** @type {Stage} */ { extension }) {
  const events = await extension.evaluate(async () => {
    /** @type {IDBDatabase} */
    const database = await new Promise((done, failed) => {
      const request = indexedDB.open('handrail');
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    const all = await new Promise((done) => {
      const request = database.transaction('events').objectStore('events').getAll();
      request.onsuccess = () => done(request.result);
    });
    database.close();
    return all;
  });
  return /** @type {Event[]} */ (events).sort((one, other) => one.number - other.number);
}

/** What an event is called in a recording: what was done, and to which post. */
export function nameOf(/** @type {Stage} */ stage, /** @type {Event} */ { post, act }) {
  if (act.type === 'shift') return act.begins ? 'shift begins' : 'shift ends';
  const step = typeof act.step === 'string' ? act.step : Object.keys(act.step ?? {})[0];
  return `${act.type === 'case' ? step : act.type} ${stage.nameOf(post.replace(/^x:/, ''))}`;
}

/** Written because something was seen, not because somebody did something. */
export const wasSeen = (/** @type {Event} */ { id }) => /^(seen|reply):/.test(id);

/** Faults of the log, in words. */
export function* faultsOfLog(/** @type {Stage} */ stage, /** @type {Event[]} */ events) {
  const { lines } = stage.recording;
  const wanted = lines.flatMap(({ logs }) => logs ?? []);
  const did = events.filter((event) => !wasSeen(event)).map((event) => nameOf(stage, event));
  yield* differences('done', did, wanted);
  const numbers = new Set(events.map(({ number }) => number));
  if (numbers.size !== events.length) yield `${events.length} events have ${numbers.size} numbers`;
  yield* faultsOfSightings(stage, events.filter(wasSeen));
}

/** Each post is seen first once; it is seen again only where there was a reason. */
function* faultsOfSightings(/** @type {Stage} */ stage, /** @type {Event[]} */ seen) {
  const arrived = new Set(stage.recording.numbers.values());
  const sent = new Set(stage.sent.map(({ id }) => id));
  for (const event of seen) {
    const [what, site, number, again] = event.id.split(':');
    const name = stage.nameOf(number ?? '');
    if (site !== 'x' || (what === 'seen' && event.post !== `x:${number}`)) yield `${event.id} is about ${event.post}`;
    else if (what === 'seen' && !arrived.has(number ?? '')) yield `${event.id} was never on the site`;
    else if (what === 'reply' && !arrived.has(number ?? '') && !sent.has(number ?? '')) yield `${event.id} was never sent`;
    else if (again && !mayBeSeenAgain(stage, number ?? '')) yield `${name} was seen again, and nothing had happened to it`;
  }
}

/** It was changed, answered, opened where all of it is to be read, corrected, or another of its brand was and it is like that. */
function mayBeSeenAgain(/** @type {Stage} */ stage, /** @type {string} */ number) {
  const name = stage.nameOf(number);
  const { lines } = stage.recording;
  const answered = [...stage.sent, ...stage.posts.values()].some(({ replyTo }) => replyTo === number);
  const changed = lines.some((line) => line.edits === name || line.then?.open === name || line.then?.tab === name);
  const taught = lines.some(({ logs }) => logs?.some((what) => /^(corrected|notUs|topic) /.test(what)));
  return answered || changed || taught;
}

/** What one list has more often than the other. */
export function* differences(/** @type {string} */ what, /** @type {string[]} */ is, /** @type {string[]} */ wanted) {
  const count = (/** @type {string[]} */ all, /** @type {string} */ one) => all.filter((other) => other === one).length;
  for (const one of new Set([...is, ...wanted])) {
    const [times, times_wanted] = [count(is, one), count(wanted, one)];
    if (times !== times_wanted) yield `${what}: ${one}: ${times} times, not ${times_wanted}`;
  }
}

const LISTS = ['next', 'mine', 'waiting', 'escalated', 'snoozed', 'handled'];

/** What the engine says of every case that is on a list, and what the log holds. */
export async function standing(/** @type {Stage} */ stage) {
  const cases = /** @type {Record<string, object>} */ ({});
  for (const list of LISTS) {
    const part = { list, brand: '', topic: '', search: '', from: 0, most: 200 };
    const { answer } = await ask(stage.extension, { type: 'desk', asked: { queue: { part } } });
    for (const row of answer.queue.queue.rows) {
      const { status, how, posts, claimed, escalated, snoozed, notes, awaiting } = row;
      cases[row.case] = { list, status, how, posts, claimed, escalated, snoozed, notes, awaiting };
    }
  }
  return { cases, log: await logOf(stage) };
}
