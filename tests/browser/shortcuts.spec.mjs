// Handrail's keys: every command does what it says, the page hears nothing of them and everything of its
// own, they can be changed and turned off, and they work in the frame too.

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { violationsOn } from './harness/axe.mjs';
import { agree, attribute, chord, COMPLAINT, fresh, notice, on, overheard, pasted, sheet, store } from './harness/chords.mjs';
import { health } from './harness/every.mjs';
import { focusBadge, mark } from './harness/marks.mjs';
import { until } from './harness/wait.mjs';
import { assist, inBrowsers } from './harness/world.mjs';

const ALL = { off: false, keys: {} };

/** A page that listens at its window before anything else can. */
const EARLY = `<!doctype html><title>early</title><script>
  window.__heard = [];
  for (const type of ['keydown', 'keypress', 'keyup']) window.addEventListener(type, ({ key }) => __heard.push(type + ' ' + key), true);
</script><main role="main"><p>Nothing here.</p></main>`;
const pages = (/** @type {string} */ path) => (path === '/early' ? { headers: { 'Content-Type': 'text/html' }, body: EARLY } : undefined);

inBrowsers('keys', { pages }, (world) => {
  test('go from post to post, take it, mark it, and say so', async () => {
    const { page, ids: [first = '', second = ''] } = await fresh(world());
    await chord(page, 'J');
    await on(page, first);
    await chord(page, 'J');
    await on(page, second);
    await chord(page, 'K');
    await on(page, first);

    await chord(page, 'C');
    await notice(world(), page, /You have taken this post/);
    const taken = await mark(world().opened, page, first, ({ text }) => text.includes('Mine'));
    assert.match(taken.name, /^Complaint, .*taken by you/);
    assert.ok(await attribute(page, first, 'data-handrail-claimed'));
    // Once more, and it can be given back.
    await chord(page, 'C');
    await notice(world(), page, /You have taken this post/);
    await agree(world(), page);
    await mark(world().opened, page, first, ({ text }) => text.includes('Complaint'));
    assert.ok(!(await attribute(page, first, 'data-handrail-claimed')));

    await chord(page, 'H');
    await notice(world(), page, /Marked as handled/);
    await mark(world().opened, page, first, ({ name }) => name.startsWith('Handled'));
    await chord(page, 'C');
    await notice(world(), page, /handled already/);

    await chord(page, 'J');
    await on(page, second);
    await page.close();
  });

  test('say that it is no complaint, and take that back', async () => {
    const { page, ids: [question = '', first = ''] } = await fresh(world(), COMPLAINT, '@LarkspurCare what time do you open on Saturday?');
    await focusBadge(world().opened, page, question);
    await chord(page, 'N');
    await notice(world(), page, /not marked as a complaint, but as: Question/);
    await focusBadge(world().opened, page, first);
    await chord(page, 'N');
    await notice(world(), page, /not a complaint/);
    await mark(world().opened, page, first, ({ name }) => name.startsWith('Mention'));
    await agree(world(), page);
    await mark(world().opened, page, first, ({ name }) => name.startsWith('Complaint'));
    await page.close();
  });

  test('copy the post’s link, and open the suggestions', async () => {
    const { page, ids: [first = ''] } = await fresh(world());
    await focusBadge(world().opened, page, first);
    await chord(page, 'L');
    await notice(world(), page, /link is copied/);
    assert.equal(await pasted(page), `https://x.com/example_ines/status/${first}`);
    await focusBadge(world().opened, page, first);
    await chord(page, 'O');
    await until('the frame', async () => (await world().opened.frameIn(page, 'pages/frame.html'))?.evaluate(() => document.hasFocus()));
    await page.close();
  });

  test('are not heard by the page, and all others are', async () => {
    const { page } = await fresh(world());
    const heard = await overheard(page);
    // What is no complaint would be learnt from.
    for (const key of ['J', 'K', 'C', 'H', 'L', 'F', 'F', 'F']) await chord(page, key);
    await chord(page, 'J', ['Alt', 'Shift'], 4);
    assert.deepEqual(await heard(), []);
    for (const key of ['j', 'k', 'r', '?', '/']) await page.keyboard.press(/** @type {any} */ (key));
    await chord(page, 'M');
    await chord(page, 'n', ['Alt']);
    const through = new Set(await heard());
    // The site's own may stop their press.
    for (const key of ['j', 'k', 'r', '?', '/']) for (const type of ['keydown', 'keyup']) assert.ok(through.has(`${type} ${key}`), `${type} ${key}`);
    for (const key of ['M', 'n']) assert.ok(through.has(`keydown ${key}`), key);
    await page.close();
  });

  test('are not heard by a page that listened first', async () => {
    const page = await world().opened.browser.newPage();
    await page.goto('https://x.com/early');
    await until('the content script', () => health(world(), 'x'));
    await chord(page, 'F');
    await notice(world(), page, /dimmed/);
    await chord(page, '?');
    await until('the sheet', () => sheet(world(), page));
    await page.keyboard.press('j');
    await page.keyboard.press('Escape');
    await until('the sheet to close', async () => !(await sheet(world(), page)));
    await store(world(), { filter: 'all' });
    await page.keyboard.press('j');
    const heard = await page.evaluate(() => /** @type {any} */ (window).__heard.filter((/** @type {string} */ line) => !/Alt|Shift/.test(line)));
    assert.deepEqual(heard, ['keydown j', 'keypress j', 'keyup j']);
    await page.close();
  });

  test('do one thing however long they are held, but for steps', async () => {
    const { page, ids: [first = '', second = ''] } = await fresh(world());
    await chord(page, 'J', ['Alt', 'Shift'], 2);
    await on(page, second);
    await chord(page, 'K');
    await on(page, first);
    await chord(page, 'H', ['Alt', 'Shift'], 5);
    await notice(world(), page, /Marked as handled/);
    await mark(world().opened, page, first, ({ name }) => name.startsWith('Handled'));
    await page.close();
  });

  test('can be changed and turned off while the page is open', async () => {
    const { page, ids: [first = ''] } = await fresh(world());
    const heard = await overheard(page);
    await store(world(), { keys: { off: false, keys: { claim: 'Ctrl+Alt+M', next: '' } } });
    await until('the new keys', async () => {
      await focusBadge(world().opened, page, first);
      await chord(page, 'm', ['Control', 'Alt']);
      return attribute(page, first, 'data-handrail-claimed');
    });
    await heard();
    await chord(page, 'C');
    await chord(page, 'J');
    assert.deepEqual([...new Set((await heard()).map((line) => line.split(' ')[1]))], ['C', 'J']);
    await store(world(), { keys: { ...ALL, off: true } });
    await until('the keys to be off', async () => {
      await chord(page, 'K');
      return (await heard()).includes('keydown K');
    });
    await store(world(), { keys: ALL });
    await until('the keys to be back', async () => {
      await chord(page, 'K');
      return (await heard()).length === 0;
    });
    await page.close();
  });

  test('work in the frame', async () => {
    const { page, ids: [first = ''] } = await fresh(world());
    const frame = await assist(world(), page, first);
    await frame.press('C', 'Alt', 'Shift');
    await mark(world().opened, page, first, ({ text }) => text.includes('Mine'));
    await until('the frame to know', () => frame.evaluate(() => document.querySelector('.actions [aria-pressed="true"]')?.textContent?.startsWith('Mine')));
    await frame.press('L', 'Alt', 'Shift');
    await notice(world(), page, /link is copied/);
    await frame.press('?', 'Alt', 'Shift');
    await until('the sheet', () => sheet(world(), page));
    await page.keyboard.press('Escape');
    await until('the sheet to close', async () => (await sheet(world(), page)) === undefined);
    await until('the frame to have the keys', () => frame.evaluate(() => document.hasFocus()));
    // The frame's own key gives it back.
    await frame.press('m');
    await mark(world().opened, page, first, ({ text }) => text.includes('Complaint'));
    await frame.press('J', 'Alt', 'Shift');
    await until('the next post in the frame', () => frame.evaluate((id) => !document.body.textContent?.includes(id), 'at all'));
    await page.close();
  });

  test('are shown on a sheet, by keyboard alone', async () => {
    const { page, ids: [first = ''] } = await fresh(world());
    await focusBadge(world().opened, page, first);
    const heard = await overheard(page);
    await store(world(), { keys: { off: false, keys: { claim: 'Ctrl+Alt+M', copyLink: '' } } });
    await chord(page, '?');
    const lines = await until('the sheet', async () => {
      const lines = await sheet(world(), page);
      return lines && lines.length > 20 ? lines : undefined;
    });
    for (const line of ['Next post that waits: Alt+Shift+J', 'Show these keys: Alt+Shift+/']) assert.ok(lines.includes(line), line);
    assert.ok(lines.some((line) => /handled: H$/.test(line)), 'the frame’s own keys');
    assert.deepEqual(await violationsOn(world().opened, page, 'handrail-sheet'), []);
    for (const key of ['j', 'Tab', 'ArrowDown']) await page.keyboard.press(/** @type {any} */ (key));
    await chord(page, 'H');
    assert.deepEqual(await heard(), []);
    await page.keyboard.press('Escape');
    await until('the sheet to close', async () => (await sheet(world(), page)) === undefined);
    await on(page, first);
    assert.ok(!(await mark(world().opened, page, first)).name.startsWith('Handled'), 'a command went through the sheet');
    // By its own key too, and by its button.
    await chord(page, '?');
    await until('the sheet', () => sheet(world(), page));
    await chord(page, '?');
    await until('the sheet to close', async () => (await sheet(world(), page)) === undefined);
    await chord(page, '?');
    const changed = await until('the sheet', () => sheet(world(), page));
    assert.ok(changed.some((line) => line.endsWith(': Ctrl+Alt+M')) && changed.some((line) => /link: $/.test(line)), changed.join('\n'));
    await page.keyboard.press('Enter');
    await until('the sheet to close', async () => (await sheet(world(), page)) === undefined);
    assert.deepEqual(await heard(), []);
    await on(page, first);
    await store(world(), { keys: ALL });
    await page.close();
  });

  test('are changed in the options, with a word why not', async () => {
    const page = await world().opened.extensionPage('pages/options.html');
    const says = (/** @type {RegExp} */ words) =>
      until(`${words}`, () => page.evaluate((source) => new RegExp(source).test(document.querySelector('#keyboard')?.textContent ?? ''), words.source));
    await until('the section', () => page.evaluate(() => document.querySelector('#keys-claim') !== null));
    const kept = async () =>
      /** @type {any} */ (
        await page.evaluate(async () => {
          // @ts-ignore: there in an extension's page
          return (await chrome.storage.local.get('keys')).keys;
        })
      );
    await page.evaluate(() => document.getElementById('keys-claim')?.focus());
    await page.press('Enter');
    await says(/Press the keys/);
    await page.press('c');
    await says(/Hold Alt or Ctrl/);
    await page.press('n', 'Alt');
    await says(/Mastodon has these keys/);
    await page.press('H', 'Alt', 'Shift');
    await says(/“Mark it as handled” has these keys/);
    await page.press('m', 'Control', 'Alt');
    await says(/is on Ctrl\+Alt\+M now/);
    await until('it to be kept', async () => (await kept())?.keys?.claim === 'Ctrl+Alt+M');
    // Escape leaves it as it is.
    await page.press('Enter');
    await says(/Press the keys/);
    await page.press('Escape');
    await until('the waiting to end', () => page.evaluate(() => !document.querySelector('#keyboard')?.textContent?.includes('Press the keys')));
    assert.equal((await kept()).keys.claim, 'Ctrl+Alt+M');
    const press = (/** @type {string} */ selector, /** @type {RegExp} */ name) =>
      page.evaluate(
        (selector, source) => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector))].find(({ textContent }) => new RegExp(source).test(textContent ?? ''))?.click(),
        selector,
        name.source,
      );
    await press('[data-command="claim"] button', /Back to default/);
    await until('the default', async () => (await kept()).keys.claim === undefined);
    await press('[data-command="copyLink"] button', /No keys/);
    await until('no keys', async () => (await kept()).keys.copyLink === '');
    await press('#keyboard button', /All back/);
    await until('all as they came', async () => Object.keys((await kept()).keys).length === 0);
    await press('#keyboard-switch', /./);
    await until('them to be off', async () => (await kept()).off === true);
    await press('#keyboard-switch', /./);
    await until('them to be on', async () => (await kept()).off === false);
    await page.close();
  });
});
