// What a small practice site knows, and where it is: posts, the address, the composer.

import { useEffect, useReducer } from 'react';
import { clock } from '../app/core/config';
import { kinds, make, ME, type Network, opening, type Post } from './posts';

/** What is written: an answer, or a post of its own. */
export interface Writing {
  replyTo: string | null;
  /** Counts the openings: a composer that is there all the time begins anew. */
  round: number;
}

export class Store {
  private all: Post[];
  /** One post of every kind, on a list of their own. */
  readonly kinds: Post[];
  private readonly listeners = new Set<() => void>();
  readonly sent: Post[] = [];
  writing: Writing | null = null;
  private rounds = 0;

  constructor(
    readonly network: Network,
    /** A post's own address. */
    readonly pathOf: (post: Post) => string,
  ) {
    this.all = opening(network);
    this.kinds = kinds(network);
    addEventListener('popstate', () => this.tell());
  }

  posts(): Post[] {
    return this.all;
  }

  private known(): Post[] {
    return [...this.all, ...this.kinds];
  }

  post(idOrKey: string | null): Post | undefined {
    return this.known().find(({ id, key }) => id === idOrKey || key === idOrKey);
  }

  /** The post that has this address. */
  at(path: string): Post | undefined {
    return this.known().find((post) => this.pathOf(post) === path);
  }

  /** The posts above one in its conversation, the first one first. */
  above(post: Post): Post[] {
    const parent = this.post(post.replyTo);
    return parent ? [...this.above(parent), parent] : [];
  }

  below(post: Post): Post[] {
    const replies = this.all.filter(({ replyTo }) => replyTo === post.id).sort((one, other) => one.at - other.at);
    return replies.flatMap((reply) => [reply, ...this.below(reply)]);
  }

  replies(post: Post): number {
    return this.all.filter(({ replyTo }) => replyTo === post.id).length;
  }

  go(path: string): void {
    if (path !== location.pathname) history.pushState(null, '', path + location.search);
    scrollTo(0, 0);
    this.tell();
  }

  /** Adds posts of others; `author` is a handle of the content file. Their ids. */
  push(posts: { text: string; author: string; replyTo?: string; lang?: string }[]): string[] {
    const made = posts.map(({ author, ...post }, at) => make(this.network, { by: author, ...post, at: clock() + at }));
    this.all = [...made.toReversed(), ...this.all];
    this.tell();
    return made.map(({ id }) => id);
  }

  write(replyTo: string | null): void {
    this.writing = { replyTo, round: ++this.rounds };
    this.tell();
  }

  stopWriting(): void {
    this.writing = null;
    this.tell();
  }

  send(text: string): void {
    const post = make(this.network, { by: ME, text, replyTo: this.writing?.replyTo ?? undefined });
    this.all = [post, ...this.all];
    this.sent.push(post);
    this.stopWriting();
  }

  tell(): void {
    for (const listener of this.listeners) listener();
  }

  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
}

/** Draws anew whenever something has changed. */
export function useStore(store: Store): void {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => store.listen(redraw), []);
}

/** Follows the site's own links without leaving the page; those that lead out lead nowhere. */
export function followLinks(store: Store): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.origin === location.origin) store.go(link.pathname);
  });
}
