// Posts as rows of a list.

import React from 'react';
import type { Post } from '../core/model';
import { isExpanded, post as find, showsOriginal } from '../core/store';
import type { Row } from '../list/List';
import { Article } from '../post/Article';

/** What a row shows besides its post, so that it draws again when that changes. */
function stamp(post: Post): string {
  const quoted = find(post.quotes);
  return `${isExpanded(post.id)} ${showsOriginal(post.id)} ${quoted?.text ?? ''} ${find(post.replyTo)?.author ?? ''}`;
}

export function postRow(post: Post, thread?: 'above' | 'below' | 'both' | 'none'): Row {
  return { key: post.id, node: <Article post={post} thread={thread} stamp={stamp(post)} /> };
}

/** The blank row that ends every list. */
export const END: Row = { key: 'end', node: <div className="end" /> };
