// The test hooks of a small practice site: `window.__stand`, with what `app/hooks.ts` calls by the same names.

import { setTheme, type Look } from './theme';
import type { Post } from './posts';
import type { Store } from './store';

export interface SmallStand {
  /** Resolves when the page has been drawn. */
  ready: Promise<void>;
  /** Resolves when nothing has changed for three frames. */
  settled(): Promise<void>;
  post(idOrKey: string): (Post & { path: string }) | undefined;
  posts(): Post[];
  /** Adds posts by others. Their ids. */
  push(posts: { text: string; author: string; replyTo?: string; lang?: string }[]): string[];
  go(path: string): void;
  /** What the signed-in account has sent. */
  sent(): Post[];
  /** What the editors themselves hold. */
  composers(): { text: string; replyTo: string | null }[];
  theme(look: Look): void;
  /** Policy violations and errors. */
  troubles: string[];
}

const frame = () => new Promise<void>((done) => requestAnimationFrame(() => done()));

async function settled(): Promise<void> {
  let [last, same] = ['', 0];
  while (same < 3) {
    await frame();
    const now = `${location.href} ${document.body.innerText}`;
    same = now === last ? same + 1 : 0;
    last = now;
  }
}

export function installHooks(store: Store, composed: () => string[]): void {
  const troubles: string[] = [];
  addEventListener('error', (event) => troubles.push(`error: ${event.message}`));
  addEventListener('unhandledrejection', (event) => troubles.push(`rejection: ${String(event.reason)}`));
  document.addEventListener('securitypolicyviolation', (event) => troubles.push(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  const stand: SmallStand = {
    ready: frame().then(settled),
    settled,
    post(idOrKey) {
      const post = store.post(idOrKey);
      return post && { ...post, path: store.pathOf(post) };
    },
    posts: () => store.posts(),
    push: (posts) => store.push(posts),
    go: (path) => store.go(path),
    sent: () => store.sent,
    composers: () => composed().map((text) => ({ text, replyTo: store.writing?.replyTo ?? null })),
    theme: setTheme,
    troubles,
  };
  Object.assign(window, { __stand: stand });
}
