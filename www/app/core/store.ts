// The site's memory for this visit. Posts are replaced, never changed in place,
// so that a row re-draws only when its own post has changed.

import { useEffect, useReducer } from 'react';
import { clock, config } from './config';
import { tell } from './events';
import { ME, type Notice, type Post } from './model';
import { call, fromWritten, idFor, kinds, later, notices, opening, type Written } from './seed';

const posts = new Map<string, Post>();
/** Ids on the home timeline, newest first. */
let timeline: string[] = [];
/** Ids that wait behind the "Show posts" pill, newest first. */
let waiting: string[] = [];
const expanded = new Set<string>();
const untranslated = new Set<string>();
const listeners = new Set<() => void>();
const queue: Written[] = later();
let taken = 0;
let made = 0;

for (const post of opening()) {
  posts.set(post.id, post);
  timeline.push(post.id);
}
const noticed: Notice[] = notices([...posts.values()], ME);

function changed(): void {
  for (const listener of listeners) listener();
}

/** Re-draws the component whenever the store changes. */
export function useStore(): void {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    listeners.add(redraw);
    return () => void listeners.delete(redraw);
  }, []);
}

export const post = (id: string | null): Post | undefined => (id ? posts.get(id) : undefined);
export const everyPost = (): Post[] => [...posts.values()].sort((a, b) => b.at - a.at);
export const home = (): Post[] => timeline.flatMap((id) => posts.get(id) ?? []);
/** One post of every kind; they are nowhere else until that list is asked for. */
export function everyKind(): Post[] {
  const all = kinds();
  for (const post of all) if (!posts.has(post.id)) posts.set(post.id, post);
  return all.flatMap(({ id }) => posts.get(id) ?? []);
}

export const bookmarked = (): Post[] => everyPost().filter((post) => post.bookmarked);
export const pending = (): string[] => waiting;
export const noticesNow = (): Notice[] => noticed;
export const isExpanded = (id: string): boolean => expanded.has(id);
export const showsOriginal = (id: string): boolean => untranslated.has(id);

/** Direct replies, oldest first, the signed-in account's own before the rest. */
export function repliesTo(id: string): Post[] {
  return [...posts.values()]
    .filter((p) => p.replyTo === id)
    .sort((a, b) => Number(b.author === ME) - Number(a.author === ME) || a.at - b.at);
}

/** The posts that this one answers, the first of the thread first. */
export function ancestors(of: Post): Post[] {
  const parent = post(of.replyTo);
  return parent ? [...ancestors(parent), parent] : [];
}

export function expand(id: string): void {
  expanded.add(id);
  changed();
}

export function toggleOriginal(id: string): void {
  if (!untranslated.delete(id)) untranslated.add(id);
  changed();
}

/** Changes some fields of a post. */
export function amend(id: string, patch: Partial<Post>): void {
  const old = posts.get(id);
  if (!old) return;
  posts.set(id, { ...old, ...patch });
  changed();
}

export function remove(id: string): void {
  posts.delete(id);
  timeline = timeline.filter((other) => other !== id);
  waiting = waiting.filter((other) => other !== id);
  changed();
}

type Mark = 'liked' | 'reposted' | 'bookmarked';
const COUNT = { liked: 'likes', reposted: 'reposts', bookmarked: 'bookmarks' } as const;

/** Likes, reposts or bookmarks a post, or takes that back. */
export function toggle(id: string, mark: Mark): void {
  const old = posts.get(id);
  if (!old) return;
  const on = !old[mark];
  const counts = { ...old.counts, [COUNT[mark]]: old.counts[COUNT[mark]] + (on ? 1 : -1) };
  amend(id, { [mark]: on, counts });
}

function nextId(): string {
  made += 1;
  return idFor(`made-${made}`, -1000 - made);
}

/** Adds a post that the signed-in account has just written. */
export function publish(text: string, replyTo: string | null, quotes: string | null = null): Post {
  const fresh = fromWritten({ key: `mine-${made + 1}`, by: ME, text, kind: 'reply', likes: 0 }, clock(), nextId());
  fresh.replyTo = replyTo;
  fresh.quotes = quotes;
  fresh.counts.views = 1;
  posts.set(fresh.id, fresh);
  const parent = post(replyTo);
  if (parent) {
    posts.set(parent.id, { ...parent, counts: { ...parent.counts, replies: parent.counts.replies + 1 } });
  } else {
    timeline = [fresh.id, ...timeline];
  }
  changed();
  tell('sent', { id: fresh.id, replyTo, text });
  return fresh;
}

/** A post as a test gives it: its text, whatever else of it matters, and what its author is called. */
export type Given = Partial<Post> & { text: string; name?: string };

/** New posts from others: behind the pill, or at the top at once. */
export function arrive(written: Given[], show = config.autoprepend): string[] {
  const fresh = written.map(({ name, ...given }) => {
    if (name !== undefined && given.author) call(given.author, name);
    const id = given.id ?? nextId();
    const base = fromWritten({ key: given.key ?? `pushed-${id}`, by: given.author ?? 'example_maya', text: '', likes: 0 }, clock(), id);
    return { ...base, ...given, id };
  });
  for (const p of fresh) posts.set(p.id, p);
  const ids = fresh.map((p) => p.id).reverse();
  if (show) timeline = [...ids, ...waiting, ...timeline];
  else waiting = [...ids, ...waiting];
  if (show) waiting = [];
  changed();
  tell(show ? 'shown' : 'arrived', { ids });
  return ids.reverse();
}

/** The next invented post in the queue; after the last the first comes again. */
export function arriveNext(show = config.autoprepend): string | undefined {
  const w = queue[taken % queue.length];
  if (!w) return undefined;
  const again = Math.floor(taken / queue.length);
  taken += 1;
  const id = again ? nextId() : undefined;
  return arrive([{ ...fromWritten(w, clock(), id) }], show)[0];
}

/** Moves what waits behind the pill to the top of the timeline. */
export function showWaiting(): void {
  const ids = waiting;
  timeline = [...waiting, ...timeline];
  waiting = [];
  changed();
  tell('shown', { ids });
}
