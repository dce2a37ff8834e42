// A post in a list, in a conversation, and the one that a conversation is about.

import React, { useLayoutEffect, useRef, useState } from 'react';
import { ago, moment } from '../app/core/words';
import { scene } from '../app/look/scenes';
import { nameOf, type Post } from '../common/posts';
import { pathOf, profileOf } from './network';
import { DisplayName, Icon, Picture, Rich } from './parts';
import { store } from './site';

/** Taller texts are cut in a list, in pixels. */
const TALLEST = 300;

function Content({ post, cuts }: { post: Post; cuts?: boolean }) {
  const text = useRef<HTMLDivElement>(null);
  const [collapsed, collapse] = useState(false);
  const [original, showOriginal] = useState(false);
  useLayoutEffect(() => {
    if (cuts && text.current && text.current.scrollHeight > TALLEST) collapse(true);
  }, []);
  const open = () => store.go(pathOf(post));
  return (
    <>
      <div ref={text} className={`status__content${cuts ? ' status__content--with-action' : ''}${collapsed ? ' status__content--collapsed' : ''}`}>
        <div className="status__content__text status__content__text--visible translate" lang={original ? post.original?.lang : post.lang}>
          <Rich text={original ? post.original?.text ?? '' : post.text} />
        </div>
        <Poll choices={post.poll} />
        {post.offered && <button className="status__content__translate-button">Translate</button>}
        {post.original && (
          <div className={original ? undefined : 'translate-button'}>
            <button className="link-button" onClick={() => showOriginal(!original)}>
              {original ? 'Translate' : 'Show original'}
            </button>
            {!original && <div className="translate-button__meta">Translated from Spanish</div>}
          </div>
        )}
      </div>
      {collapsed && (
        <button className="status__content__read-more-button" onClick={open}>
          Read more
        </button>
      )}
    </>
  );
}

function Poll({ choices }: { choices: string[] }) {
  if (choices.length === 0) return null;
  return (
    <div className="poll">
      <ul>
        {choices.map((choice) => (
          <li key={choice}>
            <label className="poll__option selectable">
              <input name="vote" type="radio" value={choice} />
              <span className="poll__input" />
              <span className="poll__option__text translate">{choice}</span>
            </label>
          </li>
        ))}
      </ul>
      <div className="poll__footer">
        <button className="button button-secondary" disabled>
          Vote
        </button>
        214 people · 2 hours left
      </div>
    </div>
  );
}

function Media({ post }: { post: Post }) {
  if (!post.photo) return null;
  return (
    <div className="media-gallery">
      <div className="media-gallery__item standalone">
        <a className="media-gallery__item-thumbnail" href={scene(post.photo.scene)}>
          <img alt={post.photo.alt} src={scene(post.photo.scene)} />
        </a>
      </div>
    </div>
  );
}

function Quote({ post }: { post: Post }) {
  if (post.quoteGone) return <div className="status__quote status__quote--error">Post unavailable</div>;
  const quoted = store.post(post.quotes);
  if (!quoted) return null;
  return (
    <div className="status__quote">
      <Status post={quoted} isQuote />
    </div>
  );
}

/** The text and all that hangs on it, or the warning in front of it. */
function Body({ post, cuts }: { post: Post; cuts?: boolean }) {
  const [open, setOpen] = useState(post.warning === null);
  return (
    <>
      {post.warning !== null && (
        <div className="content-warning">
          <p>{post.warning}</p>
          <button className="link-button" onClick={() => setOpen(!open)}>
            {open ? 'Hide post' : 'Show anyway'}
          </button>
        </div>
      )}
      {open && (
        <>
          <Content post={post} cuts={cuts} />
          <Media post={post} />
          <Quote post={post} />
        </>
      )}
    </>
  );
}

const BUTTONS = [['Boost', 'retweet'], ['Favourite', 'star'], ['Bookmark', 'bookmark'], ['More', 'ellipsis-h']] as const;

function ReplyButton({ post, counts }: { post: Post; counts?: boolean }) {
  const replies = store.replies(post);
  const counted = counts && replies > 0;
  return (
    <button type="button" aria-label="Reply" title="Reply" className={`status__action-bar__button icon-button${counted ? ' icon-button--with-counter' : ''}`} onClick={() => store.write(post.id)}>
      <Icon id="reply" />
      {counted && (
        <span className="icon-button__counter">
          <span className="animated-number">
            <span style={{ position: 'static' }}>
              <span>{replies}</span>
            </span>
          </span>
        </span>
      )}
    </button>
  );
}

