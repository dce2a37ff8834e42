// Five tabs keep acts while the background, and now and then the browser, is killed at random moments: is every act that was
// confirmed in its page in the log, once? `cargo xtask bench kill` runs it for both browsers.
//
//   node tests/benches/kill.mjs chromium|firefox [kills] [seed]
//
// Each tab takes post after post: taken, handled, every third taken back again, every fourth no complaint. Every twentieth
// kill is the browser's, from without. In the end the log is read, and the engine says what it makes of it. Prints one line of
// JSON.
import { events } from '../browser/harness/log.mjs';
import { ask } from '../browser/harness/setup.mjs';
import { until } from '../browser/harness/wait.mjs';
import { makeWorld } from '../browser/harness/world.mjs';

const [name, kills = '200', seed = '2024'] = /** @type {['chromium' | 'firefox', string?, string?]} */ (/** @type {unknown} */ (process.argv.slice(2)));
const TABS = 5;
const CRASH = 20;
/** The longest time between two kills, in milliseconds: the background has then just begun, or is long at work. */
const SPAN = 400;
/** How often an act is sent again that was refused. */
const AGAIN = 5;

let state = Number(seed);
const chance = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};

const world = await makeWorld(name, {
  now: new Date().toISOString(),
  scripts: { 'content/content.js': '../benches/kill/content.mjs' },
  // Tabs in the background work as the one in front does.
  args: name === 'chromium' ? ['--disable-background-timer-throttling', '--disable-renderer-backgrounding'] : [],
});
/** @type {{ id: string, post: string, at: number, act: any }[]} every act that was sent */
const sent = [];
/** @type {Set<string>} */
const confirmed = new Set();
/** @type {Map<string, number>} how often something was answered instead, by its code */
const refused = new Map();
let over = false;
/** @type {{ pages: import('puppeteer-core').Page[], gone: Promise<void>, crash: () => void }} */
let round = await tabs();
const begun = performance.now();
try {
  const working = Promise.all(Array.from({ length: TABS }, (_, tab) => work(tab)));
  let crashes = 0;
  for (let kill = 1; kill <= Number(kills); kill++) {
    // Half of the time the background gets to work first, or it would be killed while it wakes and no more.
    const worked = confirmed.size + (chance() < 0.5 ? TABS : 0);
    await until('acts to be kept', () => confirmed.size >= worked, 600_000);
    await new Promise((moment) => setTimeout(moment, chance() * SPAN));
    if (kill % CRASH === 0) {
      await crash();
      crashes += 1;
    } else {
      await world.opened.killBackground();
    }
  }
  over = true;
  await working;
  await crash();
  console.log(JSON.stringify({ browser: name, kills: Number(kills), crashes, seconds: Math.round((performance.now() - begun) / 1_000), ...(await counted()) }));
} finally {
  over = true;
  await world.end();
}

/** The tabs, and what tells that they are gone. */
async function tabs() {
  const pages = [];
  for (let tab = 0; tab < TABS; tab++) pages.push(await world.visit());
  let crash = () => {};
  const gone = new Promise((/** @type {(value: void) => void} */ done) => (crash = done));
  return { pages, gone, crash };
}

/** Ends the browser as a power cut would, and starts it again. */
async function crash() {
  world.opened.browser.process()?.kill('SIGKILL');
  round.crash();
  await world.restart();
  round = await tabs();
}

/** One tab's work. */
async function work(/** @type {number} */ tab) {
  for (let at = 0; !over; at++) {
    const post = `x:19${tab}${String(at).padStart(12, '0')}`;
    await send(tab, post, { type: 'claimed' });
    const handled = await send(tab, post, { type: 'handled' });
    if (at % 3 === 0 && handled) await send(tab, post, { type: 'undone', event: handled });
    if (at % 4 === 0) await send(tab, post, { type: 'corrected', intent: 'other' });
  }
}

/** Lets a tab keep an act, as often as it must; the act's id if it is confirmed. */
async function send(/** @type {number} */ tab, /** @type {string} */ post, /** @type {any} */ act) {
  const event = { id: `act-${sent.length}`, post, at: Date.now(), act };
  const seen = act.type === 'corrected' ? { site: 'x', brand: 'Larkspur Broadband', post: shown(post) } : undefined;
  sent.push(event);
  for (let time = 0; time < AGAIN; time++) {
    const { pages, gone } = round;
    const asked = pages[tab]?.evaluate(inPage, JSON.stringify({ event, seen }), event.id);
    // Its tab is gone, and whoever pressed does not know what became of it.
    const answer = await Promise.race([asked?.catch(() => undefined), gone.then(() => undefined)]);
    if (!answer) {
      await until('the tabs to be there again', () => over || round.pages !== pages, 600_000);
      return undefined;
    }
    if (answer.ok) {
      confirmed.add(event.id);
      return event.id;
    }
    const { code, message } = answer.failure;
    refused.set(code, (refused.get(code) ?? 0) + 1);
    if (code !== 'background.silent') console.error(code, message);
  }
  return undefined;
}

/** In the page: hands an act to the content script, and gives its answer. */
function inPage(/** @type {string} */ detail, /** @type {string} */ id) {
  return new Promise((/** @type {(answer: { ok: boolean, failure?: any }) => void} */ done) => {
    document.addEventListener(`handrail-bench-${id}`, (event) => done(JSON.parse(/** @type {CustomEvent} */ (event).detail)), { once: true });
    document.dispatchEvent(new CustomEvent('handrail-bench-act', { detail }));
  });
}

/** A post as the page would show it. */
function shown(/** @type {string} */ post) {
  const path = `/example_ines/status/${post.slice(2)}`;
  const fields = { permalink: path, author: '/example_ines', name: 'Inés', time: new Date().toISOString(), text: `@LarkspurCare thank you for the number ${post.slice(-4)}` };
  return { key: path, fields, lists: {}, flags: [] };
}

/** What became of the acts. */
async function counted() {
  const { handled } = await ask(world.extension, { type: 'status' });
  const log = (await events(world.extension)).filter(({ act }) => act.type !== 'case');
  const kept = new Map(log.map((event) => [event.id, event]));
  const known = new Map(sent.map((event) => [event.id, event]));
  const stands = sent.filter(({ id, act }) => act.type === 'handled' && kept.has(id) && !log.some(({ act }) => act.type === 'undone' && act.event === id));
  return {
    sent: sent.length,
    confirmed: confirmed.size,
    lost: [...confirmed].filter((id) => !kept.has(id)).length,
    doubled: log.length - kept.size + log.filter(({ id, post }) => known.get(id)?.post !== post).length,
    unanswered: sent.length - confirmed.size,
    refused: Object.fromEntries(refused),
    // What the engine makes of the log, and what it is.
    handled,
    expected: stands.length,
  };
}
