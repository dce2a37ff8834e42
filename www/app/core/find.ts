// Search: words anywhere in a post, "exact words", #tag, $cash, from:, to:, -not.

import type { Post } from './model';
import { person } from './seed';
import { everyPost, post as find } from './store';

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function matches(post: Post, term: string): boolean {
  const bare = term.replace(/^"|"$/g, '');
  const [, operator, name] = /^(from|to):@?(\w+)$/i.exec(bare) ?? [];
  if (operator && name) {
    const who = operator.toLowerCase() === 'from' ? post.author : find(post.replyTo)?.author;
    return who?.toLowerCase() === name.toLowerCase();
  }
  const text = fold(post.text);
  if (/^[#$@]/.test(bare)) return text.split(/[^\p{L}\p{N}_#$@]+/u).includes(fold(bare)) || fold(`@${post.author}`) === fold(bare);
  return text.includes(fold(bare)) || fold(`${post.author} ${person(post.author).name}`).includes(fold(bare));
}

/** Matching posts, newest first or best liked first. */
export function search(query: string, latest: boolean): Post[] {
  const terms = query.match(/-?"[^"]+"|\S+/g) ?? [];
  if (!terms.length) return [];
  const found = everyPost().filter((post) =>
    terms.every((term) => (term.startsWith('-') && term.length > 1 ? !matches(post, term.slice(1)) : matches(post, term))),
  );
  return latest ? found : found.sort((a, b) => b.counts.likes - a.counts.likes);
}

/** Posts of others that name this account or answer it, newest first. */
export function mentionsOf(handle: string): Post[] {
  const name = new RegExp(`@${handle}\\b`, 'i');
  return everyPost().filter(
    (post) => post.author !== handle && !post.promoted && (name.test(post.text) || find(post.replyTo)?.author === handle),
  );
}
