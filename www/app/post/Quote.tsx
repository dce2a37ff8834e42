// A post inside a post: no second article and no link to it, only a box that
// opens it when pressed. One that is gone IS a nested article.

import React from 'react';
import { openPost } from '../core/acts';
import type { Post } from '../core/model';
import { post as find } from '../core/store';
import { Avatar } from './Avatar';
import { Photos } from './Media';
import { TweetText } from './TweetText';
import { UserName } from './UserName';

export function Quote({ of }: { of: Post }) {
  const quoted = find(of.quotes);
  if (of.quoteGone || (of.quotes && !quoted)) {
    return (
      <div className="quote gone">
        <article>
          <span>This post is unavailable.</span>
        </article>
      </div>
    );
  }
  if (!quoted) return null;
  return (
    <div>
      <div dir="ltr" className="aloud">
        <span>Quote</span>
      </div>
      <div
        tabIndex={0}
        role="link"
        className="quote"
        onClick={(event) => {
          event.stopPropagation();
          openPost(quoted.id);
        }}
        onKeyDown={(event) => event.key === 'Enter' && openPost(quoted.id)}
      >
        <div className="quote-head">
          <div data-testid="Tweet-User-Avatar">
            <Avatar handle={quoted.author} size={24} link={false} />
          </div>
          <UserName handle={quoted.author} link={false} time={{ at: quoted.at, href: null }} />
        </div>
        <TweetText post={quoted} quoted />
        <Photos post={quoted} quoted />
      </div>
    </div>
  );
}
