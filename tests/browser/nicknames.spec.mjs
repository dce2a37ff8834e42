// Nicknames that are seen near complaints wait on the options page: one is added, one dismissed, and both taken back.

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { inTurn } from './harness/browsers.mjs';
import { ask } from './harness/setup.mjs';
import { until } from './harness/wait.mjs';
import { inBrowsers } from './harness/world.mjs';

/** @typedef {import('./harness/browsers.mjs').Doc} Doc */

/** What stands in the list of nicknames seen: each form with its examples, and what was said last. */
const listed = (/** @type {Doc} */ page) =>
  page.evaluate(() => ({
    forms: [...document.querySelectorAll('.nicknames-seen > ul > li')].map((item) => item.querySelector('strong')?.textContent),
    text: document.querySelector('.nicknames-seen')?.textContent ?? '',
    focused: document.activeElement?.id,
  }));

/** Presses a button of the list by its name, with the keyboard. */
async function press(/** @type {Doc} */ page, /** @type {RegExp} */ name) {
  await until(`the button ${name}`, () =>
    page.evaluate((source) => {
      const buttons = [...document.querySelectorAll('.nicknames-seen button')];
      const named = (/** @type {Element} */ button) => button.getAttribute('aria-label') ?? button.textContent ?? '';
      const button = buttons.find((button) => new RegExp(source).test(named(button)));
      if (!(button instanceof HTMLElement)) return false;
      button.focus();
      return document.activeElement === button;
    }, name.source),
  );
  await page.press('Enter');
}

/** Complaints as a page would show them. */
const complaint = (/** @type {number} */ id, /** @type {string} */ text) => ({
  key: `/example_user/status/${id}`,
  fields: { permalink: `/example_user/status/${id}`, author: '/example_user', name: 'Example', text },
  lists: {},
  flags: [],
});

inBrowsers('nicknames seen', {}, (world) => {
  test('wait at their brand until the lead adds or dismisses them, and come back when that is undone', async () => {
    const page = await world().opened.extensionPage('pages/options.html');
    await until('the empty list', async () => (await listed(page)).text.includes('Nothing yet'));
    const posts = [
      complaint(901, 'Larkcrap has been down for three days and nobody answers, worst company ever'),
      complaint(902, 'Still no internet from larkcrap, this is ridiculous'),
      complaint(903, 'Crapspur charged me twice and nobody answers, worst company ever'),
    ];
    await ask(page, { type: 'observe', site: 'x', posts, shown: [] });
    await page.evaluate(() => location.reload()).catch(() => {});
    await until('both', async () => (await listed(page)).forms.join() === 'larkcrap,crapspur');
    assert.match((await listed(page)).text, /in 2 complaints.*Still no internet from larkcrap/);

    await press(page, /^Add larkcrap/);
    await until('one left', async () => (await listed(page)).forms.join() === 'crapspur');
    await until('the way back to have the focus', async () => (await listed(page)).focused === 'nickname-next');
    const nicknames = () => page.evaluate(() => /** @type {HTMLTextAreaElement} */ (document.getElementById('brand-0-nicknames')).value);
    assert.match(await nicknames(), /^larkcrap$/m);
    const { profile } = await ask(page, { type: 'profile' });
    assert.ok(profile.brand[0].nicknames.includes('larkcrap'));
    await press(page, /^Undo/);
    await until('both again', async () => (await listed(page)).forms.join() === 'larkcrap,crapspur');
    assert.doesNotMatch(await nicknames(), /^larkcrap$/m);

    await press(page, /^Dismiss crapspur/);
    await until('one left', async () => (await listed(page)).forms.join() === 'larkcrap');
    await ask(page, { type: 'observe', site: 'x', posts: [complaint(904, 'Crapspur has been down for three days, worst company ever')], shown: [] });
    await page.evaluate(() => {
      document.body.dataset['old'] = 'yes';
      location.reload();
    }).catch(() => {});
    await until('the page anew', () => page.evaluate(() => document.body.dataset['old'] === undefined).catch(() => false));
    await until('the list', async () => (await listed(page)).forms.length > 0);
    assert.deepEqual((await listed(page)).forms, ['larkcrap']);
    await page.close();
  });
}, inTurn(0));
