// The test hooks: `window.__stand`, and `stand:NAME` events on the document.
//
// Events, each with a `detail`:
//   stand:ready     {}                    the page has been drawn
//   stand:navigate  {path}                the address has changed
//   stand:arrived   {ids}                 posts wait behind the pill
//   stand:shown     {ids}                 posts were put at the top
//   stand:sent      {id, replyTo, text}   the signed-in account has posted
//   stand:theme     {theme}
//
// The hooks live in the page's own world. Nothing on the site depends on them,
// and they do only what a person or the passing of time could have done.

import { composers } from './compose/composers';
import { setSpeed } from './core/arrivals';
import { config, type Theme } from './core/config';
import { tell } from './core/events';
import { mentionsOf } from './core/find';
import { ME, type Post } from './core/model';
import { go } from './core/router';
import { idOfKey } from './core/seed';
import { amend, arrive, arriveNext, everyPost, type Given, home, pending, post, remove, showWaiting } from './core/store';
import { setTheme } from './core/theme';
import { HEADER } from './list/List';
import { listNow } from './list/registry';

const frame = () => new Promise<void>((done) => requestAnimationFrame(() => done()));

/** Everything mounted, as one string that changes when rows do. */
function picture(): string {
  const cells = [...document.querySelectorAll<HTMLElement>('[data-testid="cellInnerDiv"]')];
  return `${location.href} ${window.scrollY} ${cells.map((c) => c.style.transform + c.textContent?.length).join()}`;
}

export interface Stand {
  /** Resolves when the page has been drawn, with rows or without. */
  ready: Promise<void>;
  /** Resolves when no row has come, gone or moved for three frames. */
  settled(): Promise<void>;
  /** The signed-in handle. */
  me: string;
  config: typeof config;
  /** A post by id, or by the key that posts.json gives it. */
  post(idOrKey: string): Post | undefined;
  /** All posts now known, newest first; `kind` and `topic` say what each is. */
  posts(): Post[];
  /** Ids on the home timeline, in order. */
  timeline(): string[];
  /** Ids that wait behind the pill. */
  waiting(): string[];
  /** Ids of others' posts that name the signed-in account. */
  mentions(): string[];
  /** Adds posts by others; `text` is all that is needed, `name` is what the author is called. Returns their ids. */
  push(posts: Given[], options?: { show?: boolean }): string[];
  /** Lets the next invented post arrive now. */
  next(options?: { show?: boolean }): string | undefined;
  /** Presses the pill. */
  showWaiting(): void;
  /** Posts a minute from now on, and whether they skip the pill. */
  arrivals(perMinute: number, options?: { autoprepend?: boolean }): void;
  /** Changes a post that is there: an edit, a translation, new counts. */
  edit(idOrKey: string, patch: Partial<Post>): void;
  /** Its author deletes a post. */
  remove(idOrKey: string): void;
  /** Scrolls until that post is mounted and still; returns its article. */
  scrollToPost(idOrKey: string): Promise<Element | null>;
  /** Gives every mounted node another post, as long scrolling would. */
  recycle(): Promise<void>;
  /** Goes to an address of the site without loading the page. */
  go(path: string): Promise<void>;
  setTheme(theme: Theme): void;
  /** The text that each open editor holds in its own model. */
  composers(): { where: string; replyTo: string | null; text: string }[];
  /** What the signed-in account has posted during this visit, oldest first. */
  sent(): { id: string; replyTo: string | null; text: string }[];
  /** Policy violations and uncaught errors since the page loaded. */
  troubles: string[];
}

declare global {
  interface Window {
    __stand: Stand;
  }
}

export function installHooks(): void {
  const troubles: string[] = [];
  const sent: { id: string; replyTo: string | null; text: string }[] = [];
  document.addEventListener('securitypolicyviolation', (e) => troubles.push(`policy: ${e.violatedDirective} ${e.blockedURI}`));
  // Browsers report a resize that takes two frames as an error; it is none.
  window.addEventListener('error', (e) => /ResizeObserver loop/.test(e.message) || troubles.push(`error: ${e.message}`));
  document.addEventListener('stand:sent', (e) => sent.push((e as CustomEvent).detail));

  const idOf = (idOrKey: string) => idOfKey(idOrKey) ?? idOrKey;
  const settled = async () => {
    for (let still = 0, before = ''; still < 3; await frame()) {
      const now = picture();
      still = now === before ? still + 1 : 0;
      before = now;
    }
  };
  const mounted = async () => {
    while (!document.querySelector('[data-testid="primaryColumn"], [data-testid="gryphonLayout"]') || document.querySelector('.list .spinner')) await frame();
    await settled();
  };

  window.__stand = {
    ready: mounted().then(() => tell('ready')),
    settled,
    me: ME,
    config,
    post: (idOrKey) => post(idOf(idOrKey)),
    posts: everyPost,
    timeline: () => home().map((p) => p.id),
    waiting: () => [...pending()],
    mentions: () => mentionsOf(ME).map((p) => p.id),
    push: (posts, { show = true } = {}) => arrive(posts, show),
    next: ({ show } = {}) => arriveNext(show),
    showWaiting,
    arrivals(perMinute, { autoprepend = config.autoprepend } = {}) {
      config.autoprepend = autoprepend;
      setSpeed(perMinute);
    },
    edit: (idOrKey, patch) => amend(idOf(idOrKey), patch),
    remove: (idOrKey) => remove(idOf(idOrKey)),
    async scrollToPost(idOrKey) {
      const id = idOf(idOrKey);
      // Heights on the way are guesses until they are drawn: aim again.
      for (let tries = 0; tries < 30; tries++) {
        const top = listNow()?.topOf(id) ?? null;
        if (top === null) return null;
        const before = window.scrollY;
        window.scrollTo(0, Math.max(0, top - HEADER * 2));
        await frame();
        if (listNow()?.cell(id) && Math.abs(window.scrollY - before) < 1) break;
      }
      await settled();
      return listNow()?.cell(id)?.querySelector('article[data-testid="tweet"]') ?? null;
    },
    async recycle() {
      listNow()?.recycle();
      await settled();
    },
    async go(path) {
      go(path);
      await settled();
    },
    setTheme,
    composers,
    sent: () => [...sent],
    troubles,
  };
}