function ActionBar({ post }: { post: Post }) {
  return (
    <div className="status__action-bar">
      <div className="status__action-bar__button-wrapper">
        <ReplyButton post={post} counts />
      </div>
      {BUTTONS.map(([label, id]) => (
        <div key={id} className="status__action-bar__button-wrapper">
          <button type="button" aria-label={label} title={label} className="status__action-bar__button icon-button">
            <Icon id={id} />
          </button>
        </div>
      ))}
    </div>
  );
}

function Prepend({ post, inThread }: { post: Post; inThread?: boolean }) {
  const parent = store.post(post.replyTo);
  const by = post.repostedBy ?? (inThread ? undefined : parent?.by);
  if (by === undefined) return null;
  const link = (
    <a href={profileOf(by)} className="status__display-name muted">
      <bdi>
        <strong>{nameOf(by)}</strong>
      </bdi>
    </a>
  );
  return (
    <div className="status__prepend">
      <div className="status__prepend__icon">
        <Icon id={post.repostedBy ? 'retweet' : 'reply'} />
      </div>
      <span>{post.repostedBy ? <>{link} boosted</> : <>Replied to {link}</>}</span>
    </div>
  );
}

interface How {
  post: Post;
  inThread?: boolean;
  isQuote?: boolean;
}

export function Status({ post, inThread, isQuote }: How) {
  const reply = post.replyTo ? 'status-reply' : '';
  const classes = ['status', 'status-public', reply, inThread ? 'status--in-thread' : '', isQuote ? 'status--is-quote' : '', post.quotes ? 'status--has-quote' : ''];
  return (
    <div className={`status__wrapper status__wrapper-public ${reply ? 'status__wrapper-reply' : ''} focusable`} tabIndex={0} aria-label={`${nameOf(post.by)}, ${post.text}`}>
      {!isQuote && <Prepend post={post} inThread={inThread} />}
      <div className={classes.filter(Boolean).join(' ')} data-id={post.id}>
        {inThread && <div className="status__line" />}
        <div className="status__info">
          <a href={pathOf(post)} className="status__relative-time">
            <span className="status__visibility-icon">
              <Icon id="globe" />
            </span>
            <time dateTime={new Date(post.at).toISOString()} title={moment(post.at)}>
              {ago(post.at)}
            </time>
            {post.edited && <abbr title="Edited"> *</abbr>}
          </a>
          <a href={profileOf(post.by)} className="status__display-name" title={post.by}>
            <div className="status__avatar">
              <Picture by={post.by} size={isQuote ? 32 : 46} />
            </div>
            <DisplayName by={post.by} />
          </a>
        </div>
        <Body post={post} cuts />
        {!isQuote && <ActionBar post={post} />}
      </div>
    </div>
  );
}

/** The post that the page is about. */
export function Detailed({ post }: { post: Post }) {
  return (
    <div className="focusable detailed-status__wrapper detailed-status__wrapper-public" tabIndex={0} aria-label={`${nameOf(post.by)}, ${post.text}`}>
      <div style={{ boxSizing: 'border-box' }}>
        <div className="detailed-status">
          <a href={profileOf(post.by)} className="detailed-status__display-name">
            <div className="detailed-status__display-avatar">
              <Picture by={post.by} />
            </div>
            <DisplayName by={post.by} />
          </a>
          <Body post={post} />
          <div className="detailed-status__meta">
            <div className="detailed-status__meta__line">
              <a className="detailed-status__datetime" href={pathOf(post)}>
                <time dateTime={new Date(post.at).toISOString()}>{moment(post.at)}</time>
              </a>
              <Icon id="globe" />
              {post.edited && (
                <button className="dropdown-menu__text-button">
                  Edited <time dateTime={new Date(post.at + 60_000).toISOString()}>{moment(post.at + 60_000)}</time>
                </button>
              )}
            </div>
            <div className="detailed-status__meta__line">
              <a href={`${pathOf(post)}/reblogs`} className="detailed-status__link">
                <span className="detailed-status__reblogs">{Math.floor(post.likes / 3)}</span>
                <span>boosts</span>
              </a>
              <a href={`${pathOf(post)}/favourites`} className="detailed-status__link">
                <span className="detailed-status__favorites">{post.likes}</span>
                <span>favourites</span>
              </a>
            </div>
          </div>
        </div>
      </div>
      <div className="detailed-status__action-bar">
        <div className="detailed-status__button">
          <ReplyButton post={post} />
        </div>
        {BUTTONS.map(([label, id]) => (
          <div key={id} className="detailed-status__button">
            <button type="button" aria-label={label} title={label} className="icon-button">
              <Icon id={id} />
            </button>
          </div>
        ))}
      </div>
    </div>
  );
}
