// What concerned the signed-in account. Likes, reposts and follows have a row of
// their own kind; mentions and replies are ordinary posts.

import React from 'react';
import { openPost } from '../core/acts';
import { mentionsOf } from '../core/find';
import { ME, type Notice } from '../core/model';
import { go } from '../core/router';
import { person } from '../core/seed';
import { noticesNow, post as find, useStore } from '../core/store';
import { Plain } from '../core/text';
import { List, type Row } from '../list/List';
import { Icon, type IconName } from '../look/icons';
import { Avatar } from '../post/Avatar';
import { pressedSomethingElse } from '../post/Article';
import { Header, Tabs } from './Header';
import { END, postRow } from './rows';

const ICON: Record<Notice['kind'], IconName> = { like: 'like', repost: 'repost', follow: 'person', post: 'bell' };
const DID: Record<Notice['kind'], string> = {
  like: 'liked your post',
  repost: 'reposted your post',
  follow: 'followed you',
  post: 'posted',
};

export function Notifications({ path, index, restore }: { path: string; index: number; restore: number | null }) {
  useStore();
  const mentions = path.startsWith('/notifications/mentions');
  const rows: { at: number; row: Row }[] = mentionsOf(ME).map((p) => ({ at: p.at, row: postRow(p) }));
  if (!mentions) rows.push(...noticesNow().map((n) => ({ at: n.at, row: { key: n.id, node: <NoticeRow notice={n} /> } })));
  rows.sort((a, b) => b.at - a.at);
  return (
    <div aria-label="Notifications" tabIndex={0} className="column">
      <div className="stick">
        <Header title="Notifications" />
        <Tabs
          tabs={[
            { name: 'All', href: '/notifications', on: !mentions },
            { name: 'Mentions', href: '/notifications/mentions', on: mentions },
          ]}
        />
      </div>
      <List
        key={index}
        id={mentions ? 'mentions' : 'notifications'}
        label="Timeline: Notifications"
        heading="Notifications"
        rows={[...rows.map(({ row }) => row), END]}
        restore={restore}
      />
    </div>
  );
}

function NoticeRow({ notice }: { notice: Notice }) {
  const [first, ...others] = notice.people;
  const about = find(notice.post);
  return (
    <article
      tabIndex={0}
      role="article"
      data-testid="notification"
      className="notice"
      onClick={(event) => {
        if (pressedSomethingElse(event)) return;
        if (about) openPost(about.id);
        else if (first) go(`/${first}`);
      }}
    >
      <div className={`notice-icon ${notice.kind}`}>
        <Icon name={ICON[notice.kind]} full />
      </div>
      <div>
        <div className="notice-faces">
          {notice.people.map((handle) => (
            <Avatar key={handle} handle={handle} size={32} />
          ))}
        </div>
        <div dir="ltr">
          <a href={`/${first}`} dir="ltr" role="link" className="name">
            <span>
              <Plain text={person(first ?? '').name} />
            </span>
          </a>
          {others.length > 0 && <span> and {others.length === 1 ? '1 other' : `${others.length} others`}</span>}
          <span> {DID[notice.kind]}</span>
        </div>
        {about && (
          <div dir="auto" lang={about.lang} data-testid="tweetText" className="quiet notice-text">
            <span>{about.text}</span>
          </div>
        )}
      </div>
    </article>
  );
}
