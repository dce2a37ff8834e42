// The keyboard, as on the real site: single letters, except where one types.

import { HEADER } from '../list/List';
import { answer, compose, openPost } from './acts';
import { ME } from './model';
import { go } from './router';
import { pending, showWaiting, toggle } from './store';

const PLACES: Record<string, string> = { h: '/home', n: '/notifications', p: `/${ME}`, e: '/search' };
let going = false;

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
}

function articles(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-testid="primaryColumn"] article[data-testid="tweet"]')];
}

function focused(): HTMLElement | undefined {
  return articles().find((article) => article.contains(document.activeElement));
}

/** The id in the time's link. Adverts have none. */
function idOf(article: HTMLElement | undefined): string | null {
  const link = article?.querySelector('a[href*="/status/"] > time')?.parentElement;
  return /\/status\/(\d+)/.exec(link?.getAttribute('href') ?? '')?.[1] ?? null;
}

function step(by: 1 | -1): void {
  const all = articles();
  const now = focused();
  // Without a focused post the first one on the screen is meant.
  const at = now ? all.indexOf(now) + by : all.findIndex((a) => a.getBoundingClientRect().top >= HEADER - 1);
  const next = all[at];
  if (!next) return;
  next.focus({ preventScroll: true });
  window.scrollBy(0, next.getBoundingClientRect().top - HEADER * 2);
}

function press(key: string): boolean {
  const id = idOf(focused());
  if (key === 'j') step(1);
  else if (key === 'k') step(-1);
  else if (key === 'n') compose();
  else if (key === '/') document.querySelector<HTMLElement>('[data-testid="SearchBox_Search_Input"]')?.focus();
  else if (key === '.') {
    if (pending().length) showWaiting();
    window.scrollTo(0, 0);
  } else if (key === 'g') going = true;
  else if (id && key === 'r') answer(id);
  else if (id && key === 'l') toggle(id, 'liked');
  else if (id && key === 't') toggle(id, 'reposted');
  else if (id && key === 'b') toggle(id, 'bookmarked');
  else if (id && key === 'o') openPost(id);
  else return false;
  return true;
}

/** Listens until the returned function is called. */
export function onKeys(help: () => void): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector('#layers [aria-modal="true"]')) return;
    const target = going ? PLACES[event.key] : undefined;
    going = false;
    if (target) go(target);
    else if (event.key === '?') help();
    else if (!press(event.key)) return;
    event.preventDefault();
  };
  document.addEventListener('keydown', listen);
  return () => document.removeEventListener('keydown', listen);
}
