// Where a recording is replayed: a browser with the extension, the site as the recording's account sees it, the timeline, the
// desk, and the posts that are opened. The site begins anew at every visit, so what has happened on it is told to each visit.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open, QUIET } from '../harness/browsers.mjs';
import { ask, saveProfile } from '../harness/setup.mjs';
import { until } from '../harness/wait.mjs';
import { turnSecondLook } from '../harness/world.mjs';
import { siteOf } from './site.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('../harness/browsers.mjs').Doc} Doc */
/** @typedef {import('../harness/browsers.mjs').Opened} Opened */
/** @typedef {import('./recording.mjs').Recording} Recording */
/** @typedef {import('./recording.mjs').Arrival} Arrival */
/** @typedef {{ id: string, author: string, at: number, text: string, name?: string, replyTo: string | null, lang?: string }} Known */
/** @typedef {{ id: string, replyTo: string | null, text: string, from: number, to: number }} Sent when it went: after the one moment, before the other */

const SIZE = { width: 1280, height: 900 };
/** A busy machine may take so long to load a page, in milliseconds. */
const LOADING = 120_000;
/** The site numbers what is written in a visit from 1 on. So many are left to each visit, that no number comes twice. */
const NUMBERS_A_VISIT = 40;

export class Stage {
  /** What has happened on the site, the oldest first. */
  posts = /** @type {Map<string, Known>} */ (new Map());
  sent = /** @type {Sent[]} */ ([]);
  /** When each post was written, also of those that are gone. */
  written = /** @type {Map<string, number>} */ (new Map());
  tabs = /** @type {{ id: string, page: Page }[]} */ ([]);
  troubles = /** @type {string[]} */ ([]);
  /** The page of the site that was looked at last: the one with the frame. */
  site = /** @type {Page} */ (/** @type {unknown} */ (undefined));
  home = /** @type {Page} */ (/** @type {unknown} */ (undefined));
  desk = /** @type {Doc} */ (/** @type {unknown} */ (undefined));
  options = /** @type {Doc | undefined} */ (undefined);
  front = '';
  visits = 0;
  /** The hand-over, as it was looked at last. */
  handedOver = /** @type {import('./ends.mjs').HandedOver | undefined} */ (undefined);
  cases = /** @type {Map<string, string>} */ (new Map());

  constructor(
    /** @type {Opened} */ opened,
    /** @type {Doc} */ extension,
    /** @type {Recording} */ recording,
    /** @type {() => Promise<void>} */ end,
  ) {
    this.opened = opened;
    this.extension = extension;
    this.recording = recording;
    this.end = end;
  }

  /** A post's number; `answer to NAME` is the account's last reply to that post. */
  number(/** @type {string} */ name) {
    const answered = this.recording.numbers.get(name.replace(/^answer to /, ''));
    const number = name.startsWith('answer to ') ? this.sent.findLast(({ replyTo }) => replyTo === answered)?.id : answered;
    if (!number) throw new Error(`no post is called ${name}`);
    return number;
  }

  /** The case of a post, as the engine calls it; once decided it stays. */
  async caseOf(/** @type {string} */ name) {
    const known = this.cases.get(name);
    if (known) return known;
    const { answer } = await ask(this.extension, { type: 'desk', asked: { case: { post: `x:${this.number(name)}` } } });
    const is = /** @type {string} */ (answer.case.detail.row.case);
    this.cases.set(name, is);
    return is;
  }

  /** A post's name, by its number. */
  nameOf(/** @type {string} */ number) {
    for (const [name, other] of this.recording.numbers) if (other === number) return name;
    return number;
  }

  /** Opens the timeline and the desk. */
  async openPages() {
    this.home = await this.opened.browser.newPage();
    this.home.setDefaultNavigationTimeout(LOADING);
    if (this.opened.name === 'firefox') await this.home.setViewport(SIZE);
    await this.home.goto('https://x.com/home');
    this.site = this.home;
    await this.tell(this.home);
    this.desk = await this.opened.extensionPage('pages/desk.html');
    await this.deskIsThere();
    await this.look('page');
  }

  async deskIsThere() {
    await until('the desk', () => this.desk.evaluate(() => document.querySelector('#list-next .count') !== null));
  }

  /** Tells a page that was just loaded all that has happened. */
  async tell(/** @type {Page} */ page) {
    await page.waitForFunction(() => '__stand' in window);
    await page.evaluate(() => __stand.ready);
    const replies = page === this.home ? [] : this.sent.map(({ id, replyTo, text, to }) => ({ id, author: this.recording.head.account, at: to, text, replyTo }));
    const all = [...this.posts.values(), ...replies];
    await page.evaluate(
      (posts, used) => {
        // Shown to nobody: they are gone before anything is drawn.
        for (const id of __stand.push(Array.from({ length: used }, () => ({ text: '.' })), { show: false })) __stand.remove(id);
        __stand.push(/** @type {any} */ (posts), { show: true });
      },
      all.map((post) => ({ ...post, counts: this.counts(post.id) })),
      this.visits * NUMBERS_A_VISIT,
    );
    this.visits += 1;
  }

  /** As the site counts: replies are what it knows, the rest is nobody's business. */
  counts(/** @type {string} */ id) {
    const replies = [...this.posts.values(), ...this.sent].filter(({ replyTo }) => replyTo === id).length;
    return { replies, reposts: 0, likes: 0, bookmarks: 0, views: 30 };
  }

  pages() {
    return [this.home, ...this.tabs.map(({ page }) => page)];
  }

