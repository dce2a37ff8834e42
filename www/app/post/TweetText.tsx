// The words of a post, cut short on a timeline and whole on its own page.

import React from 'react';
import type { Post } from '../core/model';
import { expand, isExpanded, showsOriginal, toggleOriginal } from '../core/store';
import { Words } from '../core/text';

/** Longer posts show only their beginning; the rest is not in the page at all. */
const CUT = 280;

interface Props {
  post: Post;
  whole?: boolean;
  quoted?: boolean;
  id?: string;
}

function beginning(text: string): string {
  const cut = text.slice(0, CUT);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), CUT - 30))}…`;
}

export function TweetText({ post, whole = false, quoted = false, id }: Props) {
  const source = post.original && showsOriginal(post.id) ? post.original : post;
  if (!source.text) return null;
  const short = [...source.text].length > CUT && !whole && !isExpanded(post.id);
  return (
    <div>
      <div
        dir="auto"
        lang={source.lang}
        id={id}
        data-testid="tweetText"
        className={whole ? 'text large' : 'text'}
        style={{ WebkitLineClamp: whole ? undefined : quoted ? 5 : isExpanded(post.id) ? undefined : 12 }}
      >
        <Words text={short ? beginning(source.text) : source.text} links={quoted ? 'still' : 'live'} />
      </div>
      {short && !quoted && (
        <button
          dir="ltr"
          role="button"
          type="button"
          data-testid="tweet-text-show-more-link"
          className="more-text"
          onClick={() => expand(post.id)}
        >
          <span>Show more</span>
        </button>
      )}
      {post.offered && !quoted && (
        <button dir="ltr" aria-expanded="false" role="button" type="button" className="more-text">
          <span>Translate post</span>
        </button>
      )}
      {post.original && !quoted && (
        <div className="translated quiet">
          <span>{showsOriginal(post.id) ? '' : 'Translated automatically'}</span>
          <button type="button" role="button" dir="ltr" onClick={() => toggleOriginal(post.id)}>
            <span>{showsOriginal(post.id) ? 'Show translation' : 'Show original'}</span>
          </button>
        </div>
      )}
    </div>
  );
}
