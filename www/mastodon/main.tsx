// Starts the practice site that is drawn as a Mastodon server.

import './style.css';
import './compose.css';
import React, { useEffect, useRef, useState, type ReactNode } from 'react';
import { render } from 'react-dom';
import { installHooks } from '../common/hooks';
import { ME, nameOf, type Post } from '../common/posts';
import { followLinks, useStore } from '../common/store';
import { beginTheme } from '../common/theme';
import { Compose, held } from './compose';
import { profileOf } from './network';
import { Picture } from './parts';
import { store } from './site';
import { Detailed, Status } from './status';

/** How far beyond the window rows are still drawn. */
const NEAR = '300% 0px';

/** A row: far from the window it keeps its height and only the bare words. */
function Row({ post, index, size }: { post: Post; index: number; size: number }) {
  const row = useRef<HTMLElement>(null);
  const height = useRef(0);
  const [near, setNear] = useState(true);
  useEffect(() => {
    const seen = new IntersectionObserver(
      ([entry]) => {
        if (!entry) return;
        if (entry.isIntersecting) height.current = entry.boundingClientRect.height;
        setNear(entry.isIntersecting || height.current === 0);
      },
      { rootMargin: NEAR },
    );
    if (row.current) seen.observe(row.current);
    return () => seen.disconnect();
  }, []);
  if (!near) {
    return (
      <article ref={row} style={{ height: height.current, opacity: 0, overflow: 'hidden' }} data-id={post.id} tabIndex={-1}>
        <div className="status__wrapper" tabIndex={0}>
          <span>{nameOf(post.by)}</span>
          <span>{post.text}</span>
        </div>
      </article>
    );
  }
  return (
    <article ref={row} aria-posinset={index} aria-setsize={size} data-id={post.id} tabIndex={-1}>
      <div tabIndex={-1}>
        <Status post={post} />
      </div>
    </article>
  );
}

function Column({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div role="region" aria-label={title} className="column">
      <h1 className="column-header">
        {location.pathname !== '/' && location.pathname !== '/home' && (
          <button type="button" className="column-header__back-button" onClick={() => history.back()}>
            Back
          </button>
        )}
        <span className="column-header__title">{title}</span>
      </h1>
      {children}
    </div>
  );
}

const List = ({ posts }: { posts: Post[] }) => (
  <div className="scrollable">
    <div role="feed" className="item-list">
      {posts.map((post, at) => (
        <Row key={post.id} post={post} index={at + 1} size={posts.length} />
      ))}
    </div>
  </div>
);

const others = (posts: Post[]) =>
  posts.map((post) => (
    <div key={post.id} tabIndex={-1}>
      <Status post={post} inThread />
    </div>
  ));

function Page() {
  const post = store.at(location.pathname);
  const all = store.posts();
  if (post) {
    return (
      <Column title="Post">
        <div className="scrollable item-list">
          {others(store.above(post))}
          <div tabIndex={-1} key={post.id}>
            <Detailed post={post} />
          </div>
          {others(store.below(post))}
        </div>
      </Column>
    );
  }
  if (location.pathname === '/lists/1') {
    return (
      <Column key="list" title="Posts of every kind">
        <List posts={store.kinds} />
      </Column>
    );
  }
  const by = all.find(({ by }) => profileOf(by) === location.pathname)?.by;
  return by ? (
    <Column key={by} title={nameOf(by)}>
      <List posts={all.filter((one) => one.by === by)} />
    </Column>
  ) : (
    <Column key="home" title="Home">
      <List posts={all} />
    </Column>
  );
}

function App() {
  useStore(store);
  return (
    <div tabIndex={-1}>
      <div className="ui">
        <div className="columns-area__panels">
          <div className="columns-area__panels__pane columns-area__panels__pane--compositional">
            <div className="columns-area__panels__pane__inner">
              <div className="compose-panel">
                <div className="navigation-bar">
                  <a href={profileOf(ME)} className="permalink" aria-label={nameOf(ME)}>
                    <Picture by={ME} size={36} />
                  </a>
                  <a href="/home">Home</a>
                </div>
                <Compose />
              </div>
            </div>
          </div>
          <div className="columns-area__panels__main">
            <div className="columns-area columns-area--mobile">
              <Page />
            </div>
          </div>
        </div>
      </div>
    </div>
  );
}

installHooks(store, held);
document.body.classList.add('layout-single-column', 'no-reduce-motion');
beginTheme(document.body, { light: 'theme-mastodon-light', dark: 'theme-default' });
followLinks(store);
render(<App />, document.getElementById('mastodon'));
