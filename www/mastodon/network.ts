// Accounts and numbers as a Mastodon server has them.

import { pick } from '../app/core/random';
import type { Network, Post } from '../common/posts';

/** Those who are on another server. */
const ELSEWHERE = ['example_omar', 'example_ravi', 'example_zadie'];

export const acctOf = (handle: string): string => (ELSEWHERE.includes(handle) ? `${handle}@other.example` : handle);

export const network: Network = {
  name: 'mastodon',
  /** Milliseconds and sixteen bits more. */
  id: (at, key) => String((BigInt(at) << 16n) + BigInt(pick(key, 65_536))),
  account: acctOf,
  // A text names an account without its server.
  mention: (handle) => handle,
};

export const profileOf = (by: string): string => `/@${acctOf(by)}`;
export const pathOf = (post: Post): string => `${profileOf(post.by)}/${post.id}`;
