// The desk: what is seen on the page stands in its queue, what is done there stands on the page, and all of it by keyboard.

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { violations } from './harness/axe.mjs';
import { mark } from './harness/marks.mjs';
import { ask, enter } from './harness/setup.mjs';
import { until } from './harness/wait.mjs';
import { inBrowsers, push } from './harness/world.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./harness/browsers.mjs').Doc} Doc */
/** @typedef {import('./harness/world.mjs').World} World */

/** What was written days ago is no case: the site's clock is ours. */
const NOW = new Date().toISOString();
const HOUR = 3_600_000;

/** Every visit to the site would begin to number anew, and posts of one person belong together: all differ. */
const PEOPLE = ['tomasz', 'priya', 'lena', 'jonas', 'marisol', 'camille', 'bastien', 'haruka', 'kenji', 'layla', 'omar', 'gwen'].map((name) => `example_${name}`);
const people = new Map();

const complaint = (/** @type {string} */ word, hours = 1) => {
  people.set(word, people.get(word) ?? PEOPLE[people.size % PEOPLE.length]);
  return {
    text: `@LarkspurCare my broadband has been down all day and nobody answers. My order is ${word}.`,
    author: people.get(word),
    // The same in both browsers, which have each their own desk.
    id: `19900020000000000${10 + [...people.keys()].indexOf(word)}`,
    at: Date.now() - hours * HOUR,
  };
};

/** The rows of the queue: what each says, and the case that it is about. */
const rows = (/** @type {Doc} */ desk) =>
  desk.evaluate(() => [...document.querySelectorAll('.case')].map((row) => ({ id: row.querySelector('button')?.id ?? '', text: row.textContent ?? '' })));
const row = (/** @type {Doc} */ desk, /** @type {string} */ word) =>
  until(`the row of ${word}`, async () => {
    const all = await rows(desk);
    const found = all.find(({ text }) => text.includes(word));
    if (!found) throw new Error(`${all.length} rows: ${all.map(({ text }) => text.slice(0, 90)).join(' | ')}`);
    return found;
  });
const noRow = (/** @type {Doc} */ desk, /** @type {string} */ word) =>
  until(`no row of ${word}`, async () => (await rows(desk)).every(({ text }) => !text.includes(word)));
const said = (/** @type {Doc} */ desk, /** @type {RegExp} */ words) =>
  until(`the desk to say ${words}`, () => desk.evaluate((source) => new RegExp(source).test(document.querySelector('footer [role="status"]')?.textContent ?? ''), words.source));
const there = (/** @type {Doc} */ desk, /** @type {string} */ selector) =>
  until(selector, () => desk.evaluate((selector) => document.querySelector(selector) !== null, selector));
const shows = (/** @type {Doc} */ desk, /** @type {string} */ selector, /** @type {RegExp} */ words) =>
  until(`${selector} to show ${words}`, () =>
    desk.evaluate((selector, source) => new RegExp(source).test(document.querySelector(selector)?.textContent ?? ''), selector, words.source),
  );
const focused = (/** @type {Doc} */ desk, /** @type {string} */ id) => until(`the focus on ${id}`, async () => (await desk.evaluate(() => document.activeElement?.id)) === id);
const focus = (/** @type {Doc} */ desk, /** @type {string} */ id) => desk.evaluate((id) => document.getElementById(id)?.focus(), id);
/** Presses the button with these words, once it is there. */
const click = (/** @type {Doc} */ desk, /** @type {string} */ words) =>
  until(`the button ${words}`, () =>
    desk.evaluate((words) => {
      const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.includes(words));
      button?.click();
      return button !== undefined;
    }, words),
  );
const turn = async (/** @type {Doc} */ desk, /** @type {string} */ list) => {
  await desk.evaluate((list) => document.getElementById(`list-${list}`)?.click(), list);
  await until(`the list ${list}`, () => desk.evaluate((list) => document.getElementById(`list-${list}`)?.getAttribute('aria-selected') === 'true', list));
};
const openDesk = async (/** @type {World} */ world) => {
  const desk = await world.opened.extensionPage('pages/desk.html');
  await there(desk, '#list-next');
  return desk;
};

/** A new post on the site, and the desk with its row. */
async function begin(/** @type {World} */ world, /** @type {string} */ word, hours = 1) {
  const page = await world.visit();
  const [id = ''] = await push(page, [complaint(word, hours)]);
  await mark(world.opened, page, id);
  const desk = await openDesk(world);
  return { page, id, desk, row: await row(desk, word) };
}

