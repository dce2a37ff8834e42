// One person's posts, newest first.

import React from 'react';
import { person, persons } from '../core/seed';
import { everyPost, useStore } from '../core/store';
import { Plain } from '../core/text';
import { count, plural } from '../core/words';
import { pick } from '../core/random';
import { List } from '../list/List';
import { Verified } from '../look/icons';
import { Avatar } from '../post/Avatar';
import { Header, Tabs } from './Header';
import { END, postRow } from './rows';

interface Props {
  handle: string;
  replies: boolean;
  index: number;
  restore: number | null;
}

export function Profile({ handle, replies, index, restore }: Props) {
  useStore();
  const { name, bio, verified } = person(handle);
  const own = everyPost().filter((p) => p.author.toLowerCase() === handle.toLowerCase());
  const posts = own.filter((p) => replies || !p.replyTo);
  const known = persons.has(handle.toLowerCase()) || own.length > 0;
  return (
    <div aria-label={`${name}’s timeline`} tabIndex={0} className="column">
      <div className="stick">
        <Header title={known ? name : 'Profile'} detail={known ? plural(own.length, 'post') : undefined} back />
      </div>
      {known ? (
        <>
          <div className="profile">
            <div className="banner" style={{ background: `linear-gradient(120deg, hsl(${pick(handle, 360)} 60% 70%), hsl(${pick(`${handle}2`, 360)} 55% 55%))` }} />
            <div className="profile-face">
              <Avatar handle={handle} size={120} link={false} />
            </div>
            <div data-testid="UserName" className="profile-name">
              <div dir="ltr" className="name">
                <span>
                  <Plain text={name} />
                </span>{' '}
                {verified && <Verified />}
              </div>
              <div dir="ltr" className="quiet">
                <span>@{handle}</span>
              </div>
            </div>
            {bio && (
              <div dir="auto" data-testid="UserDescription" className="bio">
                <Plain text={bio} />
              </div>
            )}
            <div className="quiet follows">
              <span>
                <strong>{count(20 + pick(`${handle}f`, 900))}</strong> Following
              </span>
              <span>
                <strong>{count(verified ? 9000 + pick(handle, 90000) : pick(handle, 1400))}</strong> Followers
              </span>
            </div>
          </div>
          <Tabs
            tabs={[
              { name: 'Posts', href: `/${handle}`, on: !replies },
              { name: 'Replies', href: `/${handle}/with_replies`, on: replies },
            ]}
          />
          <List
            key={`${index}${replies}`}
            id={`profile/${handle}/${replies}`}
            label={`Timeline: ${name}’s posts`}
            heading={`${name}’s posts`}
            rows={[...posts.map((p) => postRow(p)), END]}
            restore={restore}
          />
        </>
      ) : (
        <div data-testid="emptyState" className="nothing">
          <h2>This account doesn’t exist</h2>
          <p className="quiet">Try searching for another.</p>
        </div>
      )}
    </div>
  );
}
