// X Pro: several columns side by side, each with a list and a scroll bar of its own. A post may stand in several of them.

import React from 'react';
import { mentionsOf, search } from '../core/find';
import { ME, type Post } from '../core/model';
import { home, useStore } from '../core/store';
import { postRow } from './rows';

/** So many posts a column: its rows stay where they are. */
const MOST = 30;

function Column({ title, posts }: { title: string; posts: Post[] }) {
  return (
    <div className="deck-column">
      <div data-testid="column-title-wrapper" className="deck-title">
        <span>{title}</span>
      </div>
      <div data-testid="multi-column-layout-column-content" className="deck-content" tabIndex={0} aria-label={title} role="region">
        {posts.slice(0, MOST).map((post) => (
          <div key={post.id} data-testid="cellInnerDiv">
            {postRow(post).node}
          </div>
        ))}
      </div>
    </div>
  );
}

export function Deck() {
  useStore();
  return (
    <div data-testid="gryphonLayout" className="deck">
      <Column title="Home" posts={home()} />
      <Column title="Mentions" posts={mentionsOf(ME)} />
      <Column title="larkspur" posts={search('larkspur', true)} />
    </div>
  );
}
