// A row that is no post: people one might follow. Timelines have such rows, and
// whoever reads the page must step over them.

import React, { useReducer } from 'react';
import { pick } from '../core/random';
import { person, persons } from '../core/seed';
import { config } from '../core/config';
import { Plain } from '../core/text';
import type { Row } from '../list/List';
import { Avatar } from '../post/Avatar';

const followed = new Set<string>();

export function suggestRow(place: number): Row {
  const all = [...persons.values()].filter((p) => !p.brand);
  const at = pick(`${config.seed}:suggest${place}`, all.length - 3);
  return { key: `suggest-${place}`, node: <Suggest handles={all.slice(at, at + 3).map((p) => p.handle)} /> };
}

function Suggest({ handles }: { handles: string[] }) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  return (
    <div className="suggest">
      <h2 dir="ltr" role="heading" aria-level={2}>
        <span>Who to follow</span>
      </h2>
      {handles.map((handle) => (
        <div key={handle} data-testid="UserCell" className="user-cell">
          <Avatar handle={handle} size={40} />
          <a href={`/${handle}`} role="link">
            <div dir="ltr" className="name">
              <span>
                <Plain text={person(handle).name} />
              </span>
            </div>
            <div dir="ltr" className="quiet">
              <span>@{handle}</span>
            </div>
          </a>
          <button
            type="button"
            role="button"
            aria-label={`${followed.has(handle) ? 'Following' : 'Follow'} @${handle}`}
            data-testid={`${pick(handle, 1_000_000)}-${followed.has(handle) ? 'unfollow' : 'follow'}`}
            className={followed.has(handle) ? 'outline small' : 'primary small'}
            onClick={() => {
              if (!followed.delete(handle)) followed.add(handle);
              redraw();
            }}
          >
            {followed.has(handle) ? 'Following' : 'Follow'}
          </button>
        </div>
      ))}
    </div>
  );
}
