// Search results and hashtag pages.

import React from 'react';
import { search } from '../core/find';
import { useStore } from '../core/store';
import { List } from '../list/List';
import { SearchBox } from '../shell/SearchBox';
import { Tabs } from './Header';
import { END, postRow } from './rows';

/** The words that an address asks for. */
export function queryOf(path: string): string {
  const url = new URL(path, location.origin);
  const tag = /^\/hashtag\/([^/]+)/.exec(url.pathname)?.[1];
  return tag ? `#${decodeURIComponent(tag)}` : (url.searchParams.get('q') ?? '');
}

export function Search({ path, index, restore }: { path: string; index: number; restore: number | null }) {
  useStore();
  const query = queryOf(path);
  const latest = path.includes('f=live');
  const found = search(query, latest);
  const href = `/search?q=${encodeURIComponent(query)}`;
  return (
    <div aria-label="Search" tabIndex={0} className="column">
      <div className="stick">
        <div className="bar">
          <SearchBox value={query} />
        </div>
        {query && (
          <Tabs
            tabs={[
              { name: 'Top', href, on: !latest },
              { name: 'Latest', href: `${href}&f=live`, on: latest },
            ]}
          />
        )}
      </div>
      {found.length > 0 ? (
        <List
          key={index}
          id={`search/${query}/${latest}`}
          label="Timeline: Search timeline"
          heading="Search timeline"
          rows={[...found.map((p) => postRow(p)), END]}
          restore={restore}
        />
      ) : (
        <div data-testid="emptyState" className="nothing">
          <h2>{query ? `No results for “${query}”` : 'Search this timeline'}</h2>
          <p className="quiet">
            {query ? 'Try other words, or a name.' : 'Words, #tags, @names, from:name, "exact words" and -not all work.'}
          </p>
        </div>
      )}
    </div>
  );
}
