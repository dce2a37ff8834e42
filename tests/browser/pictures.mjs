// Pictures of the extension at work, for the README and for looking at each screen.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mark } from './harness/marks.mjs';
import { until } from './harness/wait.mjs';
import { assist, show } from './harness/world.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/** Takes them all into `folder`, and gives the files' paths. */
export async function pictures(/** @type {import('./harness/browsers.mjs').Opened} */ opened, /** @type {string} */ folder) {
  await mkdir(folder, { recursive: true });
  /** @type {string[]} */
  const files = [];
  const file = (/** @type {string} */ name) => {
    files.push(join(folder, `${name}.png`));
    return /** @type {`${string}.png`} */ (files.at(-1));
  };
  const take = async (/** @type {Page} */ page, /** @type {string} */ name) => {
    await painted(page);
    await page.screenshot({ path: file(name) });
  };
  const visit = async (/** @type {string} */ path) => {
    const page = await opened.browser.newPage();
    await page.goto(`https://x.com${path}`);
    await page.waitForFunction(() => '__stand' in window);
    await page.evaluate(() => __stand.ready);
    await page.waitForSelector('handrail-mark');
    return page;
  };

  const dark = await visit('/home?theme=black');
  await take(dark, 'timeline-black');
  const plight = await show(dark, 'tv-204');
  await assist({ opened }, dark, plight);
  await take(dark, 'assist-black');
  await dark.close();

  const page = await visit('/home');
  await take(page, 'timeline');
  const billed = await page.evaluate(async () => {
    const [id] = __stand.push([{ text: 'My wifi is slow in the back bedroom since the update @LarkspurCare. Third evening in a row.', author: 'example_ines' }]);
    window.scrollTo(0, 0);
    await __stand.settled();
    return /** @type {string} */ (id);
  });
  const frame = await assist({ opened }, page, billed);
  await take(page, 'assist');

  await frame.press('1');
  await mark(opened, page, billed, ({ name }) => /draft is waiting/i.test(name));
  await page.evaluate((id) => {
    const link = document.querySelector(`article a[href$="/status/${id}"]`);
    /** @type {HTMLElement} */ (link?.closest('article')?.querySelector('[data-testid="reply"]')).click();
  }, billed);
  await until('the draft', () => page.evaluate(() => __stand.composers().some(({ text }) => text !== '')));
  await until('the draft to be read back', () => frame.evaluate(() => !/Waiting/.test(document.querySelector('footer')?.textContent ?? '')));
  await take(page, 'draft');
  await page.close();

  const next = await visit('/home');
  const outage = await show(next, 'out-fern-1');
  const last = await assist({ opened }, next, outage);
  await last.press('h');
  await mark(opened, next, outage, ({ name }) => name.startsWith('Handled'));
  await last.press('Escape');
  await take(next, 'handled');
  await next.setViewport({ width: 600, height: 900 });
  await until('the narrow page', () => next.evaluate(() => innerWidth === 600));
  await next.evaluate(() => __stand.settled());
  await take(next, 'narrow');

  await next.setViewport({ width: 1280, height: 900 });
  await next.bringToFront();
  const down = await next.evaluate(async (texts) => {
    scrollTo(0, 0);
    // Numbers of their own: every page of the site gives its fresh posts the same ones.
    const ids = __stand.push(texts.map((text, at) => ({ id: `199000500000000000${at}`, text, author: ['example_abena', 'example_jonas', 'example_mei'][at] })));
    await __stand.settled();
    return ids;
  }, ['No internet in Fernhill since six, @LarkspurCare. The router light is red.', '@LarkspurCare broadband down again in Fernhill?', 'Larkspur is down here too. No connection, and I work from home.']);
  for (const id of down) await mark(opened, next, id);
  const desk = await opened.extensionPage('pages/desk.html');
  await until('the live issue', () => desk.evaluate(() => document.querySelector('li.case') !== null && document.querySelector('.issues') !== null));
  await until('the new case', () =>
    desk.evaluate(() => {
      const row = [...document.querySelectorAll('li.case')].find(({ textContent }) => textContent?.includes('@example_abena'));
      row?.querySelector('button')?.click();
      return row !== undefined;
    }),
  );
  await until('the case', () => desk.evaluate(() => document.querySelector('.detail') !== null));
  await desk.screenshot(file('desk'));
  await desk.close();

  const options = await opened.extensionPage('pages/options.html');
  await until('the options', () => options.evaluate(() => document.querySelector('#brand-0-name') !== null));
  await options.screenshot(file('options'));
  for (const section of ['articles', 'gaps']) {
    await options.evaluate((id) => document.getElementById(id)?.scrollIntoView({ block: 'start' }), section);
    await options.screenshot(file(section));
  }
  await options.close();

  // The panel tells of the tab in front, which is the timeline when an agent presses the toolbar's button.
  const panel = await opened.extensionPage('pages/panel.html');
  await next.bringToFront();
  await panel.evaluate(() => location.reload()).catch(() => {});
  await until('the panel', () => panel.evaluate(() => /\d/.test(document.querySelector('main')?.textContent ?? '')));
  await panel.screenshot(file('panel'));
  return files;
}

/** Until what was asked for is on the screen: every mounted post of the brand has its mark, and a frame has passed. */
async function painted(/** @type {Page} */ page) {
  await page.evaluate(async () => {
    await __stand.settled();
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  });
}

