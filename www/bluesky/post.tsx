// A post in a feed, in a conversation, and the one that a conversation is about.

import React, { useState } from 'react';
import { ago, moment } from '../app/core/words';
import { scene } from '../app/look/scenes';
import { nameOf, type Post } from '../common/posts';
import { handleOf, pathOf, profileOf } from './network';
import { isolated, Picture, PictureLink, Rich, Sign, TEXT, VIEW } from './parts';
import { known, store } from './site';

/** A press on a post that is on nothing in it opens the post. */
const opens = (post: Post) => (event: React.MouseEvent) => {
  if (event.target instanceof Element && event.target.closest('a, button, [role="link"]') === event.currentTarget) store.go(pathOf(post));
};

const long = (at: number) => new Date(at).toLocaleString('en', { dateStyle: 'long', timeStyle: 'short' }).replace(' at ', ', ');

function Heading({ post, small }: { post: Post; small?: boolean }) {
  return (
    <div className={`${VIEW} heading`}>
      {small && (
        <div className={`${VIEW} beside`}>
          <PictureLink by={post.by} size={16} />
        </div>
      )}
      <div className={`${VIEW} names`}>
        <div className={`${VIEW} shrinks`}>
          <div className={`${VIEW} shrinks`}>
            <div className={`${VIEW} names`}>
              <a href={profileOf(post.by)} dir="auto" aria-label="View profile" role="link" className={`${TEXT} name one`}>
                {isolated(nameOf(post.by))}
              </a>
              <a href={profileOf(post.by)} dir="auto" aria-label="View profile" role="link" className={`${TEXT} soft one handle`}>
                {`\u00a0${isolated(`@${handleOf(post.by)}`)}`}
              </a>
            </div>
          </div>
        </div>
        <a href={pathOf(post)} dir="auto" aria-label={long(post.at)} role="link" data-tooltip={long(post.at)} className={`${TEXT} soft time`}>
          <span className="css-span"> · </span>
          {ago(post.at)}
        </a>
      </div>
    </div>
  );
}

function RepliedTo({ post }: { post: Post }) {
  const parent = store.post(post.replyTo);
  if (!parent) return null;
  return (
    <div className={`${VIEW} replied`}>
      <Sign name="reply" size={13} />
      <div dir="auto" className={`${TEXT} soft small one`}>
        {'Replied to '}
        <div className={`${VIEW} inline`}>
          <a href={profileOf(parent.by)} aria-label={nameOf(parent.by)} role="link" className="css-span soft">
            <span className="css-span">{nameOf(parent.by)}</span>
          </a>
        </div>
      </div>
    </div>
  );
}

function Quoted({ post }: { post: Post }) {
  return (
    <div className={`${VIEW} quote`}>
      <div aria-label={`Post by ${handleOf(post.by)}`} role="link" tabIndex={0} className={VIEW} onClick={opens(post)}>
        <div className={VIEW}>
          <Heading post={post} small />
        </div>
        <div dir="auto" data-word-wrap="1" className={`${TEXT} words`}>
          <Rich text={post.text} known={known} />
        </div>
      </div>
    </div>
  );
}

/** A notice in the place of a post. */
function Placeholder({ children }: { children: string }) {
  return (
    <div className={`${VIEW} quote row gap`}>
      <Sign name="more" />
      <div dir="auto" className={TEXT}>
        {children}
      </div>
    </div>
  );
}

/** Text and pictures, or the warning in front of them. */
function Hider({ post, children }: { post: Post; children: React.ReactNode }) {
  const [open, setOpen] = useState(post.warning === null);
  return (
    <div className={VIEW} data-testid="contentHider-post">
      {post.warning !== null && (
        <button aria-label={post.warning} role="button" className={`${VIEW} bare`} onClick={() => setOpen(!open)}>
          <div className={TEXT}>{post.warning}</div>
        </button>
      )}
      {open && children}
    </div>
  );
}

