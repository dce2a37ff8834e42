// The whole page: overlays, left column, the column that matters, right column.

import React, { useEffect, useLayoutEffect, useState } from 'react';
import { ComposeModal } from '../compose/Modal';
import { scrollOf, usePlace, type Place } from '../core/router';
import { person } from '../core/seed';
import { post, useStore } from '../core/store';
import { onKeys } from '../core/keys';
import { Deck } from '../pages/Deck';
import { Home } from '../pages/Home';
import { Bookmarks, ListPage } from '../pages/Lists';
import { Notifications } from '../pages/Notifications';
import { Profile } from '../pages/Profile';
import { queryOf, Search } from '../pages/Search';
import { Status } from '../pages/Status';
import { Keys } from './Keys';
import { Menu } from './Menu';
import { Nav } from './Nav';
import { Sidebar } from './Sidebar';
import { Toasts } from './Toast';

/** Whether this is X Pro, with several columns side by side. */
const DECK = location.hostname.startsWith('pro.');

export function App() {
  useStore();
  const place = usePlace();
  const [showsKeys, showKeys] = useState(false);
  useEffect(() => onKeys(() => showKeys(true)), []);
  useLayoutEffect(() => {
    document.title = title(place);
  });
  const covered = place.modal !== null || showsKeys;
  useLayoutEffect(() => {
    // Hiding the scroll bar must not move the page under the dialog.
    const bar = window.innerWidth - document.documentElement.clientWidth;
    document.documentElement.style.overflow = covered ? 'hidden' : '';
    document.body.style.paddingRight = covered ? `${bar}px` : '';
  }, [covered]);
  return (
    <div className="app">
      <h2 className="aloud">
        Practice timeline: every person, post and brand is invented. Press ? for the keys.
      </h2>
      <div id="layers">
        {place.modal && <ComposeModal modal={place.modal} />}
        {showsKeys && <Keys onClose={() => showKeys(false)} />}
        <Menu />
        <Toasts />
      </div>
      <div className="page" aria-hidden={covered}>
        <Nav />
        <main role="main" className="main">
          {DECK ? <Deck /> : <Columns place={place} />}
        </main>
      </div>
    </div>
  );
}

function Columns({ place }: { place: Place }) {
  return (
    <>
      <div data-testid="primaryColumn" className="primary-column">
        <Page place={place} />
        <div className="foot quiet narrow">Practice timeline: every person, post and brand is invented.</div>
      </div>
      <Sidebar />
    </>
  );
}

function Page({ place }: { place: Place }) {
  const { path, index } = place;
  const restore = scrollOf(index);
  const at = { index, restore };
  const parts = (path.split('?')[0] ?? '').split('/').filter(Boolean);
  const [first = 'home', second = '', third = ''] = parts;
  if (first === 'home') return <Home path={path} {...at} />;
  if (first === 'search' || first === 'hashtag' || first === 'explore') return <Search path={path} {...at} />;
  if (first === 'notifications') return <Notifications path={path} {...at} />;
  if (first === 'i') return second === 'bookmarks' ? <Bookmarks {...at} /> : <ListPage {...at} />;
  if (second === 'status') return <Status key={index} id={third} {...at} />;
  return <Profile handle={first} replies={second === 'with_replies'} {...at} />;
}

function title({ path }: Place): string {
  const [first = 'home', second, third = ''] = (path.split('?')[0] ?? '').split('/').filter(Boolean);
  const words = () => {
    if (first === 'home') return 'Home';
    if (first === 'search' || first === 'hashtag') {
      const query = queryOf(path);
      return query ? `${query} - Search` : 'Search';
    }
    if (first === 'notifications') return 'Notifications';
    if (first === 'i') return second === 'bookmarks' ? 'Bookmarks' : 'List';
    if (second === 'status') {
      const focused = post(third);
      return focused ? `${person(focused.author).name}: “${focused.text.slice(0, 60)}”` : 'Post';
    }
    return `${person(first).name} (@${first})`;
  };
  return `${words()} / Stand-in`;
}
