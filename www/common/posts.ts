// The invented posts as they stand on the smaller practice sites: a choice of those in content/posts.json, and a few that
// show what only such a site has.

import people from '../content/people.json';
import odd from '../content/kinds.json';
import written from '../content/posts.json';
import { clock } from '../app/core/config';
import { hash } from '../app/core/random';

/** A post as the content file writes it. */
interface Written {
  key: string;
  by: string;
  text: string;
  age?: number;
  lang?: string;
  re?: string;
  quote?: string;
  photos?: { scene?: string; alt?: string }[];
  repostedBy?: string;
  warning?: string;
  poll?: string[];
  edited?: boolean;
  original?: { text: string; lang: string };
  beside?: string;
  offered?: boolean;
  quoteGone?: boolean;
  gone?: 'deleted' | 'withheld';
  /** The sites that have such posts; all if not said. */
  on?: string[];
}

export interface Post {
  id: string;
  /** The name that the content file knows it by; a post made later has its id. */
  key: string;
  by: string;
  /** Milliseconds since 1970. */
  at: number;
  text: string;
  lang: string;
  replyTo: string | null;
  quotes: string | null;
  repostedBy: string | null;
  /** What stands in front of a text that its writer has put behind a warning. */
  warning: string | null;
  photo: { scene: string; alt: string } | null;
  /** What one may choose between. */
  poll: string[];
  edited: boolean;
  /** The author's own words, where the text is a translation. */
  original: { text: string; lang: string } | null;
  /** A translation that stands below the text. */
  beside: string | null;
  /** The page offers to translate it. */
  offered: boolean;
  quoteGone: boolean;
  /** Only a notice stands in its place. */
  gone: boolean;
  likes: number;
}

/** What differs from site to site: how posts are numbered, and how accounts are called. */
export interface Network {
  name: string;
  /** The number of a post of that moment. */
  id(at: number, key: string): string;
  /** The account behind a handle of the content file. */
  account(handle: string): string;
  /** How a text names it. */
  mention(handle: string): string;
}

export const ME = 'LarkspurCare';

const CHOSEN = [
  'out-fern-1', 'chat-tom-1', 'bill-twice-1', 'q-router', 'chat-quiz', 'care-am', 'care-am-c', 'slow-1', 'es-cuotas', 'chat-ferry',
  'eng-noshow', 'eng-noshow-r', 'praise-joan', 'news-fern', 'quote-fern', 'long-saga', 'long-saga-r', 'long-saga-2', 'chat-dog',
  'ar-outage', 'rep-out', 'other-lark-1', 'card-help', 'card-help-c', 'chat-bread', 'refund-wait',
];

const MORE: Written[] = [
  { key: 'named-rtl', by: 'example_layla', age: 5, text: '@LarkspurCare no signal at home since Monday, and the chat hung up on me twice.' },
  { key: 'warned', by: 'example_esme', age: 21, warning: 'Broadband grumble', text: 'Larkspur has cancelled my engineer for the third time without a word. I am done being polite about it.' },
  { key: 'linked', by: 'example_ivo', age: 27, text: 'The Larkspur status page has been wrong since noon, my line is dead. @LarkspurCare please look: https://status.larkspur.example/regions/fernhill/lines?since=noon&detail=all' },
];

export const nameOf = (handle: string): string => people.find((one) => one.handle === handle)?.name ?? handle;
export const isBrand = (handle: string): boolean => people.some((one) => one.handle === handle && 'brand' in one && one.brand === true);

/** The posts that are there at load, newest first. */
export function opening(network: Network): Post[] {
  return all(network, [...(written as Written[]).filter(({ key }) => CHOSEN.includes(key)), ...MORE]);
}

/** One post of every kind that the site has, newest first. */
export function kinds(network: Network): Post[] {
  return all(network, (odd as Written[]).filter(({ on }) => on?.includes(network.name) !== false));
}

function all(network: Network, all: Written[]): Post[] {
  const at = (one: Written) => Math.floor(clock() / 60_000) * 60_000 - (one.age ?? 0) * 60_000;
  const ids = new Map(all.map((one) => [one.key, network.id(at(one), one.key)]));
  return all
    .map((one) => make(network, { ...one, id: ids.get(one.key), at: at(one), replyTo: ids.get(one.re ?? ''), quotes: ids.get(one.quote ?? '') }))
    .sort((one, other) => other.at - one.at);
}

/** A post of which all is filled in that was not given. */
export function make(network: Network, given: Partial<Omit<Post, 'id' | 'replyTo' | 'quotes' | 'gone'>> & Pick<Written, 'by' | 'text' | 'photos' | 'gone'> & { id?: string; replyTo?: string; quotes?: string }): Post {
  const at = given.at ?? clock();
  const id = given.id ?? network.id(at, given.key ?? given.text);
  const key = given.key ?? id;
  const [photo] = given.photos ?? [];
  return {
    id,
    key,
    by: given.by,
    at,
    text: given.text.replace(/@(\w+)/g, (whole, handle: string) => (people.some((one) => one.handle === handle) ? `@${network.mention(handle)}` : whole)),
    lang: given.lang ?? 'en',
    replyTo: given.replyTo ?? null,
    quotes: given.quotes ?? null,
    repostedBy: given.repostedBy ?? null,
    warning: given.warning ?? null,
    photo: photo ? { scene: photo.scene ?? 'street', alt: photo.alt ?? '' } : null,
    poll: given.poll ?? [],
    edited: given.edited === true,
    original: given.original ?? null,
    beside: given.beside ?? null,
    offered: given.offered === true,
    quoteGone: given.quoteGone === true,
    gone: given.gone !== undefined,
    likes: hash(key) % 40,
  };
}
