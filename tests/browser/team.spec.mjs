// Two agents, each in a browser of their own, and the team's server between them.

import { strict as assert } from 'node:assert';
import { after, before, describe, test } from 'node:test';
import { BROWSERS, WHOLE } from './harness/browsers.mjs';
import { focusBadge, mark } from './harness/marks.mjs';
import { teamServer } from './harness/nats.mjs';
import { enter } from './harness/setup.mjs';
import { until } from './harness/wait.mjs';
import { assist, LONGEST, makeWorld, push, show } from './harness/world.mjs';

/** @typedef {import('./harness/world.mjs').World} World */
/** @typedef {import('puppeteer-core').Page} Page */

/** What was written days ago is no case: the site's clock is ours. */
const NOW = new Date().toISOString();
const HOUR = 3_600_000;

/** Joins a team in the options, as a person does. */
async function join(/** @type {World} */ world, /** @type {string} */ invitation) {
  const options = await world.opened.extensionPage('pages/options.html#team');
  await until('the field for the invitation', () => options.evaluate(() => document.querySelector('#team-invitation') !== null));
  await enter(options, 'team-invitation', invitation);
  await options.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('#team-join')).click());
  await connected(options);
  return options;
}

const says = (/** @type {import('./harness/browsers.mjs').Doc} */ options) => options.evaluate(() => document.querySelector('#team-stands')?.textContent ?? '');
const connected = (/** @type {import('./harness/browsers.mjs').Doc} */ options) => until('the connection', async () => (await says(options)).startsWith('Connected'));

/** A command of Handrail by its keys, with the post's mark in hand. */
async function command(/** @type {World} */ world, /** @type {Page} */ page, /** @type {string} */ id, /** @type {'KeyC' | 'KeyH'} */ key) {
  await page.bringToFront();
  await focusBadge(world.opened, page, id);
  await page.keyboard.down('Alt');
  await page.keyboard.down('Shift');
  await page.keyboard.press(key);
  await page.keyboard.up('Shift');
  await page.keyboard.up('Alt');
}

/** The notice over the page says so. */
const noticed = (/** @type {World} */ world, /** @type {Page} */ page, /** @type {string} */ words) =>
  until(`the notice ${words}`, async () => {
    const host = await page.$('handrail-toast');
    const root = host && (await world.opened.shadowOf(host));
    return (await root?.evaluate((root) => root.textContent ?? ''))?.includes(words);
  });

const claim = (/** @type {World} */ world, /** @type {Page} */ page, /** @type {string} */ id) => command(world, page, id, 'KeyC');