  /** A post arrives: behind the pill of the timeline, and in every conversation that is open. */
  async arrives(/** @type {Arrival} */ { post, author, text, name, age = 0, replyTo, lang }) {
    const id = this.number(post);
    const known = { id, author, at: Date.now() - age, text, replyTo: replyTo ? this.number(replyTo) : null, ...(name ? { name } : {}), ...(lang ? { lang } : {}) };
    this.posts.set(id, known);
    this.written.set(id, known.at);
    for (const page of this.pages()) {
      const show = page !== this.home;
      await page.evaluate((post, show) => void __stand.push([/** @type {any} */ (post)], { show }), { ...known, counts: this.counts(id) }, show);
    }
    if (known.replyTo) await this.recount(known.replyTo);
  }

  async edits(/** @type {string} */ name, /** @type {Record<string, unknown>} */ to) {
    const id = this.number(name);
    this.posts.set(id, /** @type {Known} */ ({ ...this.posts.get(id), ...to }));
    for (const page of this.pages()) await page.evaluate((id, to) => __stand.edit(id, to), id, to);
  }

  async removes(/** @type {string} */ name) {
    const id = this.number(name);
    this.posts.delete(id);
    for (const page of this.pages()) await page.evaluate((id) => __stand.remove(id), id);
  }

  async recount(/** @type {string} */ id) {
    for (const page of this.pages()) await page.evaluate((id, counts) => __stand.edit(id, { counts }), id, this.counts(id));
  }

  /** What was sent on the page in front since it was looked last; the other pages hear of it as they would. */
  async collect(/** @type {number} */ from) {
    const sent = await this.site.evaluate(() => __stand.sent());
    const known = new Set(this.sent.map(({ id }) => id));
    for (const reply of sent.filter(({ id }) => !known.has(id))) {
      this.sent.push({ ...reply, from, to: Date.now() });
      if (reply.replyTo) await this.recount(reply.replyTo);
    }
  }

  /** Brings a place to the front, as the agent would. */
  async look(/** @type {import('./recording.mjs').Place} */ place) {
    const tab = this.tabs.at(-1)?.page;
    if (place === 'page') this.site = this.home;
    if (place === 'tab' && tab) this.site = tab;
    if (place === 'options') this.options ??= await this.opened.extensionPage('pages/options.html');
    const is = place === 'frame' ? (this.site === this.home ? 'page' : 'tab') : place;
    if (is === this.front) return;
    this.front = is;
    if (is === 'desk') await inFront(this.desk);
    else if (is === 'options') await inFront(/** @type {Doc} */ (this.options));
    else await this.site.bringToFront();
  }

  /** The tab that the desk opened for a post, told what has happened. */
  async tabOf(/** @type {string} */ name) {
    const id = this.number(name);
    const page = await until(`a tab with ${name}`, async () => (await this.opened.browser.pages()).find((page) => page.url().includes(`/status/${id}`)));
    if (!this.tabs.some((tab) => tab.page === page)) {
      page.setDefaultNavigationTimeout(LOADING);
      if (this.opened.name === 'firefox') await page.setViewport(SIZE);
      await this.tell(page);
    }
    this.tabs = [...this.tabs.filter((tab) => tab.page !== page), { id, page }];
    this.site = page;
    this.front = 'tab';
  }

  /** The agent is done with a post that was opened in a tab. */
  async closes(/** @type {string} */ name) {
    const id = this.number(name);
    const page = this.tabs.find((tab) => tab.id === id)?.page;
    if (!page) throw new Error(`no tab with ${name} is open`);
    await this.note(page);
    await page.close();
    this.tabs = this.tabs.filter((tab) => tab.page !== page);
    this.front = '';
    if (this.site === page) this.site = this.home;
  }

  /** Whatever takes the keys of a place. */
  async doc(/** @type {import('./recording.mjs').Place} */ place) {
    if (place === 'desk') return this.desk;
    if (place === 'options') return this.options;
    return this.opened.frameIn(this.site, 'pages/frame.html');
  }

  /** All pages are loaded again. */
  async reloads() {
    for (const page of this.pages()) {
      await this.note(page);
      await page.bringToFront();
      await page.reload();
      await this.tell(page);
    }
    await this.desk.evaluate(() => location.reload());
    await this.deskIsThere();
    this.front = '';
    await this.look('page');
  }

  /** Keeps what was wrong on a page. */
  async note(/** @type {Page} */ page) {
    this.troubles.push(...(await page.evaluate(() => [...__stand.troubles])));
  }
}

/** An extension's page can bring its own tab to the front. */
const inFront = (/** @type {Doc} */ doc) =>
  doc.evaluate(async () => {
    // @ts-ignore: there in an extension's page
    const { id } = await chrome.tabs.getCurrent();
    // @ts-ignore: there in an extension's page
    await chrome.tabs.update(id, { active: true });
  });

/** @type {(name: 'chromium' | 'firefox', recording: Recording, how?: { args?: string[], headless?: boolean }) => Promise<Stage>} */
export async function makeStage(name, recording, { args = [], headless = true } = {}) {
  const { account, brands, replies } = recording.head;
  const profile = await mkdtemp(join(tmpdir(), 'handrail-'));
  const site = await siteOf(account);
  const opened = await open(name, { port: site.port, profile, args, headless });
  const end = async () => {
    await opened.close();
    await site.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const extension = await opened.extensionPage(QUIET);
    await turnSecondLook({ extension }, false);
    await saveProfile(extension, /** @type {any} */ (brands));
    await ask(extension, { type: 'saveTemplates', templates: replies });
    const stage = new Stage(opened, extension, recording, end);
    await stage.openPages();
    return stage;
  } catch (error) {
    await end();
    throw error;
  }
}