inBrowsers('the desk', { now: NOW }, (world) => {
  test('has a row for what is seen, and says how long it waits and why it stands there', async () => {
    const { page, desk, row: late } = await begin(world(), 'WAIT7', 3);
    assert.ok(late.text.includes(`@${people.get('WAIT7')}`));
    assert.match(late.text, /waits 3 hr/);
    assert.match(late.text, /late by 1 hr/);
    assert.match(late.text, /new/);
    // What comes is there by itself.
    await page.bringToFront();
    const [again = ''] = await push(page, [complaint('LATER8')]);
    assert.ok(again);
    await row(desk, 'LATER8');
    await desk.close();
    await page.close();
  });

  test('handles by one key, and the page shows it; Undo takes it back', async () => {
    const { page, id, desk, row: { id: at } } = await begin(world(), 'ONEKEY');
    await focus(desk, at);
    await desk.press('h');
    await said(desk, /handled/);
    await noRow(desk, 'ONEKEY');
    await page.bringToFront();
    await mark(world().opened, page, id, ({ name }) => name.startsWith('Handled'));
    await desk.evaluate(() => document.getElementById('undo')?.click());
    await said(desk, /Taken back/);
    await mark(world().opened, page, id, ({ name }) => !name.startsWith('Handled') && !name.startsWith('Saving'));
    await row(desk, 'ONEKEY');
    await desk.close();
    await page.close();
  });

  test('finds by words, and says what to do where nothing is found', async () => {
    const { page, desk } = await begin(world(), 'SEARCHED');
    await desk.press('/');
    await focused(desk, 'search');
    await desk.type('searched');
    await shows(desk, '.found', /One case/);
    assert.equal((await rows(desk)).length, 1);
    await enter(desk, 'search', 'zzznothing');
    await shows(desk, '.notice', /Clear search/);
    await click(desk, 'Clear search');
    await row(desk, 'SEARCHED');
    await desk.close();
    await page.close();
  });

  test('goes from the page to handled by keyboard alone', async () => {
    const { page, id, desk } = await begin(world(), 'KEYBOARD');
    await desk.press('/');
    await focused(desk, 'search');
    await desk.type('keyboard');
    await shows(desk, '.found', /One case/);
    await desk.press('Escape');
    const { id: at } = await row(desk, 'KEYBOARD');
    await focused(desk, at);
    await desk.press('Enter');
    await focused(desk, 'case-title');
    await there(desk, '#history');
    await desk.press('m');
    await said(desk, /it is yours/);
    await shows(desk, '.detail .status', /yours/);
    await desk.press('n');
    await focused(desk, 'ask-note');
    await desk.type('Asked the engineers.');
    await desk.press('Tab');
    await desk.press('Enter');
    await said(desk, /note is kept/);
    await shows(desk, '.notes', /Asked the engineers/);
    await desk.press('e');
    await focused(desk, 'ask-whom');
    await desk.type('Billing');
    await desk.press('Enter');
    await said(desk, /escalated/);
    await shows(desk, '.detail .status', /with Billing/);
    await shows(desk, '.history', /Escalated.*Billing/);
    await desk.press('u');
    await said(desk, /Taken back/);
    await desk.press('h');
    await said(desk, /handled/);
    await shows(desk, '.detail .status', /handled/);
    await desk.press('Escape');
    await until('the case to close', () => desk.evaluate(() => document.querySelector('.detail') === null));
    await page.bringToFront();
    await mark(world().opened, page, id, ({ name }) => name.startsWith('Handled'));
    await desk.close();
    await page.close();
  });

  test('puts off, waits and gives back, each in its list', async () => {
    const { page, desk, row: { id: at } } = await begin(world(), 'LISTS9');
    await focus(desk, at);
    await desk.press('z');
    await focused(desk, 'ask-hour');
    await desk.press('Enter');
    await said(desk, /put off/);
    await turn(desk, 'snoozed');
    await row(desk, 'LISTS9');
    await desk.evaluate((at) => document.getElementById(at)?.click(), at);
    await click(desk, 'Back to Next');
    await said(desk, /back in the list/);
    await turn(desk, 'next');
    await row(desk, 'LISTS9');
    await focus(desk, at);
    await desk.press('w');
    await said(desk, /waiting for the customer/);
    await turn(desk, 'waiting');
    await row(desk, 'LISTS9');
    await desk.close();
    await page.close();
  });

  test('hands over what the next shift needs, as text', async () => {
    const { page, desk, row: { id: at } } = await begin(world(), 'HANDED');
    await click(desk, 'Start shift');
    await said(desk, /shift has begun/);
    await focus(desk, at);
    await desk.press('m');
    await said(desk, /it is yours/);
    await click(desk, 'Hand-over');
    await shows(desk, '.hand-over', /HANDED/);
    const mail = await desk.evaluate(() => document.querySelector('a[href^="mailto:"]')?.getAttribute('href') ?? '');
    const body = decodeURIComponent(mail.split('&body=')[1] ?? '');
    assert.match(body, /Taken and not done\n- @example_\w+.*HANDED.*https:\/\/x\.com\/example_\w+\/status\/\d+/);
    assert.ok(body.length < 2_000);
    assert.doesNotMatch(body, /Nine in ten/, 'the figures are the agent’s own');
    await shows(desk, '.hand-over', /for you alone/);
    await desk.press('Escape');
    await there(desk, '.cases');
    await click(desk, 'End shift');
    await said(desk, /shift has ended/);
    await desk.close();
    await page.close();
  });

  test('draws the beginning of a long list, and more when its end comes into view', async () => {
    const posts = Array.from({ length: 120 }, (_, at) => ({
      key: `/many_${at}/status/18${at}`,
      fields: { permalink: `/many_${at}/status/18${at}`, author: `/many_${at}`, name: `Many ${at}`, time: new Date(Date.now() - HOUR).toISOString(), text: `@LarkspurCare no internet for days, nobody answers, this is ridiculous. MANY${at}` },
      lists: {},
      flags: [],
    }));
    await ask(world().extension, { type: 'observe', site: 'x', posts, shown: [] });
    const desk = await openDesk(world());
    await enter(desk, 'search', '@many_');
    await shows(desk, '.found', /120 cases/);
    assert.equal((await rows(desk)).length, 50);
    // Rows that were never in view are as high as is guessed: the end moves while it is gone to.
    await until('more rows', async () => {
      await desk.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      return (await rows(desk)).length === 100;
    });
    await click(desk, 'rows after these');
    await until('the rest', async () => (await rows(desk)).length === 20);
    await focused(desk, 'queue');
    // The last row can be gone to by keys, and stays where it is when something else happens.
    const last = (await rows(desk)).at(-1)?.id ?? '';
    await focus(desk, last);
    await desk.press('m');
    await said(desk, /it is yours/);
    await until('the row to be taken', async () => (await rows(desk)).some(({ id, text }) => id === last && text.includes('yours')));
    await focused(desk, last);
    await desk.close();
  });

  test('opens a post once: where it is open, that tab comes to the front', async () => {
    const { page, id, desk, row: { id: at } } = await begin(world(), 'TABBED', 26);
    const tabs = async () => (await world().opened.browser.pages()).filter((one) => one.url().includes(`/status/${id}`));
    await focus(desk, at);
    await desk.press('o');
    const [tab] = await until('the post in a tab', async () => ((await tabs()).length === 1 ? tabs() : undefined));
    await page.bringToFront();
    await focus(desk, at);
    await desk.press('o');
    await until('its tab in front', () => tab?.evaluate(() => document.visibilityState === 'visible'));
    assert.equal((await tabs()).length, 1);
    await tab?.close();
    await desk.close();
    await page.close();
  });

  test('says what to do where there is nothing', async () => {
    const desk = await openDesk(world());
    await turn(desk, 'escalated');
    await shows(desk, '.notice', /Nothing is with anybody else/);
    await desk.close();
  });

  for (const theme of ['light', 'dark']) {
    test(`has no violations, ${theme}`, async () => {
      const { page, desk, row: { id: at } } = await begin(world(), `AXE${theme}`, 30);
      await desk.evaluate((theme) => document.documentElement.setAttribute('data-theme', theme), theme);
      /** @type {string[]} */
      const found = [];
      const note = async (/** @type {string} */ what) => void found.push(...(await violations(desk)).map((line) => `${what}: ${line}`));
      await note('the queue');
      await focus(desk, at);
      await desk.press('z');
      await focused(desk, 'ask-hour');
      await there(desk, '#history');
      await note('a case');
      await desk.press('Escape');
      await desk.press('?');
      await there(desk, '.help');
      await note('the keys');
      await desk.press('Escape');
      await click(desk, 'Hand-over');
      await there(desk, '#figures');
      await note('the hand-over');
      assert.deepEqual(found, []);
      await desk.close();
      await page.close();
    });
  }

  test('stands beside the page, opened by the panel’s button', async () => {
    const { opened, extension } = world();
    const panel = await opened.extensionPage('pages/panel.html');
    await until('the panel', () => panel.evaluate(() => ['.pairs', '.notice', '.row button'].every((part) => document.querySelector(part) !== null)));
    await panel.evaluate(() => [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Open the desk')?.focus());
    // The panel closes when the desk is open: the key may be let go of where there is no panel any more.
    await panel.press('Enter').catch((error) => {
      if (!/Target closed|no such frame/.test(String(error))) throw error;
    });
    await until('the desk beside the page', async () =>
      opened.name === 'firefox'
        ? // @ts-ignore: there in an extension's page of Firefox
          extension.evaluate(() => chrome.sidebarAction.isOpen({}))
        : opened.browser.targets().some((target) => target.url().endsWith('/pages/desk.html')),
    );
  });
});

inBrowsers('the desk without a brand', { brand: false }, (world) => {
  test('leads to the options', async () => {
    const desk = await world().opened.extensionPage('pages/desk.html');
    await there(desk, '.notice a[href="options.html#brands"]');
    assert.deepEqual(await violations(desk), []);
    const { brands } = await ask(world().extension, { type: 'status' });
    assert.equal(brands, 0);
    await desk.close();
  });
});
