// Turns the content files into posts with ids and times.
//
// An id depends only on the seed, the key and the age, so that a spec can name
// a post across runs; like the real site's ids they grow with time.

import people from '../../content/people.json';
import odd from '../../content/kinds.json';
import written from '../../content/posts.json';
import { clock, config } from './config';
import type { Card, Notice, Person, Photo, Post } from './model';
import { hash, pick } from './random';

/** A post as the content file writes it: everything optional may be left out. */
export interface Written {
  key: string;
  by: string;
  text: string;
  /** Minutes before now. Left out: the post waits, and arrives later. */
  age?: number;
  lang?: string;
  kind?: string;
  topic?: string;
  re?: string;
  quote?: string;
  quoteGone?: boolean;
  photos?: Partial<Photo>[];
  card?: Card;
  repostedBy?: string;
  promoted?: boolean;
  original?: { text: string; lang: string };
  poll?: string[];
  edited?: boolean;
  newer?: string;
  offered?: boolean;
  gone?: 'deleted' | 'withheld';
  /** The sites that have such posts; all if not said. */
  on?: string[];
  likes?: number;
}

const NEWEST = 1_990_000_000_000_000_000n;
const MINUTE = 1_000_000_000n;

/** The id of a post of that age; one that lies ahead has a negative age. */
export function idFor(key: string, age: number): string {
  const jitter = BigInt(pick(`${config.seed}:${key}`, 900_000_000));
  return String(NEWEST - BigInt(Math.round(age * 100)) * (MINUTE / 100n) + jitter);
}

export const persons: Map<string, Person> = new Map(
  (people as (Partial<Person> & { handle: string; name: string })[]).map((p) => [
    p.handle.toLowerCase(),
    { bio: '', verified: false, brand: false, ...p },
  ]),
);

/** Somebody with this handle, made up on the spot where the content has none. */
export function person(handle: string): Person {
  return (
    persons.get(handle.toLowerCase()) ?? { handle, name: handle, bio: '', verified: false, brand: false }
  );
}

/** What somebody calls themselves from now on. */
export function call(handle: string, name: string): void {
  persons.set(handle.toLowerCase(), { ...person(handle), name });
}

const all = written as Written[];
const ofEveryKind = (odd as Written[]).filter(({ on }) => on?.includes('x') !== false);
const arrivals = all.filter((w) => w.age === undefined);
const ids = new Map([...all, ...ofEveryKind].map((w) => [w.key, idFor(w.key, w.age ?? -1 - arrivals.indexOf(w))]));

/** The id of a post that the content file names, if it does. */
export function idOfKey(key: string): string | undefined {
  return ids.get(key);
}

export function fromWritten(w: Written, at: number, id = ids.get(w.key) ?? idFor(w.key, 0)): Post {
  const chance = (what: string, below: number) => hash(`${config.seed}:${w.key}:${what}`) % below;
  const likes = w.likes ?? chance('likes', 9) * chance('more', 5);
  return {
    id,
    key: w.key,
    author: w.by,
    at,
    text: w.text,
    lang: w.lang ?? 'en',
    kind: w.kind ?? 'chatter',
    topic: w.topic ?? '',
    replyTo: (w.re && ids.get(w.re)) || null,
    quotes: (w.quote && ids.get(w.quote)) || null,
    quoteGone: w.quoteGone === true,
    photos: (w.photos ?? []).map((p) => ({ alt: p.alt ?? '', scene: p.scene ?? 'street' })),
    card: w.card ?? null,
    repostedBy: w.repostedBy ?? null,
    promoted: w.promoted === true,
    original: w.original ?? null,
    poll: w.poll ?? [],
    edited: w.edited === true,
    newer: (w.newer && ids.get(w.newer)) || null,
    offered: w.offered === true,
    gone: w.gone ?? null,
    counts: {
      replies: all.filter((other) => other.re === w.key && other.age !== undefined).length,
      reposts: Math.floor(likes / (3 + chance('reposts', 6))),
      likes,
      bookmarks: Math.floor(likes / 12),
      views: likes * (20 + chance('views', 60)) + 7 + chance('few', 90),
    },
    liked: false,
    reposted: false,
    bookmarked: false,
  };
}

const made = (some: Written[]): Post[] => some.map((w) => fromWritten(w, clock() - (w.age ?? 0) * 60_000)).sort((a, b) => b.at - a.at);

/** The posts that are there at load, newest first. */
export const opening = (): Post[] => made(all.filter((w) => w.age !== undefined));

/** One post of every kind that the site has. */
export const kinds = (): Post[] => made(ofEveryKind);

/** The posts that arrive while the page is open, in order. */
export function later(): Written[] {
  return arrivals;
}

/** Likes and follows of the last days, for the notifications page. */
export function notices(posts: Post[], me: string): Notice[] {
  const others = [...persons.values()].filter((p) => !p.brand).map((p) => p.handle);
  const who = (what: string) => others[pick(`${config.seed}:${what}`, others.length)];
  const mine = posts.filter((p) => p.author === me).slice(0, 9);
  const made: Notice[] = mine.flatMap((post, i) => {
    const people = [...new Set([who(`a${i}`), who(`b${i}`), who(`c${i}`)])].slice(0, 1 + (i % 3));
    const kind = i % 3 === 2 ? 'repost' : 'like';
    return [{ id: `n${post.id}`, kind, people, post: post.id, at: post.at + 240_000 } as Notice];
  });
  for (const i of [0, 1, 2]) {
    made.push({ id: `f${i}`, kind: 'follow', people: [who(`f${i}`)], post: null, at: clock() - (37 + i * 290) * 60_000 });
  }
  return made;
}
