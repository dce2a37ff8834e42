// The home timeline, with the pill that announces what has come in.

import React from 'react';
import { Composer } from '../compose/Composer';
import { home, pending, post, showWaiting, useStore } from '../core/store';
import { person } from '../core/seed';
import { plural } from '../core/words';
import { List } from '../list/List';
import { Icon } from '../look/icons';
import { Avatar } from '../post/Avatar';
import { Header, Tabs } from './Header';
import { postRow } from './rows';
import { suggestRow } from './Suggest';

/** The suggestions stay with the posts round them: counted from the end. */
const PLACE = 140;

export function Home({ index, path, restore }: { index: number; path: string; restore: number | null }) {
  useStore();
  const following = path.includes('tab=following');
  const posts = home().filter((p) => !following || (!p.promoted && !p.repostedBy));
  const rows = posts.map((p) => postRow(p));
  if (!following && rows.length > PLACE) rows.splice(rows.length - PLACE, 0, suggestRow(0));
  return (
    <div aria-label="Home timeline" tabIndex={0} className="column">
      <div className="stick">
        <Header title="Home" />
        <Tabs
          tabs={[
            { name: 'For you', href: '/home', on: !following },
            { name: 'Following', href: '/home?tab=following', on: following },
          ]}
        />
        <Pill />
      </div>
      <Composer where="home" replyTo={null} />
      <List
        key={index}
        id={following ? 'following' : 'home'}
        label="Timeline: Your Home Timeline"
        heading="Your Home Timeline"
        rows={rows}
        restore={restore}
      />
    </div>
  );
}

export function Pill() {
  useStore();
  const ids = pending();
  const authors = [...new Set(ids.flatMap((id) => post(id)?.author ?? []))].slice(0, 3);
  return (
    <div role="status" className="pill">
      {ids.length > 0 && (
        <button
          type="button"
          role="button"
          aria-label="New posts are available. Press the period key to go to them."
          onClick={() => {
            showWaiting();
            window.scrollTo(0, 0);
          }}
        >
          <Icon name="up" />
          {authors.map((handle) => (
            <Avatar key={person(handle).handle} handle={handle} size={24} link={false} />
          ))}
          <div dir="ltr" data-testid="pillLabel">
            <span>Show {plural(ids.length, 'post')}</span>
          </div>
        </button>
      )}
    </div>
  );
}
