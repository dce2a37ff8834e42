// The whole work by keyboard alone: from a mark to a reply that was written, mended and let go; and the options. What the
// focus is on has a name and a role, and it is seen.

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { focusBadge } from './harness/marks.mjs';
import { ask } from './harness/setup.mjs';
import { until } from './harness/wait.mjs';
import { EDITOR, inBrowsers, push } from './harness/world.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./harness/browsers.mjs').Doc} Doc */
/** @typedef {import('./harness/world.mjs').World} World */

const TEMPLATES = [
  { path: 'thanks.md', text: '---\nname: Thanks\nwhen: complaint, question, suggestion, praise, other\n---\nThank you.\n' },
  { path: 'parcel.md', text: '---\nname: Lost parcel\nwhen: praise\nask.order: text Order number\nask.kind: menu Router | TV box\n---\nYour {{ask.kind}}, order {{ask.order}}, is on its way.\n' },
];
const TEXT = 'Your Router, order A7, is on its way.';

const composers = (/** @type {Page} */ page) => page.evaluate(() => __stand.composers().map(({ text }) => text));

/** What has the focus: its id, tag and accessible name, and whether the focus is to be seen. */
const focus = (/** @type {Doc} */ doc) =>
  doc.evaluate(() => {
    const element = /** @type {HTMLElement} */ (document.activeElement);
    const labels = 'labels' in element ? [.../** @type {HTMLInputElement} */ (element).labels ?? []].map((label) => label.textContent) : [];
    const by = (element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '');
    const name = [element.getAttribute('aria-label'), ...by, ...labels, element.textContent].find((one) => one?.trim());
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return { id: element.id, tag: element.tagName, name: name?.trim() ?? '', seen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 };
  });
const on = (/** @type {Doc} */ doc, /** @type {string} */ id) => until(`the focus on ${id}`, async () => (await focus(doc)).id === id);
/** Presses Tab until what has the focus passes; how it was named on the way. */
async function tabTo(/** @type {Doc} */ doc, /** @type {(at: Awaited<ReturnType<typeof focus>>) => boolean} */ test, back = false) {
  /** @type {string[]} */
  const way = [];
  for (let tries = 0; tries < 80; tries += 1) {
    await doc.press('Tab', ...(back ? ['Shift'] : []));
    const at = await focus(doc);
    way.push(`${at.tag} ${at.id} ${at.name.slice(0, 30)}`);
    assert.ok(at.tag === 'BODY' || at.name !== '', `something without a name has the focus: ${way.join(', ')}`);
    assert.ok(at.tag === 'BODY' || at.seen, `the focus is not seen: ${way.at(-1)}`);
    if (test(at)) return;
  }
  throw new Error(`Tab did not come there: ${way.join(', ')}`);
}
const says = (/** @type {Doc} */ doc, /** @type {string} */ selector, /** @type {RegExp} */ words) =>
  until(`${selector} to say ${words}`, () =>
    doc.evaluate((selector, source) => [...document.querySelectorAll(selector)].some(({ textContent }) => new RegExp(source).test(textContent ?? '')), selector, words.source),
  );

/** The frame, once the focus is in it. */
const frameOf = (/** @type {World} */ { opened }, /** @type {Page} */ page) =>
  until('the focus in the frame', async () => {
    const frame = await opened.frameIn(page, 'pages/frame.html');
    return (await frame?.evaluate(() => document.hasFocus() && document.querySelector('[aria-labelledby="drafts"]') !== null)) ? frame : undefined;
  });

/** What the browser does when the agent presses the key for the suggestions. */
const assistKey = (/** @type {World} */ { extension }) =>
  extension.evaluate(async () => {
    // @ts-ignore: there in an extension's page
    for (const { id } of await chrome.tabs.query({})) await chrome.tabs.sendMessage(id, { to: 'content', kind: 'command', command: 'assist' }).catch(() => {});
  });
const inEditor = (/** @type {Page} */ page) =>
  until('the focus in the editor', () => page.evaluate(() => document.hasFocus() && document.activeElement?.closest('[contenteditable="true"]') !== null));
async function pressSend(/** @type {Page} */ page) {
  await page.keyboard.down('Control');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Control');
}

