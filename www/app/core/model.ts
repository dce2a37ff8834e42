// What a post and a person are on this site.

export interface Person {
  handle: string;
  name: string;
  bio: string;
  verified: boolean;
  /** A brand's account has a square picture. */
  brand: boolean;
}

export interface Photo {
  /** Empty when the author wrote none; the page then says "Image". */
  alt: string;
  /** Which drawing to show, see look/scenes.ts. */
  scene: string;
}

export interface Card {
  url: string;
  title: string;
  domain: string;
  scene: string;
}

export interface Counts {
  replies: number;
  reposts: number;
  likes: number;
  bookmarks: number;
  views: number;
}

export interface Post {
  id: string;
  /** The name the content file knows it by; absent on posts made later. */
  key?: string;
  author: string;
  /** Milliseconds since 1970. */
  at: number;
  text: string;
  lang: string;
  /** What a careful reader would call it. Never shown on the page. */
  kind: string;
  topic: string;
  replyTo: string | null;
  quotes: string | null;
  /** The quoted post was deleted or its author is private. */
  quoteGone: boolean;
  photos: Photo[];
  card: Card | null;
  repostedBy: string | null;
  promoted: boolean;
  /** The words in the author's language, when the page shows a translation. */
  original: { text: string; lang: string } | null;
  /** What one may choose between. */
  poll: string[];
  /** The author has changed it: it has a number of its own, and so has each of its earlier forms. */
  edited: boolean;
  /** The form that came after this one. */
  newer: string | null;
  /** The page offers to translate it. */
  offered: boolean;
  /** Only a notice stands in its place. */
  gone: 'deleted' | 'withheld' | null;
  counts: Counts;
  liked: boolean;
  reposted: boolean;
  bookmarked: boolean;
}

export interface Notice {
  id: string;
  kind: 'like' | 'repost' | 'follow' | 'post';
  people: string[];
  post: string | null;
  at: number;
}

/** The account that the page is signed in to. */
export const ME = 'LarkspurCare';
