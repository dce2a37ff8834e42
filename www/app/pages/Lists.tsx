// A list's posts (here one of every kind), and the bookmarks.

import React from 'react';
import type { Post } from '../core/model';
import { bookmarked, everyKind, useStore } from '../core/store';
import { List } from '../list/List';
import { Header } from './Header';
import { END, postRow } from './rows';

interface Place {
  index: number;
  restore: number | null;
}

function Posts({ title, posts, index, restore }: Place & { title: string; posts: Post[] }) {
  return (
    <div aria-label={title} tabIndex={0} className="column">
      <div className="stick">
        <Header title={title} back />
      </div>
      <List key={index} id={title} label={`Timeline: ${title}`} heading={title} rows={[...posts.map((p) => postRow(p)), END]} restore={restore} />
    </div>
  );
}

export function ListPage(place: Place) {
  useStore();
  return <Posts title="Posts of every kind" posts={everyKind()} {...place} />;
}

export function Bookmarks(place: Place) {
  useStore();
  return <Posts title="Bookmarks" posts={bookmarked()} {...place} />;
}