inBrowsers('by keyboard alone', {}, (world) => {
  test('a reply is found, filled in, placed, mended, let go and sent', async () => {
    await ask(world().extension, { type: 'saveTemplates', templates: TEMPLATES });
    const page = await world().visit();
    const [id = ''] = await push(page, [{ text: '@LarkspurCare the wifi drops every evening', author: 'example_ines' }]);
    await page.evaluate((id) => __stand.go(`/example_ines/status/${id}`), id);
    await page.waitForSelector(EDITOR);
    await focusBadge(world().opened, page, id);
    await page.keyboard.press('Enter');
    const frame = await frameOf(world(), page);
    await says(frame, '[role="status"]', /suggestions are here/);

    await frame.press('/');
    await on(frame, 'find-reply');
    for (const key of 'parcel') await frame.press(key);
    await says(frame, '.drafts .cards', /^1Lost parcel/);
    await frame.press('Enter');
    await on(frame, 'place-0');
    await frame.press('Enter');
    await on(frame, 'ask-0');
    for (const key of ['A', '7']) await frame.press(key);
    await frame.press('Tab');
    await on(frame, 'ask-1');
    await frame.press('R');
    await says(frame, '.draft-text', /Your Router, order A7/);
    await tabTo(frame, ({ name }) => name.startsWith('Put into reply') || /^(Insert|Place)/.test(name));
    await frame.press('Enter');
    await until('the draft', async () => (await composers(page)).includes(TEXT));
    await says(frame, 'footer [role="status"]', /in the reply box/);

    // The focus is in the site's editor: the agent writes on, and the checks speak.
    await inEditor(page);
    await page.keyboard.type(' Hello [name].');
    await says(frame, '[role="status"]', /\[name\]/);
    await pressSend(page);
    await says(frame, '[role="alert"]', /Not sent yet/);
    assert.deepEqual(await page.evaluate(() => __stand.sent()), []);

    // To the frame by its key; Y lets the reply go, and the focus is where the agent wrote.
    await assistKey(world());
    await until('the frame to have the keys', () => frame.evaluate(() => document.hasFocus()));
    await frame.press('y');
    await says(frame, 'footer [role="status"]', /goes when you press send/);
    await inEditor(page);
    assert.deepEqual(await page.evaluate(() => __stand.sent()), [], 'a release sends nothing');
    // There and back by Escape, which ends the search first.
    await assistKey(world());
    await until('the frame to have the keys', () => frame.evaluate(() => document.hasFocus()));
    await frame.press('Escape');
    await until('the search to end', () => frame.evaluate(() => document.getElementById('find-reply') === null));
    await frame.press('Escape');
    await inEditor(page);
    await pressSend(page);
    await until('the reply to go', () => page.evaluate(() => __stand.sent().length === 1));
    await page.close();
  });

  test('a finding is mended by its button, and the reply that is there is asked about first', async () => {
    const { policy } = await ask(world().extension, { type: 'checks' });
    await ask(world().extension, { type: 'saveChecks', policy: { ...policy, jargon: [['RMA', 'return']] } });
    const page = await world().visit();
    const [id = ''] = await push(page, [{ text: '@LarkspurCare the wifi drops every evening', author: 'example_ines' }]);
    await page.evaluate((id) => __stand.go(`/example_ines/status/${id}`), id);
    await page.waitForSelector(EDITOR);
    await page.focus(EDITOR);
    await page.keyboard.type('Sorry, your RMA is on its way.');
    await focusBadge(world().opened, page, id);
    await page.keyboard.press('Enter');
    const frame = await frameOf(world(), page);
    await says(frame, '.fix', /your return is on its way/);
    await tabTo(frame, ({ name }) => name.startsWith('Say it in plain words') || /plain/i.test(name));
    await frame.press('Enter');
    await on(frame, 'add');
    assert.match((await focus(frame)).name, /Add/);
    await frame.press('Enter');
    await until('both', async () => (await composers(page)).includes('Sorry, your RMA is on its way.\nSorry, your return is on its way.'));
    await inEditor(page);
    await page.close();
  });

  test('everything in the frame can be reached, has a name and shows the focus; Escape goes back', async () => {
    await ask(world().extension, { type: 'saveTemplates', templates: TEMPLATES });
    const page = await world().visit();
    const [id = ''] = await push(page, [{ text: '@LarkspurCare the wifi drops every evening', author: 'example_ines' }]);
    await focusBadge(world().opened, page, id);
    await page.keyboard.press('Enter');
    const frame = await frameOf(world(), page);
    // It may have drawn everything before it has the keyboard.
    await on(frame, 'frame');
    await tabTo(frame, ({ name }) => name.startsWith('Handled') || name.startsWith('Mark'));
    await frame.press('Escape');
    await until('the focus on the badge', () => page.evaluate((id) => document.activeElement?.getAttribute('data-handrail-post') === `x:${id}`, id));
    await page.close();
  });

  test('a playbook is added, kept, changed and discarded', async () => {
    await ask(world().extension, { type: 'saveTemplates', templates: TEMPLATES });
    const page = await world().opened.extensionPage('pages/options.html');
    await until('the replies', () => page.evaluate(() => document.querySelector('#replies .entry') !== null));
    await tabTo(page, ({ tag, name }) => tag === 'A' && name === 'Replies');
    await page.press('Enter');
    await until('the section to be marked', () => page.evaluate(() => document.querySelector('nav [aria-current="true"]')?.getAttribute('href') === '#replies'));
    await tabTo(page, ({ tag, name }) => tag === 'BUTTON' && name.startsWith('Add a'));
    await page.press('Enter');
    await tabTo(page, ({ id }) => id === 'template-text');
    await page.press('a', 'Control');
    await page.type('---\nname: By hand\n---\nHello.');
    // What is typed is checked before it can be kept.
    await until('the button to be ready', () => page.evaluate(() => [.../** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('#replies .save-bar button'))].some(({ textContent, disabled }) => textContent?.startsWith('Save') && !disabled)));
    await tabTo(page, ({ tag, name }) => tag === 'BUTTON' && name.startsWith('Save'));
    await page.press('Enter');
    const names = async () => (await ask(page, { type: 'templates' })).templates.map((/** @type {any} */ { text }) => /name: (.*)/.exec(text)?.[1]);
    await until('the new playbook', async () => (await names()).includes('By hand'));
    // A change that is not wanted is taken back.
    await tabTo(page, ({ id }) => id === 'template-text', true);
    await page.press('End', 'Control');
    await page.type(' Oops');
    await tabTo(page, ({ tag, name }) => tag === 'BUTTON' && name.startsWith('Discard'));
    await page.press('Enter');
    await until('the text as it was', () => page.evaluate(() => ![.../** @type {NodeListOf<HTMLTextAreaElement>} */ (document.querySelectorAll('#replies textarea'))].some(({ value }) => value.includes('Oops'))));
    assert.ok((await names()).includes('By hand'));
    await page.close();
  });
});

test('controls have names that a screen reader says', { skip: !(process.env.HANDRAIL_BROWSERS ?? 'chromium').includes('chromium') && 'Chromium alone has the tree' }, async (t) => {
  const { makeWorld } = await import('./harness/world.mjs');
  const world = await makeWorld('chromium', { articles: true });
  t.after(() => world.end());
  const nameless = async (/** @type {Page} */ page) => {
    const client = await page.createCDPSession();
    const { nodes } = await client.send('Accessibility.getFullAXTree');
    await client.detach();
    const controls = new Set(['button', 'link', 'textbox', 'searchbox', 'checkbox', 'combobox', 'switch', 'radio', 'spinbutton', 'Date', 'DisclosureTriangle']);
    const all = nodes.filter(({ ignored, role }) => !ignored && controls.has(String(role?.value)));
    assert.ok(all.length > 10, `only ${all.length} controls`);
    return all.filter(({ name }) => !String(name?.value ?? '').trim()).map(({ role }) => role?.value);
  };
  for (const path of ['pages/options.html']) {
    const doc = await world.opened.extensionPage(path);
    await until('the sections', () => doc.evaluate(() => document.querySelector('#hours-0-week') !== null && document.querySelector('#replies .entry') !== null));
    const pages = await world.opened.browser.pages();
    const page = pages.find((page) => page.url().endsWith(path));
    assert.ok(page);
    assert.deepEqual(await nameless(page), [], path);
    await doc.close();
  }
});
