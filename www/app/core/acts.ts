// What a click or a key on a post does.

import { currentPlace, go, openModal } from './router';
import { post } from './store';

export function pathOf(id: string): string {
  const p = post(id);
  return p ? `/${p.author}/status/${id}` : '/home';
}

export function openPost(id: string): void {
  const path = pathOf(id);
  if (currentPlace().path !== path) go(path);
}

export function answer(id: string): void {
  openModal({ kind: 'compose', replyTo: id, quotes: null });
}

export function compose(): void {
  openModal({ kind: 'compose', replyTo: null, quotes: null });
}
