// What only some posts have, and what stands where a post was.

import React from 'react';
import { pathOf } from '../core/acts';
import type { Post } from '../core/model';

export function Poll({ choices }: { choices: string[] }) {
  if (choices.length === 0) return null;
  return (
    <div data-testid="card.wrapper" className="poll">
      <div data-testid="cardPoll">
        <div role="radiogroup" aria-label="Choices">
          {choices.map((choice) => (
            <div key={choice} role="radio" aria-checked="false" tabIndex={0} className="choice">
              <div dir="ltr">
                <span>{choice}</span>
              </div>
            </div>
          ))}
        </div>
        <div dir="ltr" className="quiet">
          <span>214 votes</span>
          <span> · </span>
          <span>2 hours left</span>
        </div>
      </div>
    </div>
  );
}

/** An earlier form of a post leads to the newest. */
export function Newer({ post }: { post: Post }) {
  if (!post.newer) return null;
  return (
    <div dir="ltr" className="quiet">
      <span>There is a new version of this post. </span>
      <a href={pathOf(post.newer)} role="link" className="link">
        <span>See the latest post</span>
      </a>
    </div>
  );
}

const WHY = { deleted: 'This post was deleted by its author.', withheld: 'This post has been withheld where you are, by law.' };

/** A notice in a post's place: an article too, with the mark of a post or without. */
export function Gone({ why }: { why: 'deleted' | 'withheld' }) {
  return (
    <article role="article" tabIndex={-1} data-testid={why === 'withheld' ? 'tweet' : undefined} className="post gone">
      <div dir="ltr" className="quiet">
        <span>{WHY[why]} </span>
        <a href="https://help.example.com/notices" role="link" className="link">
          <span>Learn more</span>
        </a>
      </div>
    </article>
  );
}
