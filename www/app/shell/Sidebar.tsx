// The right column: search, what others talk about, and what this place is.

import React from 'react';
import { usePlace } from '../core/router';
import { everyPost, useStore } from '../core/store';
import { plural } from '../core/words';
import { SearchBox } from './SearchBox';

/** Height of one trend. */
const CELL = 58;

/** The tags used most, with how often. */
function trends(): [string, number][] {
  const uses = new Map<string, number>();
  for (const post of everyPost()) {
    for (const [tag] of post.text.matchAll(/#[\p{L}\p{N}_]+/gu)) uses.set(tag, (uses.get(tag) ?? 0) + 1);
  }
  return [...uses].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, 5);
}

export function Sidebar() {
  useStore();
  const { path } = usePlace();
  return (
    <div data-testid="sidebarColumn" className="sidebar">
      {!path.startsWith('/search') && <SearchBox />}
      <section aria-labelledby="accessible-list-1" role="region" className="panel">
        <h1 dir="auto" aria-level={1} role="heading" id="accessible-list-1">
          Talked about here
        </h1>
        {/* The real site's trends sit in the same kind of cells as posts do. */}
        <div aria-label="Timeline: Trending now">
          <div style={{ position: 'relative', minHeight: `${trends().length * CELL}px` }}>
            {trends().map(([tag, n], i) => (
              <div
                key={tag}
                data-testid="cellInnerDiv"
                style={{ transform: `translateY(${i * CELL}px)`, position: 'absolute', width: '100%' }}
              >
                <a href={`/hashtag/${encodeURIComponent(tag.slice(1))}?src=hashtag_click`} role="link" data-testid="trend" className="trend">
                  <div dir="ltr">
                    <span>{tag}</span>
                  </div>
                  <div dir="ltr" className="quiet">
                    <span>{plural(n, 'post')}</span>
                  </div>
                </a>
              </div>
            ))}
          </div>
        </div>
      </section>
      <section aria-labelledby="help-title" className="panel keys">
        <h2 id="help-title">From the keyboard</h2>
        <dl>
          <dt><kbd>j</kbd> <kbd>k</kbd></dt>
          <dd>next, previous post</dd>
          <dt><kbd>Enter</kbd></dt>
          <dd>open it</dd>
          <dt><kbd>r</kbd></dt>
          <dd>reply</dd>
          <dt><kbd>.</kbd></dt>
          <dd>load new posts</dd>
          <dt><kbd>?</kbd></dt>
          <dd>all keys</dd>
        </dl>
      </section>
      <footer className="foot quiet" role="contentinfo">
        Practice timeline: every person, post and brand is invented.
      </footer>
    </div>
  );
}
