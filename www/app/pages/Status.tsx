// A conversation: what came before, the focused post, the inline composer, the
// replies.

import React from 'react';
import { Composer } from '../compose/Composer';
import { ancestors, post as find, repliesTo, useStore } from '../core/store';
import { List, type Row } from '../list/List';
import { Focused } from '../post/Focused';
import { Gone } from '../post/Kinds';
import { Header } from './Header';
import { END, postRow } from './rows';

export function Status({ id, index, restore }: { id: string; index: number; restore: number | null }) {
  useStore();
  const post = find(id);
  return (
    <div aria-label="Home timeline" tabIndex={0} className="column">
      <div className="stick">
        <Header title="Post" back />
      </div>
      {post ? (
        <List
          key={index}
          id={`status/${id}`}
          label="Timeline: Conversation"
          heading="Conversation"
          rows={conversation(id)}
          restore={restore}
          focus={id}
        />
      ) : (
        <div data-testid="error-detail" className="nothing">
          <span>Hmm, this post does not exist. It may have been deleted.</span>
        </div>
      )}
    </div>
  );
}

function conversation(id: string): Row[] {
  const post = find(id);
  if (!post) return [];
  const before = ancestors(post);
  const rows: Row[] = before.map((p, i) => postRow(p, i ? 'both' : 'below'));
  rows.push({ key: id, node: post.gone ? <Gone why={post.gone} /> : <Focused post={post} above={before.length > 0} /> });
  // A notice has nothing to be answered.
  if (post.gone) return [...rows, END];
  rows.push({
    key: `composer-${id}`,
    keep: true,
    node: (
      <div data-testid="inline_reply_offscreen">
        <Composer key={id} where="reply" replyTo={post} />
      </div>
    ),
  });
  for (const reply of repliesTo(id)) {
    const next = repliesTo(reply.id)[0];
    rows.push(postRow(reply, next ? 'below' : 'none'));
    if (next) rows.push(postRow(next, 'above'));
  }
  return [...rows, END];
}
