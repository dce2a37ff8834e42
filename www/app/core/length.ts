// The site's count: 280 weighted characters, a link is 23, an emoji is 2.

import twitter from 'twitter-text';

export const LIMIT = 280;
const SHORTENED = 'https://t.co/0123456789';
const LINK = /https?:\/\/[^\s]+/g;

/** Weighted length. Links are put in their short form first, because the
 * library knows only real top-level domains and every brand here is invented. */
export function weigh(text: string): number {
  return twitter.parseTweet(text.normalize('NFC').replace(LINK, SHORTENED)).weightedLength;
}
