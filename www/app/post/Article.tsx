// A post in a list. It keeps no state of its own: its node may show another post
// after the next scroll.

import React, { memo, type KeyboardEvent, type MouseEvent } from 'react';
import { openPost, pathOf } from '../core/acts';
import type { Post } from '../core/model';
import { person } from '../core/seed';
import { post as find } from '../core/store';
import { Plain } from '../core/text';
import { Icon } from '../look/icons';
import { Actions, countsAloud } from './Actions';
import { Avatar } from './Avatar';
import { Caret } from './Caret';
import { Gone, Newer, Poll } from './Kinds';
import { LinkCard, Photos } from './Media';
import { Quote } from './Quote';
import { TweetText } from './TweetText';
import { UserName } from './UserName';

interface Props {
  post: Post;
  /** In a conversation a line joins the portraits and "Replying to" is left out. */
  thread?: 'above' | 'below' | 'both' | 'none';
  /** Within the modal composer: nothing to press. */
  still?: boolean;
  /** Changes when something the row shows besides the post has changed. */
  stamp?: string;
}

/** Whether a click landed on something with an act of its own, or ended a selection. */
export function pressedSomethingElse(event: MouseEvent): boolean {
  const selecting = String(window.getSelection()) !== '';
  return selecting || (event.target as Element).closest('a, button, [role="link"], [role="button"]') !== null;
}

export const Article = memo(function Article({ post, thread, still = false }: Props) {
  const { id, author, promoted, repostedBy } = post;
  if (post.gone) return <Gone why={post.gone} />;
  const href = promoted ? null : pathOf(id);
  // The same post may be on the page twice, under the modal and in it.
  const own = still ? `m${id}` : id;
  const body = (
    <article
      aria-labelledby={`id__name${own} id__text${own} id__group${own}`}
      role="article"
      tabIndex={still ? -1 : 0}
      data-testid="tweet"
      className={`post thread-${thread ?? 'none'}`}
      onClick={(event) => {
        if (!still && !promoted && !pressedSomethingElse(event)) openPost(id);
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Enter' && event.target === event.currentTarget && !promoted) openPost(id);
      }}
    >
      {repostedBy && (
        <div className="context quiet">
          <Icon name="repost" />
          <a href={`/${repostedBy}`} dir="ltr" role="link">
            <span data-testid="socialContext">
              <span dir="ltr">
                <Plain text={person(repostedBy).name} />
              </span>{' '}
              reposted
            </span>
          </a>
        </div>
      )}
      <div className="columns">
        <div className="side">
          <div data-testid="Tweet-User-Avatar">
            <Avatar handle={author} size={40} />
          </div>
        </div>
        <div className="body">
          <div className="head">
            <UserName
              id={`id__name${own}`}
              handle={author}
              time={promoted ? undefined : { at: post.at, href }}
            />
            {!still && <Caret id={id} />}
          </div>
          {!thread && <ReplyingTo post={post} />}
          <TweetText post={post} id={`id__text${own}`} />
          <Photos post={post} />
          <Quote of={post} />
          {post.card && <LinkCard card={post.card} />}
          <Poll choices={post.poll} />
          <Newer post={post} />
          {still ? <div role="group" aria-label={countsAloud(post)} id={`id__group${own}`} /> : <Actions post={post} />}
          {promoted && (
            <div className="quiet advert" dir="ltr">
              <span>Ad</span>
            </div>
          )}
        </div>
      </div>
    </article>
  );
  return promoted ? <div data-testid="placementTracking">{body}</div> : body;
});

export function ReplyingTo({ post }: { post: Post }) {
  const parent = find(post.replyTo);
  if (!parent) return null;
  return (
    <div dir="ltr" className="quiet replying">
      Replying to{' '}
      <span dir="ltr">
        <a href={`/${parent.author}`} dir="ltr" role="link" className="link">
          <span>@{parent.author}</span>
        </a>
      </span>
    </div>
  );
}
