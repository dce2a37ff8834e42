// The row of buttons under a post. Its label names the counts, zeros left out.

import React from 'react';
import { answer } from '../core/acts';
import type { Post } from '../core/model';
import { toggle } from '../core/store';
import { count, plural } from '../core/words';
import { Icon, type IconName } from '../look/icons';

interface Props {
  post: Post;
  /** The views lead nowhere under a focused post. */
  focused?: boolean;
}

export function countsAloud({ counts }: Post): string {
  const { replies, reposts, likes, bookmarks, views } = counts;
  return [
    replies && plural(replies, 'reply', 'replies'),
    reposts && plural(reposts, 'repost'),
    likes && plural(likes, 'like'),
    bookmarks && plural(bookmarks, 'bookmark'),
    views && plural(views, 'view'),
  ]
    .filter(Boolean)
    .join(', ');
}

export function Actions({ post, focused = false }: Props) {
  const { id, author, counts, liked, reposted, bookmarked } = post;
  return (
    <div aria-label={countsAloud(post)} role="group" id={`id__group${id}`} className="actions">
      <Act
        name="reply"
        icon="reply"
        aloud={`${plural(counts.replies, 'Reply', 'Replies')}. Reply`}
        number={counts.replies}
        act={() => answer(id)}
      />
      <Act
        name={reposted ? 'unretweet' : 'retweet'}
        icon="repost"
        aloud={`${plural(counts.reposts, 'repost')}. ${reposted ? 'Reposted' : 'Repost'}`}
        number={counts.reposts}
        on={reposted}
        act={() => toggle(id, 'reposted')}
      />
      <Act
        name={liked ? 'unlike' : 'like'}
        icon="like"
        aloud={`${plural(counts.likes, 'Like')}. ${liked ? 'Liked' : 'Like'}`}
        number={counts.likes}
        on={liked}
        act={() => toggle(id, 'liked')}
      />
      {!focused && (
        <div className="act">
          <a
            href={`/${author}/status/${id}/analytics`}
            aria-label={`${plural(counts.views, 'view')}. View post analytics`}
            role="link"
            className="views"
          >
            <Inside icon="views" number={counts.views} />
          </a>
        </div>
      )}
      <Act
        name={bookmarked ? 'removeBookmark' : 'bookmark'}
        icon="bookmark"
        aloud={bookmarked ? 'Bookmarked' : 'Bookmark'}
        number={focused ? counts.bookmarks : 0}
        on={bookmarked}
        act={() => toggle(id, 'bookmarked')}
      />
    </div>
  );
}

interface ActProps {
  name: string;
  icon: IconName;
  aloud: string;
  number: number;
  on?: boolean;
  act(): void;
}

function Act({ name, icon, aloud, number, on = false, act }: ActProps) {
  return (
    <div className="act">
      <button
        aria-label={aloud}
        role="button"
        type="button"
        data-testid={name}
        className={on ? `${icon} on` : icon}
        onClick={act}
      >
        <Inside icon={icon} number={number} full={on} />
      </button>
    </div>
  );
}

function Inside({ icon, number, full = false }: { icon: IconName; number: number; full?: boolean }) {
  return (
    <div dir="ltr">
      <div>
        <Icon name={icon} full={full && icon !== 'repost'} />
      </div>
      <div>
        <span data-testid="app-text-transition-container">
          <span>{number > 0 && <span>{count(number)}</span>}</span>
        </span>
      </div>
    </div>
  );
}
