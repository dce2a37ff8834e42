// Where we are, and how to go elsewhere without loading a page. Each history
// entry remembers how far it was scrolled, so that Back returns to the same row.
//
// The modal composer is an entry of its own (`/compose/post`) over the page
// beneath it, as on the real site: Back closes it.

import { useEffect, useReducer } from 'react';
import { tell } from './events';

interface Entry {
  index: number;
  /** The page under a modal. */
  under?: string;
  modal?: Modal;
}

export type Modal = { kind: 'compose'; replyTo: string | null; quotes: string | null };

export interface Place {
  /** Path and query of the page, also while a modal lies over it. */
  path: string;
  /** Which history entry the page belongs to. */
  index: number;
  modal: Modal | null;
}

const COMPOSE = '/compose/post';
const scrolled = new Map<number, number>();
const listeners = new Set<() => void>();
let guard: (() => boolean) | null = null;
let restoring = false;

history.scrollRestoration = 'manual';

function entry(): Entry {
  return (history.state as Entry | null) ?? { index: 0 };
}

function here(): Place {
  const { index, under, modal } = entry();
  if (modal) return { path: under ?? '/home', index: index - 1, modal };
  const path = location.pathname + location.search;
  if (location.pathname === COMPOSE) {
    return { path: '/home', index, modal: { kind: 'compose', replyTo: null, quotes: null } };
  }
  return { path: location.pathname === '/' ? '/home' : path, index, modal: null };
}

if (!history.state) history.replaceState({ index: 0 } satisfies Entry, '');
let place = here();

function moved(): void {
  place = here();
  for (const listener of listeners) listener();
  tell('navigate', { path: location.pathname + location.search });
}

function keepScroll(): void {
  scrolled.set(place.index, window.scrollY);
}

window.addEventListener('popstate', () => {
  if (restoring) {
    restoring = false;
    return;
  }
  if (place.modal && guard && !guard()) {
    // A draft would be lost: put the entry back and let the dialog ask.
    restoring = true;
    history.forward();
    return;
  }
  keepScroll();
  moved();
});

export function currentPlace(): Place {
  return place;
}

export function usePlace(): Place {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    listeners.add(redraw);
    return () => void listeners.delete(redraw);
  }, []);
  return place;
}

/** How far that history entry was scrolled when it was left; null on a first visit. */
export function scrollOf(index: number): number | null {
  return scrolled.get(index) ?? null;
}

export function go(path: string): void {
  if (place.modal) return closeThen(() => go(path));
  keepScroll();
  const index = entry().index + 1;
  scrolled.delete(index);
  history.pushState({ index } satisfies Entry, '', path);
  moved();
}

export function openModal(modal: Modal): void {
  if (place.modal) return;
  const { index } = entry();
  history.pushState({ index: index + 1, under: place.path, modal } satisfies Entry, '', COMPOSE);
  moved();
}

export function closeModal(): void {
  if (entry().modal) history.back();
  else {
    history.replaceState({ index: entry().index } satisfies Entry, '', '/home');
    moved();
  }
}

function closeThen(next: () => void): void {
  if (entry().modal) {
    // With a draft in it the modal stays, and then nothing follows.
    window.addEventListener('popstate', () => place.modal || next(), { once: true });
    closeModal();
  } else {
    closeModal();
    next();
  }
}

/** Asked before Back takes a modal away; an answer of false keeps it. */
export function setGuard(ask: (() => boolean) | null): void {
  guard = ask;
}
