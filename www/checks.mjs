// What must work on the stand-in, one entry a promise. check.mjs runs them.

import { strict as assert } from 'node:assert';

const EDITOR = '[data-testid="tweetTextarea_0"]';
const text = (page, selector) => page.$eval(selector, (node) => node.textContent);
const wait = (page, condition, ...given) => page.waitForFunction(condition, { timeout: 8000 }, ...given);

/** Each check starts on a fresh home timeline. One that makes the page complain on
 * purpose returns "noisy". */
export const CHECKS = {
  async 'the timeline has the shape of the real one'(page) {
    const seen = await page.evaluate(() => {
      const list = document.querySelector('[data-testid="primaryColumn"] section > h1 + div[aria-label] > div');
      const articles = [...document.querySelectorAll('article[data-testid="tweet"][role="article"]')];
      return {
        style: list?.getAttribute('style'),
        cells: [...(list?.children ?? [])].every((c) => c.dataset.testid === 'cellInnerDiv' && c.style.position === 'absolute'),
        parts: articles.every(
          (a) =>
            a.querySelector('[data-testid="User-Name"] a[href^="/"]') &&
            a.querySelector('[data-testid^="UserAvatar-Container-"]') &&
            a.querySelector('[role="group"][aria-label] [data-testid="reply"]'),
        ),
        editor: document.querySelectorAll(
          '[data-testid="tweetTextarea_0RichTextInputContainer"] .DraftEditor-root .public-DraftEditor-content[contenteditable="true"][role="textbox"][data-testid="tweetTextarea_0"]',
        ).length,
        placeholder: document.querySelectorAll('.public-DraftEditorPlaceholder-inner').length,
        linked: articles.every((a) => a.closest('[data-testid="placementTracking"]') || a.querySelector('a[href*="/status/"] > time[datetime]')),
      };
    });
    assert.match(seen.style, /position: relative; min-height: \d/);
    assert.deepEqual([seen.cells, seen.parts, seen.linked], [true, true, true]);
    assert.deepEqual([seen.editor, seen.placeholder], [1, 1]);
  },

  async 'the policy is as strict as the real one'(page) {
    const policy = await page.evaluate(async () => (await fetch('/home')).headers.get('content-security-policy'));
    assert.match(policy, /script-src 'self' 'nonce-[\w-]{20,}';/);
    const refused = await page.evaluate(async () => {
      const violated = new Promise((done) => document.addEventListener('securitypolicyviolation', (e) => done(e.violatedDirective), { once: true }));
      const script = document.createElement('script');
      script.textContent = 'window.slipped = true';
      document.body.append(script);
      const directive = await violated;
      // An empty module: the smallest thing that compiles where it may.
      const wasm = await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => 'compiled', () => 'refused');
      const caught = __stand.troubles.splice(0).length;
      return { directive, slipped: window.slipped === true, wasm, caught };
    });
    assert.match(refused.directive, /^script-src/);
    assert.equal(refused.slipped, false);
    assert.equal(refused.wasm, 'refused');
    assert.ok(refused.caught > 0);
    return 'noisy';
  },

  async 'nodes go on to show other posts'(page) {
    const report = await page.evaluate(async () => {
      const id = (cell) => /status\/(\d+)/.exec(cell.querySelector('a[href*="/status/"]')?.getAttribute('href') ?? '')?.[1];
      const cells = () => [...document.querySelectorAll('[data-testid="primaryColumn"] [data-testid="cellInnerDiv"]')];
      const first = new Map(cells().map((cell) => [cell, id(cell)]));
      const ever = new Set();
      let most = 0;
      for (let i = 0; i < 12; i++) {
        window.scrollBy(0, 900);
        await __stand.settled();
        most = Math.max(most, cells().length);
        for (const cell of cells()) {
          if (first.has(cell) && first.get(cell) !== id(cell)) ever.add(cell);
          first.set(cell, id(cell));
        }
      }
      const tops = cells().map((c) => c.getBoundingClientRect());
      return {
        reused: ever.size,
        most,
        apart: tops.every((t, i) => i === 0 || Math.abs(t.top - tops[i - 1].bottom) < 1.5),
      };
    });
    assert.ok(report.reused > 5, `${report.reused} nodes were re-used`);
    assert.ok(report.most < 30, `${report.most} rows mounted at once`);
    assert.ok(report.apart, 'rows overlap or leave gaps');
  },

  async 'a reply is written in the modal and sent with Ctrl+Enter'(page) {
    await page.click('[data-testid="primaryColumn"] [data-testid="reply"]');
    await wait(page, (e) => document.activeElement?.matches(`#layers ${e}`), EDITOR);
    assert.equal(new URL(page.url()).pathname, '/compose/post');
    assert.ok(await page.$('#layers article[data-testid="tweet"] [data-testid="tweetText"]'));
    await page.keyboard.type('Sorry about that, Maya.');
    await page.keyboard.press('Enter');
    await page.keyboard.type('We are on it.');
    const [model] = (await page.evaluate(() => __stand.composers())).filter((c) => c.where === 'modal');
    assert.equal(model.text, 'Sorry about that, Maya.\nWe are on it.');
    await page.keyboard.down('Control');
    await page.keyboard.press('Enter');
    await page.keyboard.up('Control');
    await wait(page, () => !document.querySelector('#layers [role="dialog"]'));
    const sent = await page.evaluate(() => __stand.sent());
    assert.equal(sent.length, 1);
    assert.equal(sent[0].text, 'Sorry about that, Maya.\nWe are on it.');
    const place = await page.evaluate(async ({ replyTo }) => {
      const { author, id } = __stand.post(replyTo);
      await __stand.go(`/${author}/status/${id}`);
      return document.querySelector('[data-testid="primaryColumn"]').textContent;
    }, sent[0]);
    assert.match(place, /We are on it\./);
    assert.equal(await page.$eval('article[tabindex="-1"] time', (t) => t.parentElement.tagName), 'A');
  },

  async 'a reply is written in the inline composer and sent with its button'(page) {
    await page.evaluate(() => __stand.go(`/example_ada_b/status/${__stand.post('q-router').id}`));
    const inline = `[data-testid="inline_reply_offscreen"] ${EDITOR}`;
    await page.click(inline);
    await page.keyboard.type('Hello Ada 🙂 see https://help.larkspur.example/router/restart');
    await wait(page, () => document.querySelector('[role="progressbar"][aria-valuetext]')?.getAttribute('aria-valuetext') === '240 characters left');
    await page.click('[data-testid="tweetButtonInline"]:not([disabled])');
    await wait(page, () => __stand.sent().length === 1);
    await wait(page, (e) => document.querySelector(e)?.textContent === '', inline);
    assert.match(await text(page, '[data-testid="toast"]'), /sent/);
  },

  async 'a pasted draft reaches the editor’s own model'(page) {
    await page.evaluate(() => __stand.go(`/example_ada_b/status/${__stand.post('q-router').id}`));
    await page.click(`[data-testid="inline_reply_offscreen"] ${EDITOR}`);
    await page.evaluate((e) => {
      const data = new DataTransfer();
      data.setData('text/plain', 'Two lines,\none emoji 🙂');
      const paste = new Event('paste', { bubbles: true, cancelable: true });
      Object.defineProperty(paste, 'clipboardData', { value: data });
      document.querySelector(`[data-testid="inline_reply_offscreen"] ${e}`).dispatchEvent(paste);
    }, EDITOR);
    await wait(page, () => __stand.composers().some((c) => c.text === 'Two lines,\none emoji 🙂'));
    await page.keyboard.type('!');
    await wait(page, () => __stand.composers().some((c) => c.text === 'Two lines,\none emoji 🙂!'));
  },

  async 'a link in the modal waits for the draft to be given up'(page) {
    await page.goto('https://x.com/compose/post');
    await page.evaluate(() => __stand.ready);
    await page.keyboard.press('Escape');
    await wait(page, () => location.pathname === '/home' && !document.querySelector('[role="dialog"]'));
    await page.click('[data-testid="primaryColumn"] [data-testid="reply"]');
    await wait(page, (e) => document.activeElement?.matches(`#layers ${e}`), EDITOR);
    await page.keyboard.type('Half');
    await page.click('#layers article [data-testid="User-Name"] a');
    await page.click('[data-testid="confirmationSheetCancel"]');
    assert.equal(await page.evaluate(() => __stand.composers().find((c) => c.where === 'modal').text), 'Half');
    for (let i = 0; i < 4; i++) await page.keyboard.press('Backspace');
    await page.click('#layers article [data-testid="User-Name"] a');
    await wait(page, () => location.pathname === '/example_maya' && !document.querySelector('[role="dialog"]'));
  },

  async 'Escape and Back ask before a draft is lost'(page) {
    await page.click('[data-testid="primaryColumn"] [data-testid="reply"]');
    await wait(page, (e) => document.activeElement?.matches(`#layers ${e}`), EDITOR);
    await page.keyboard.type('Half a thought');
    await page.keyboard.press('Escape');
    await page.waitForSelector('[data-testid="confirmationSheetCancel"]');
    await page.click('[data-testid="confirmationSheetCancel"]');
    await page.evaluate(() => history.back());
    await page.waitForSelector('[data-testid="confirmationSheetConfirm"]');
    assert.equal(new URL(page.url()).pathname, '/compose/post');
    await page.click('[data-testid="confirmationSheetConfirm"]');
    await wait(page, () => location.pathname === '/home' && !document.querySelector('[role="dialog"]'));
    assert.equal((await page.evaluate(() => __stand.sent())).length, 0);
  },

  async 'Back returns to the row that was left'(page) {
    const before = await page.evaluate(async () => {
      const article = await __stand.scrollToPost('tv-204');
      const top = article.getBoundingClientRect().top;
      await __stand.go(`/example_olu/status/${__stand.post('tv-204').id}`);
      return { top, y: window.scrollY, title: document.title };
    });
    assert.match(before.title, /Olu Adeyemi/);
    const after = await page.evaluate(async () => {
      const moved = new Promise((done) => document.addEventListener('stand:navigate', done, { once: true }));
      history.back();
      await moved;
      await __stand.settled();
      const time = document.querySelector(`a[href$="/status/${__stand.post('tv-204').id}"]`);
      return time?.closest('article').getBoundingClientRect().top;
    });
    assert.ok(Math.abs(after - before.top) < 3, `${before.top} became ${after}`);
  },

  async 'new posts wait behind the pill, and do not move what is read'(page) {
    const report = await page.evaluate(async () => {
      __stand.next({ show: false });
      await __stand.settled();
      const pill = document.querySelector('[data-testid="pillLabel"]')?.textContent;
      const article = await __stand.scrollToPost('tv-204');
      const before = article.getBoundingClientRect().top;
      const [id] = __stand.push([{ text: 'Fresh', author: 'example_kit' }, { text: 'Fresher' }]);
      await __stand.settled();
      const link = document.querySelector(`a[href$="/status/${__stand.post('tv-204').id}"]`);
      return { pill, before, after: link.closest('article').getBoundingClientRect().top, first: __stand.timeline()[1] === id };
    });
    assert.equal(report.pill, 'Show 1 post');
    assert.ok(report.first);
    assert.ok(Math.abs(report.before - report.after) < 2, `${report.before} became ${report.after}`);
  },

  async 'the timeline grows by itself when asked to'(page) {
    const grown = await page.evaluate(async () => {
      const before = __stand.timeline().length;
      const shown = new Promise((done) => document.addEventListener('stand:shown', done, { once: true }));
      __stand.arrivals(1200, { autoprepend: true });
      await shown;
      __stand.arrivals(0);
      await __stand.settled();
      const first = document.querySelector('article a[href*="/status/"] > time').parentElement.getAttribute('href');
      return { by: __stand.timeline().length - before, top: first.endsWith(__stand.timeline()[0]) };
    });
    assert.ok(grown.by > 0 && grown.top);
  },

  async 'a deleted or edited post changes on the page'(page) {
    const report = await page.evaluate(async () => {
      const [first, second] = __stand.timeline();
      __stand.edit(second, { text: 'Edited just now' });
      __stand.remove(first);
      await __stand.settled();
      return document.querySelector('article [data-testid="tweetText"]').textContent;
    });
    assert.equal(report, 'Edited just now');
  },

  async 'keys move, like and open'(page) {
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('l');
    await page.waitForSelector('[data-testid="unlike"]');
    const id = await page.evaluate(() => __stand.timeline()[1]);
    await page.keyboard.press('Enter');
    await wait(page, (id) => location.pathname.endsWith(id), id);
  },

  async 'the menu of a post opens under #layers and Escape gives the focus back'(page) {
    await page.click('[data-testid="primaryColumn"] [data-testid="caret"]');
    await wait(page, () => document.activeElement?.matches('#layers [role="menu"] [role="menuitem"]'));
    await page.keyboard.press('Escape');
    await wait(page, () => document.activeElement?.matches('[data-testid="caret"]'));
  },

  async 'every row of a recycled timeline is still right'(page) {
    const wrong = await page.evaluate(async () => {
      await __stand.scrollToPost('es-cuotas');
      await __stand.recycle();
      return [...document.querySelectorAll('[data-testid="primaryColumn"] article[data-testid="tweet"]')].filter((article) => {
        const id = /\d+$/.exec(article.querySelector('a[href*="/status/"] > time')?.parentElement.getAttribute('href') ?? '')?.[0];
        const post = id && __stand.post(id);
        return post && !article.querySelector('[data-testid^="UserAvatar-Container-"]').dataset.testid.endsWith(`-${post.author}`);
      }).length;
    });
    assert.equal(wrong, 0);
  },

  async 'a timeline may hold rows that are no posts'(page) {
    const found = await page.evaluate(async () => {
      await __stand.scrollToPost(__stand.timeline()[12]);
      return document.querySelectorAll('[data-testid="cellInnerDiv"] [data-testid="UserCell"]').length;
    });
    assert.equal(found, 3);
  },

  async 'search filters, and tags lead to it'(page) {
    await page.type('[data-testid="SearchBox_Search_Input"]', 'from:example_ada_b custard');
    await page.keyboard.press('Enter');
    await wait(page, () => location.pathname === '/search' && document.querySelectorAll('article').length === 1);
    await page.evaluate(() => __stand.go('/hashtag/Larkslow?src=hashtag_click'));
    const all = await page.$$eval('[data-testid="tweetText"]', (texts) => texts.map((t) => t.textContent));
    assert.ok(all.length > 1 && all.every((t) => /#Larkslow/.test(t)));
  },

  async 'a long post opens in place and its row grows'(page) {
    const grown = await page.evaluate(async () => {
      const article = await __stand.scrollToPost('long-saga');
      const before = article.getBoundingClientRect().height;
      const short = article.querySelector('[data-testid="tweetText"]').textContent.length;
      article.querySelector('[data-testid="tweet-text-show-more-link"]').click();
      await __stand.settled();
      return { rows: article.getBoundingClientRect().height - before, short, whole: article.querySelector('[data-testid="tweetText"]').textContent === __stand.post('long-saga').text };
    });
    assert.ok(grown.short < 290 && grown.rows > 50 && grown.whole);
  },

  async 'themes are announced'(page) {
    await page.evaluate(() => __stand.setTheme('black'));
    const theme = await page.evaluate(() => [document.body.style.backgroundColor, document.documentElement.style.colorScheme]);
    assert.deepEqual(theme, ['rgb(0, 0, 0)', 'dark']);
  },

  async 'notifications mix posts and notices'(page) {
    await page.evaluate(() => __stand.go('/notifications'));
    assert.ok(await page.$('article[data-testid="tweet"]'));
    const found = await page.evaluate(async () => {
      for (let i = 0; i < 40 && !document.querySelector('[data-testid="notification"]'); i++) {
        window.scrollBy(0, 800);
        await __stand.settled();
      }
      return document.querySelectorAll('[data-testid="notification"]').length;
    });
    assert.ok(found > 0);
  },
};
