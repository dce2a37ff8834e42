// What an agent does, done with the browser's own keys and mouse.

import { until } from '../harness/wait.mjs';
import { isSite } from './seen.mjs';

/** @typedef {import('./stage.mjs').Stage} Stage */
/** @typedef {import('./recording.mjs').Line} Line */
/** @typedef {import('./recording.mjs').Place} Place */

/** What of the site is clicked, by what a recording calls it. */
const OF_SITE = /** @type {Record<string, string>} */ ({
  send: '[role="dialog"] [data-testid="tweetButton"], [data-testid="tweetButtonInline"]',
  box: '[data-testid="tweetTextarea_0"]',
  pill: '[data-testid="pillLabel"]',
});

/** Does it; what comes of it is waited for by whoever asked. */
export async function act(/** @type {Stage} */ stage, /** @type {Line} */ line) {
  const place = /** @type {Place} */ (line.on);
  await stage.look(place);
  if (line.press !== undefined) {
    for (let time = 0; time < (line.times ?? 1); time++) await press(stage, place, line.press);
  } else if (line.type !== undefined) await type(stage, place, line.type);
  else if (line.click !== undefined) await click(stage, place, line.click);
  else if (line.tabTo !== undefined) await tabTo(stage, place, line.tabTo, line.back);
}

async function press(/** @type {Stage} */ stage, /** @type {Place} */ place, /** @type {string} */ keys) {
  const held = keys.split('+');
  const key = held.pop() || '+';
  if (!isSite(place)) {
    const doc = await until(`the ${place}`, () => stage.doc(place));
    return doc.press(key, ...held);
  }
  const { keyboard } = stage.site;
  for (const one of held) await keyboard.down(/** @type {any} */ (one));
  await keyboard.press(/** @type {any} */ (key));
  for (const one of held.reverse()) await keyboard.up(/** @type {any} */ (one));
}

async function type(/** @type {Stage} */ stage, /** @type {Place} */ place, /** @type {string} */ text) {
  if (isSite(place)) return stage.site.keyboard.type(text);
  return (await stage.doc(place))?.type(text);
}

/** With the mouse on the site; a page of ours has its button pressed by name. */
async function click(/** @type {Stage} */ stage, /** @type {Place} */ place, /** @type {string} */ what) {
  if (isSite(place)) return stage.site.click(OF_SITE[what] ?? what);
  await until(`the button ${what}`, async () =>
    (await stage.doc(place))?.evaluate((what) => {
      const named = (/** @type {Element} */ element) => element.textContent?.startsWith(what) || element.getAttribute('aria-label')?.startsWith(what);
      const button = [...document.querySelectorAll('button, a, [role="tab"]')].find(named);
      /** @type {HTMLElement | undefined} */ (button)?.click();
      return button !== undefined;
    }, what),
  );
}

/** Presses Tab until what has the focus is called so; not over the ends of the page, where the browser's own buttons are. */
async function tabTo(/** @type {Stage} */ stage, /** @type {Place} */ place, /** @type {string} */ name, back = false) {
  const doc = await until(`the ${place}`, () => stage.doc(place));
  const way = [];
  for (let tries = 0; tries < 60; tries++) {
    await doc.press('Tab', ...(back ? ['Shift'] : []));
    const at = await doc.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
    if (at.trim().startsWith(name)) return;
    way.push(at.slice(0, 20));
  }
  throw new Error(`Tab did not come to ${name}: ${way.join(', ')}`);
}
