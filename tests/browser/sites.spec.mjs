// Bluesky and Mastodon, end to end on their practice pages: complaints are marked, the frame is about the right post, a draft
// arrives in the site's own editor, a send is held once, "handled" stays, and the page's own nodes are left alone.

import { strict as assert } from 'node:assert';
import { after, before, describe, test } from 'node:test';
import { violations, violationsOn } from './harness/axe.mjs';
import { ask, saveProfile } from './harness/setup.mjs';
import { answer, assist, covered, drawn, EACH, holds, named, postOf, rootOf, sent, show, stand, visit, watched } from './harness/sites.mjs';
import { until } from './harness/wait.mjs';
import { LONGEST, makeWorld } from './harness/world.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./harness/world.mjs').World} World */

const BODY = 'Hello {{first_name}} 👩‍🚒, thank you 🙂\nThis page helps: https://help.example.com/wifi?room=1&floor=2';
const TEMPLATES = [{ path: 'two-lines.md', text: `---\nname: Two lines\nwhen: complaint, question, suggestion, praise, other\n---\n${BODY}\n` }];
const draftFor = (/** @type {string} */ name) => BODY.replace('{{first_name}}', name);

const COMPLAINTS = ['out-fern-1', 'bill-twice-1', 'slow-1', 'eng-noshow', 'es-cuotas', 'named-rtl', 'refund-wait', 'linked'];
const OTHERS = ['chat-tom-1', 'chat-quiz', 'chat-ferry', 'chat-dog', 'chat-bread'];

async function ctrlEnter(/** @type {Page} */ page) {
  await page.keyboard.down('Control');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Control');
}

/** Waits for a notice on the page that says so. */
const says = (/** @type {World} */ { opened }, /** @type {Page} */ page, /** @type {RegExp} */ words) =>
  until(`a notice like ${words}`, async () => {
    const host = (await page.evaluateHandle(() => document.querySelector('handrail-toast:popover-open'))).asElement();
    const root = host && (await opened.shadowOf(/** @type {any} */ (host)));
    return words.test((await root?.evaluate((root) => root.textContent ?? '')) ?? '');
  });