function Words({ post, testId }: { post: Post; testId?: string }) {
  return (
    <>
      <div dir="auto" data-word-wrap="1" className={`${TEXT} words`} data-testid={testId}>
        <Rich text={post.text} known={known} />
      </div>
      {post.beside !== null && (
        <div className={VIEW}>
          <div dir="auto" className={`${TEXT} soft small`}>
            Translated from Spanish
          </div>
          <div dir="auto" className={TEXT}>
            {post.beside}
          </div>
        </div>
      )}
    </>
  );
}

function Embeds({ post }: { post: Post }) {
  const quoted = store.post(post.quotes);
  if (!post.photo && !quoted && !post.quoteGone) return null;
  return (
    <div className={`${VIEW} embeds`}>
      {post.photo && (
        <div className={`${VIEW} photo`}>
          <button aria-label={post.photo.alt || 'Image'} className={`${VIEW} bare`}>
            <img alt={post.photo.alt} src={scene(post.photo.scene)} />
          </button>
        </div>
      )}
      {quoted && <Quoted post={quoted} />}
      {post.quoteGone && <Placeholder>Deleted</Placeholder>}
    </div>
  );
}

function Buttons({ post }: { post: Post }) {
  const replies = store.replies(post);
  return (
    <div className={`${VIEW} buttons`}>
      <div className={`${VIEW} left`}>
        <div className={`${VIEW} one-button`}>
          <button aria-label={`Reply (${replies} ${replies === 1 ? 'reply' : 'replies'})`} role="button" tabIndex={0} className={`${VIEW} bare`} data-testid="replyBtn" onClick={() => store.write(post.id)}>
            <Sign name="reply" />
            {replies > 0 && (
              <div dir="auto" className={TEXT}>
                {replies}
              </div>
            )}
          </button>
        </div>
        <div className={`${VIEW} one-button`}>
          <button aria-label="Repost or quote post" role="button" tabIndex={0} className={`${VIEW} bare`} data-testid="repostBtn">
            <Sign name="repost" />
          </button>
        </div>
        <div className={`${VIEW} one-button`}>
          <button aria-label={`Like (${post.likes} likes)`} role="button" tabIndex={0} className={`${VIEW} bare`} data-testid="likeBtn">
            <Sign name="like" />
            <div dir="auto" className={TEXT} data-testid="likeCount">
              {post.likes}
            </div>
          </button>
        </div>
      </div>
      <div className={`${VIEW} right`}>
        <button aria-label="Add to saved posts" role="button" tabIndex={0} className={`${VIEW} bare`} data-testid="postBookmarkBtn">
          <Sign name="save" />
        </button>
        <button aria-label="Open post options menu" role="button" tabIndex={0} className={`${VIEW} bare`} data-testid="postDropdownBtn">
          <Sign name="more" />
        </button>
      </div>
    </div>
  );
}

export function FeedItem({ post }: { post: Post }) {
  if (post.gone) return <Placeholder>Post has been deleted</Placeholder>;
  return (
    <div role="link" tabIndex={0} className={`${VIEW} pressable`} data-testid={`feedItem-by-${handleOf(post.by)}`} onClick={opens(post)}>
      <div className={`${VIEW} item`}>
        <div className={`${VIEW} hover`} />
        <div className={`${VIEW} passed`}>
          <div className={VIEW} style={{ width: 42 }} />
          <div className={`${VIEW} passed-by`}>
            {post.repostedBy && (
              <a href={profileOf(post.repostedBy)} aria-label={`Reposted by ${nameOf(post.repostedBy)}`} role="link" tabIndex={0} className={`${VIEW} row`}>
                <Sign name="repost" size={13} />
                <div className={VIEW}>
                  <div className={VIEW}>
                    <div dir="auto" className={`${TEXT} soft small one`}>{`Reposted by ${nameOf(post.repostedBy)}`}</div>
                  </div>
                </div>
              </a>
            )}
          </div>
        </div>
        <div className={`${VIEW} row`}>
          <div className={`${VIEW} picture-column`}>
            <PictureLink by={post.by} size={42} />
          </div>
          <div className={`${VIEW} content`}>
            <Heading post={post} />
            <RepliedTo post={post} />
            <Hider post={post}>
              {post.text && <Words post={post} testId="postText" />}
              <Embeds post={post} />
            </Hider>
            <Buttons post={post} />
          </div>
        </div>
      </div>
    </div>
  );
}