for (const [first, second] of BROWSERS.length < 2 ? [[BROWSERS[0], BROWSERS[0]]] : WHOLE ? [['chromium', 'firefox'], ['firefox', 'chromium']] : [['chromium', 'firefox']]) {
  describe(`a team in ${first} and ${second}`, { timeout: LONGEST }, () => {
    /** @type {import('./harness/nats.mjs').TeamServer} */
    let server;
    /** @type {World} */
    let ann;
    /** @type {World} */
    let bob;
    /** @type {import('./harness/browsers.mjs').Doc} */
    let annsOptions;

    before(async () => {
      server = await teamServer();
      [ann, bob] = await Promise.all([first, second].map((name) => makeWorld(/** @type {any} */ (name), { now: NOW })));
      annsOptions = await join(ann, await server.invitation('lea-example'));
      await join(bob, await server.invitation('bob-example'));
    });
    after(async () => {
      await Promise.all([ann?.end(), bob?.end()]);
      await server?.close();
    });

    const shows = (/** @type {World} */ world, /** @type {Page} */ page, /** @type {string} */ id, /** @type {string} */ words) => mark(world.opened, page, id, ({ name }) => name.includes(words));
    const both = async (/** @type {string} */ key) => {
      const pages = /** @type {[Page, Page]} */ (await Promise.all([ann.visit(), bob.visit()]));
      const [id] = await Promise.all(pages.map((page) => show(page, key)));
      for (const [at, world] of [ann, bob].entries()) await mark(world.opened, /** @type {Page} */ (pages[at]), id ?? '');
      return { annsPage: pages[0], bobsPage: pages[1], id: id ?? '' };
    };

    test('a claim is on the colleague’s page with the name, and cannot be taken there', async () => {
      const { annsPage, bobsPage, id } = await both('q-router');
      await claim(ann, annsPage, id);
      await shows(ann, annsPage, id, 'taken by you');
      const { text } = await shows(bob, bobsPage, id, 'taken by Lea Example');
      assert.match(text, /Lea/);
      const frame = await assist(bob, bobsPage, id);
      await until('her name in the frame', () => frame.evaluate(() => document.body.innerText.includes('Lea Example sees to this post')));
      await frame.press('Escape');
      await claim(bob, bobsPage, id);
      await noticed(bob, bobsPage, 'Lea Example sees to this post');
      await shows(bob, bobsPage, id, 'taken by Lea Example');
    });

    test('what one has handled is handled for the other, with the name', async () => {
      const { annsPage, bobsPage, id } = await both('bill-twice-1');
      await command(bob, bobsPage, id, 'KeyH');
      await shows(ann, annsPage, id, 'by Bob Example');
    });

    test('a claim without the server is not shown as held, and lost where a colleague came first', async () => {
      const { annsPage, bobsPage, id } = await both('slow-1');
      await server.stop();
      await until('the word that there is no connection', async () => (await says(annsOptions)).startsWith('Not connected'));
      await claim(ann, annsPage, id);
      await shows(ann, annsPage, id, 'not agreed');
      await claim(bob, bobsPage, id);
      await shows(bob, bobsPage, id, 'not agreed');
      await server.start();
      // One of the two, and both say the same.
      const whose = async () => {
        const names = await Promise.all([mark(ann.opened, annsPage, id), mark(bob.opened, bobsPage, id)]);
        const [anns, bobs] = names.map(({ name }) => name);
        return (anns?.includes('taken by you') && bobs?.includes('taken by Lea')) || (bobs?.includes('taken by you') && anns?.includes('taken by Bob'));
      };
      await until('one of the two to have it', whose);
    });

    test('the desk keeps a colleague’s cases apart; whoever takes one over says why, and the colleague is told', async () => {
      const id = '1990002000000000077';
      const pages = /** @type {[Page, Page]} */ (await Promise.all([ann.visit(), bob.visit()]));
      const complaint = { id, author: 'example_haruka', text: '@LarkspurCare my broadband has been down all day and nobody answers. My order is APART9.', at: Date.now() - HOUR };
      for (const [at, world] of [ann, bob].entries()) {
        const page = /** @type {Page} */ (pages[at]);
        await page.bringToFront();
        await push(page, [complaint]);
        await mark(world.opened, page, id);
      }
      await claim(ann, pages[0], id);
      await shows(bob, pages[1], id, 'taken by Lea Example');
      const desk = await bob.opened.extensionPage('pages/desk.html');
      const row = (/** @type {boolean} */ there) =>
        until(`the row ${there ? 'to be' : 'not to be'} there`, async () => {
          const rows = await desk.evaluate(() => [...document.querySelectorAll('.case')].map(({ textContent }) => textContent ?? ''));
          const found = rows.find((text) => text.includes('APART9'));
          return there ? found : found === undefined && rows.length + 1;
        });
      await until('the list of colleagues', () => desk.evaluate(() => document.getElementById('list-colleagues') !== null));
      await row(false);
      await desk.evaluate(() => document.getElementById('list-colleagues')?.click());
      assert.match(String(await row(true)), /with Lea Example/);
      await desk.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector('.case button.open'))?.focus());
      await desk.press('m');
      await until('the reasons', () => desk.evaluate(() => document.activeElement?.id === 'ask-why'));
      const ready = () => desk.evaluate(() => !(/** @type {HTMLButtonElement} */ (document.querySelector('form.ask [type="submit"]')).disabled));
      assert.equal(await ready(), false, 'without a reason nothing is taken');
      await desk.evaluate(() => /** @type {HTMLElement} */ (document.querySelectorAll('form.ask [type="radio"]')[2]).click());
      await until('the button', ready);
      await desk.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('form.ask [type="submit"]')).click());
      await shows(ann, pages[0], id, 'taken by Bob Example');
      await shows(bob, pages[1], id, 'taken by you');
      await noticed(ann, pages[0], 'Bob Example has taken the post by @example_haruka from you: it cannot wait');
      await desk.close();
    });

    test('a killed background goes on with the team', async () => {
      const { annsPage, bobsPage, id } = await both('eng-noshow');
      await bob.opened.killBackground();
      await claim(bob, bobsPage, id);
      await shows(ann, annsPage, id, 'taken by Bob Example');
    });
  });
}
