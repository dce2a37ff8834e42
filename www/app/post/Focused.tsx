// The post that a conversation page is about: larger, whole, with its own time
// under the text, after the time of a post it quotes.

import React from 'react';
import { pathOf } from '../core/acts';
import type { Post } from '../core/model';
import { count, moment } from '../core/words';
import { Actions } from './Actions';
import { ReplyingTo } from './Article';
import { Avatar } from './Avatar';
import { Caret } from './Caret';
import { Newer, Poll } from './Kinds';
import { LinkCard, Photos } from './Media';
import { Quote } from './Quote';
import { TweetText } from './TweetText';
import { UserName } from './UserName';

export function Focused({ post, above }: { post: Post; above: boolean }) {
  const { id } = post;
  return (
    <article
      aria-labelledby={`id__name${id} id__text${id} id__group${id}`}
      role="article"
      tabIndex={-1}
      data-testid="tweet"
      className={above ? 'post focused thread-above' : 'post focused'}
    >
      <div className="head">
        <div data-testid="Tweet-User-Avatar">
          <Avatar handle={post.author} size={40} />
        </div>
        <UserName id={`id__name${id}`} handle={post.author} stacked />
        <Caret id={id} />
      </div>
      {!above && <ReplyingTo post={post} />}
      <TweetText post={post} whole id={`id__text${id}`} />
      <Photos post={post} />
      <Quote of={post} />
      {post.card && <LinkCard card={post.card} />}
      <Poll choices={post.poll} />
      <Newer post={post} />
      <div className="stamp quiet">
        <div dir="ltr">
          <a href={post.edited ? `${pathOf(id)}/history` : pathOf(id)} dir="ltr" role="link" className="quiet">
            {post.edited && <span>Last edited </span>}
            <time dateTime={new Date(post.at).toISOString()}>{moment(post.at)}</time>
          </a>
        </div>
        <div dir="ltr" aria-hidden="true">
          <span>·</span>
        </div>
        <div dir="ltr">
          <span>
            <strong>{count(post.counts.views)}</strong> Views
          </span>
        </div>
      </div>
      <Actions post={post} focused />
    </article>
  );
}
