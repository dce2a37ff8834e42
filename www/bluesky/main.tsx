// Starts the practice site that is drawn as Bluesky.

import './style.css';
import './compose.css';
import React from 'react';
import { render } from 'react-dom';
import { installHooks } from '../common/hooks';
import { ME, nameOf, type Post } from '../common/posts';
import { followLinks, useStore } from '../common/store';
import { beginTheme } from '../common/theme';
import { Composer, held } from './composer';
import { handleOf, profileOf } from './network';
import { Picture, PictureLink, Sign, TEXT, VIEW } from './parts';
import { Anchor, FeedItem, ThreadItem } from './post';
import { store } from './site';

function Feed({ posts }: { posts: Post[] }) {
  return (
    <div className={VIEW} data-testid="customFeedPage">
      <div className={VIEW} data-testid="customFeedPage-feed-flatlist">
        <div className={`${VIEW} column`}>
          {posts.map((post) => (
            <div key={post.id} className={VIEW}>
              <div>
                <FeedItem post={post} />
              </div>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

function Head({ children, back = true }: { children: string; back?: boolean }) {
  return (
    <div className={`${VIEW} head`}>
      {back && (
        <button aria-label="Go back" role="button" tabIndex={0} className={`${VIEW} bare`} onClick={() => history.back()}>
          <Sign name="back" size={22} />
        </button>
      )}
      <div dir="auto" className={`${TEXT} name big`}>
        {children}
      </div>
    </div>
  );
}

function Thread({ post }: { post: Post }) {
  return (
    <div className={`${VIEW} column`} data-testid="postThreadScreen">
      <Head>Post</Head>
      {store.above(post).map((one) => (
        <ThreadItem key={one.id} post={one} above />
      ))}
      <div className={VIEW} key={post.id}>
        <Anchor post={post} />
      </div>
      <div className={`${VIEW} prompt`}>
        <button aria-label="Compose reply" role="button" className={`${VIEW} bare row gap`} onClick={() => store.write(post.id)}>
          <Picture by={ME} size={24} />
          <div className={`${TEXT} soft`}>Write your reply</div>
        </button>
      </div>
      {store.below(post).map((one) => (
        <ThreadItem key={one.id} post={one} />
      ))}
    </div>
  );
}

function Profile({ by, posts }: { by: string; posts: Post[] }) {
  return (
    <div className={VIEW} data-testid="profileScreen">
      <Head>{nameOf(by)}</Head>
      <div className={`${VIEW} column profile`}>
        <PictureLink by={by} size={90} />
        <div dir="auto" className={`${TEXT} soft`}>{`@${handleOf(by)}`}</div>
      </div>
      <Feed posts={posts} />
    </div>
  );
}

function Page({ path }: { path: string }) {
  const post = store.at(path);
  if (post) return <Thread post={post} />;
  const all = store.posts();
  if (path === `${profileOf(ME)}/lists/kinds`) {
    return (
      <>
        <Head>Posts of every kind</Head>
        <Feed posts={store.kinds} />
      </>
    );
  }
  const by = all.find(({ by }) => profileOf(by) === path)?.by;
  if (by) return <Profile by={by} posts={all.filter((one) => one.by === by)} />;
  return (
    <>
      <Head back={false}>Following</Head>
      <Feed posts={all} />
    </>
  );
}

/** Pages that were left behind on the way to this one stay where they are, unseen, and are gone once one has come back. */
const screens: string[] = [];

function App() {
  useStore(store);
  const { writing } = store;
  const path = location.pathname;
  screens.splice(screens.includes(path) ? screens.indexOf(path) : screens.length, screens.length, path);
  return (
    <div className={`${VIEW} all`}>
      <div className={`${VIEW} page`}>
        <main role="main" className={VIEW}>
          {screens.map((screen) => (
            <div key={screen} className={`${VIEW} screen`} style={{ display: screen === path ? 'flex' : 'none' }}>
              <Page path={screen} />
            </div>
          ))}
        </main>
      </div>
      <nav role="navigation" className={`${VIEW} nav`}>
        <PictureLink by={ME} size={48} />
        <a href="/" aria-label="Home" role="link" className={VIEW}>
          <div dir="auto" className={`${TEXT} name big`}>
            Home
          </div>
        </a>
        <button aria-label="New post" role="button" tabIndex={0} className={`${VIEW} publish`} onClick={() => store.write(null)}>
          <div className={TEXT}>New Post</div>
        </button>
      </nav>
      {writing && <Composer key={writing.round} replyTo={store.post(writing.replyTo)} />}
    </div>
  );
}

installHooks(store, held);
if (new URLSearchParams(location.search).has('static')) document.documentElement.classList.add('static');
beginTheme(document.documentElement, { light: 'theme--light', dark: 'theme--dim' });
followLinks(store);
render(<App />, document.getElementById('root'));
