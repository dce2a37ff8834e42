// Accounts and numbers as Bluesky has them.

import { pick } from '../app/core/random';
import type { Network, Post } from '../common/posts';

const DIGITS = '234567abcdefghijklmnopqrstuvwxyz';

/** `example_maya` is `maya.example.com`. */
export const handleOf = (handle: string): string => `${handle.replace(/^example_/, '').replaceAll('_', '-').toLowerCase()}.example.com`;

export const network: Network = {
  name: 'bluesky',
  /** A record key: microseconds and ten bits that tell writers apart, 13 digits to the base of 32. */
  id(at, key) {
    const number = (BigInt(at) * 1000n + BigInt(pick(`micros:${key}`, 1000))) * 1024n + BigInt(pick(key, 1024));
    return Array.from({ length: 13 }, (_, place) => DIGITS[Number((number >> BigInt(5 * (12 - place))) & 31n)]).join('');
  },
  account: handleOf,
  mention: handleOf,
};

export const profileOf = (by: string): string => `/profile/${handleOf(by)}`;
export const pathOf = (post: Post): string => `${profileOf(post.by)}/post/${post.id}`;