/** A post above or below the one that the page is about. */
export function ThreadItem({ post, above }: { post: Post; above?: boolean }) {
  return (
    <div className={`${VIEW} thread-item${above ? '' : ' ruled'}`}>
      <div role="link" tabIndex={0} className={`${VIEW} pressable`} data-testid={`postThreadItem-by-${handleOf(post.by)}`} onClick={opens(post)}>
        <div className={`${VIEW} row`} style={{ height: 12 }} />
        <div className={`${VIEW} row gap`}>
          <div className={VIEW}>
            <PictureLink by={post.by} size={42} />
            {above && <div className={`${VIEW} line`} />}
          </div>
          <div className={`${VIEW} fills`}>
            <Heading post={post} />
            <div dir="auto" data-word-wrap="1" className={`${TEXT} words`}>
              <Rich text={post.text} known={known} />
            </div>
            <Embeds post={post} />
            <Buttons post={post} />
          </div>
        </div>
      </div>
    </div>
  );
}

/** The post that the page is about: its time has no link. */
export function Anchor({ post }: { post: Post }) {
  const reposts = Math.floor(post.likes / 3);
  const stats = [['reposted-by', 'repostCount-expanded', reposts, 'reposts'], ['liked-by', 'likeCount-expanded', post.likes, 'likes']] as const;
  return (
    <div className={`${VIEW} anchor`} data-testid={`postThreadItem-by-${handleOf(post.by)}`}>
      <div className={`${VIEW} row gap`}>
        <PictureLink by={post.by} size={42} />
        <a href={profileOf(post.by)} aria-label={nameOf(post.by)} role="link" tabIndex={0} className={`${VIEW} fills`}>
          <div className={VIEW}>
            <div className={VIEW}>
              <div className={VIEW}>
                <div className={`${VIEW} row`}>
                  <div dir="auto" className={`${TEXT} name big one`}>
                    {isolated(nameOf(post.by))}
                  </div>
                </div>
                <div dir="auto" className={`${TEXT} soft one`}>
                  {isolated(`@${handleOf(post.by)}`)}
                </div>
              </div>
            </div>
          </div>
        </a>
      </div>
      <div className={`${VIEW} anchor-body`}>
        <div className={VIEW}>
          <div dir="auto" data-word-wrap="1" className={`${TEXT} words big`}>
            <Rich text={post.text} known={known} />
          </div>
          <Embeds post={post} />
        </div>
        <div className={`${VIEW} when`}>
          <div dir="auto" className={`${TEXT} soft small`}>
            {moment(post.at)}
          </div>
        </div>
        {post.likes > 0 && (
          <div className={`${VIEW} stats`}>
            {stats.map(([page, id, count, word]) => (
              <a key={page} href={`${pathOf(post)}/${page}`} aria-label={`${word} of this post`} role="link" tabIndex={0} className={VIEW}>
                <div dir="auto" className={`${TEXT} soft`} data-testid={id}>
                  <span className="css-span strong">{count}</span>
                  {` ${word}`}
                </div>
              </a>
            ))}
          </div>
        )}
        <Buttons post={post} />
      </div>
    </div>
  );
}

/** The answered post in the composer: a preview without a link. */
export function Preview({ post }: { post: Post }) {
  return (
    <div aria-label="Expand or collapse the full post you are replying to" role="text" tabIndex={0} className={`${VIEW} preview`}>
      <Picture by={post.by} size={50} />
      <div className={`${VIEW} fills`}>
        <div dir="auto" className={`${TEXT} name one`}>
          {nameOf(post.by)}
        </div>
        <div dir="auto" className={`${TEXT} words`}>
          {post.text}
        </div>
      </div>
    </div>
  );
}