for (const { site, browser } of EACH) {
  describe(`${site.name} in ${browser}`, { timeout: LONGEST }, () => {
    /** @type {World} */
    let world;
    before(async () => {
      world = await makeWorld(browser, { brand: false, articles: true, sites: site.sites });
      await saveProfile(world.extension, [/** @type {any} */ (site.brand)]);
      await ask(world.extension, { type: 'saveTemplates', templates: TEMPLATES });
    });
    after(() => world?.end());

    /** A page with a fresh post by Inés on it. */
    const fresh = async (text = '@LarkspurCare the wifi drops every evening and nobody answers', path = '/') => {
      const page = await visit(world, site, path);
      const [id = ''] = await stand(page, (stand, text) => stand.push([{ text, author: 'example_ines' }]), text);
      const post = await postOf(page, id);
      // Nobody presses a button before the extension has seen the page.
      await named(world, page, site.key(post));
      return { page, post };
    };

    test('complaints are marked, and what is about something else is not', async () => {
      const page = await visit(world, site);
      for (const key of COMPLAINTS) {
        const post = await postOf(page, key);
        await show(page, post);
        assert.match(await named(world, page, site.key(post)), /^Complaint/, key);
      }
      for (const key of OTHERS) {
        const post = await postOf(page, key);
        await show(page, post);
        await stand(page, (stand) => stand.settled());
        assert.equal(await rootOf(world, page, site.key(post)), undefined, key);
      }
      assert.deepEqual(await stand(page, (stand) => stand.troubles), []);
      await page.close();
    });

    test('Enter on a badge opens the frame with the post, its writer and address', async () => {
      const page = await visit(world, site);
      for (const key of ['out-fern-1', 'named-rtl', 'linked', 'rep-out']) {
        const post = await postOf(page, key);
        await show(page, post);
        const frame = await assist(world, page, site, post);
        const text = await frame.evaluate(() => document.body.textContent ?? '');
        assert.ok(text.includes(post.text.split('https:')[0] ?? ''), `${key}: ${text.slice(0, 300)}`);
        assert.ok(text.includes(`@${site.account(post)}`), `${key}: ${text.slice(0, 300)}`);
        await frame.press('Escape');
        await until('the focus on the badge', () => page.evaluate((key) => document.activeElement?.getAttribute('data-handrail-post') === key, site.key(post)));
      }
      await page.close();
    });

    test('a draft goes into the open composer exactly, and typing goes on after it', async () => {
      const { page, post } = await fresh();
      await stand(page, (stand, path) => stand.go(path), post.path);
      await answer(page, site, post);
      const frame = await assist(world, page, site, post);
      await frame.press('1');
      await holds(page, site.given(post) + draftFor('Inés'));
      await page.keyboard.type(' More.');
      await holds(page, `${site.given(post)}${draftFor('Inés')} More.`);
      assert.deepEqual(await sent(page), [], 'a person sends, never Handrail');
      await page.close();
    });

    test('a draft waits for the composer of its own post', async () => {
      const { page, post } = await fresh();
      const other = await postOf(page, 'out-fern-1');
      const frame = await assist(world, page, site, post);
      await frame.press('1');
      await named(world, page, site.key(post), /draft is waiting/);
      await frame.press('Escape');
      await answer(page, site, other);
      await stand(page, (stand) => stand.settled());
      await named(world, page, site.key(post), /draft is waiting/);
      await page.keyboard.press('Escape');
      await answer(page, site, post);
      await holds(page, site.given(post) + draftFor('Inés'));
      await page.close();
    });

    if (site.prompt) {
      test('a draft goes into the composer that was opened below a conversation', async () => {
        const { page, post } = await fresh();
        await stand(page, (stand, path) => stand.go(path), post.path);
        await page.waitForSelector(site.prompt ?? '');
        await page.click(site.prompt ?? '');
        const frame = await assist(world, page, site, post);
        await frame.press('1');
        await holds(page, draftFor('Inés'));
        await page.close();
      });
    }

    test('a mark covers nothing of its post, in a list and in a conversation', async () => {
      const page = await visit(world, site);
      for (const key of [undefined, 'eng-noshow', 'eng-noshow-r', 'long-saga-2', 'quote-fern']) {
        if (key) {
          const { path } = await postOf(page, key);
          await stand(page, (stand, path) => stand.go(path), path);
        }
        await page.waitForSelector('handrail-mark');
        await stand(page, (stand) => stand.settled());
        assert.deepEqual(await covered(world, page, site), [], key);
      }
      await page.close();
    });

    test('a conversation holds nothing of the list that led to it', async () => {
      const page = await visit(world, site);
      const post = await postOf(page, 'slow-1');
      await stand(page, (stand, path) => stand.go(path), post.path);
      const frame = await assist(world, page, site, post);
      assert.equal(await frame.evaluate(() => document.querySelector('.so-far')?.textContent ?? ''), '');
      await page.close();
    });

    test("nothing of the page's own is changed", async () => {
      const page = await visit(world, site);
      const changes = await watched(page);
      const post = await postOf(page, 'out-fern-1');
      const frame = await assist(world, page, site, post);
      await frame.press('Escape');
      await until('the focus on the badge', () => page.evaluate(() => document.activeElement?.localName === 'handrail-mark'));
      assert.deepEqual(await changes(), []);
      await page.close();
    });

    for (const [way, press] of Object.entries({ 'the button': (/** @type {Page} */ page) => page.click(site.send), 'Ctrl+Enter': ctrlEnter })) {
      test(`a send by ${way} is held once where something is to be filled in`, async () => {
        const { page, post } = await fresh();
        await answer(page, site, post);
        await page.keyboard.type('Hello [name], sorry.');
        const text = `${site.given(post)}Hello [name], sorry.`;
        await holds(page, text);
        await press(page);
        await says(world, page, /\[name\]/);
        assert.deepEqual(await sent(page), []);
        await press(page);
        await until('the reply to go', async () => (await sent(page)).length > 0);
        assert.deepEqual(await sent(page), [{ text, replyTo: post.id }]);
        await page.close();
      });
    }

    test('a handled post stays so after a reload and in its conversation', async () => {
      const page = await visit(world, site);
      const post = await postOf(page, 'bill-twice-1');
      const frame = await assist(world, page, site, post);
      await frame.press('h');
      await named(world, page, site.key(post), /^Handled/);
      await page.reload();
      await drawn(page);
      await named(world, page, site.key(post), /^Handled/);
      await stand(page, (stand, path) => stand.go(path), post.path);
      await named(world, page, site.key(post), /^Handled/);
      await page.close();
    });

    for (const theme of ['light', 'black']) {
      test(`axe finds nothing in what we draw, ${theme}`, async () => {
        const page = await visit(world, site, `/?theme=${theme}`);
        const post = await postOf(page, 'out-fern-1');
        const frame = await assist(world, page, site, post);
        assert.deepEqual(await violations(frame), []);
        assert.deepEqual(await violationsOn(world.opened, page, 'handrail-frame'), []);
        assert.deepEqual(await violationsOn(world.opened, page, 'handrail-mark'), []);
        const dark = await frame.evaluate(() => document.documentElement.dataset['theme']);
        assert.equal(dark, theme === 'black' ? 'dark' : 'light');
        await page.close();
      });
    }
  });
}
