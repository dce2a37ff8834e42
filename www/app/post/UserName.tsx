// Who wrote it and when. In a quoted post neither is a link, so the quoted
// post's id is nowhere in the page.

import React from 'react';
import { person } from '../core/seed';
import { Plain } from '../core/text';
import { ago, agoAloud } from '../core/words';
import { Verified } from '../look/icons';

interface Props {
  handle: string;
  /** The time and where it leads; absent in a focused post. */
  time?: { at: number; href: string | null };
  link?: boolean;
  id?: string;
  /** The handle under the name, as in a focused post. */
  stacked?: boolean;
}

export function UserName({ handle, time, link = true, id, stacked = false }: Props) {
  const { name, verified } = person(handle);
  const names = (
    <div className="names">
      <div dir="ltr" className="name">
        <span>
          <Plain text={name} />
        </span>
      </div>
      {verified && (
        <div dir="ltr">
          <span>
            <Verified />
          </span>
        </div>
      )}
    </div>
  );
  const at = (
    <div dir="ltr" className="quiet">
      <span>@{handle}</span>
    </div>
  );
  return (
    <div id={id} data-testid="User-Name" className={stacked ? 'user stacked' : 'user'}>
      <div>{link ? <a href={`/${handle}`} role="link">{names}</a> : names}</div>
      <div className="after">
        {link ? (
          <a href={`/${handle}`} role="link" tabIndex={-1}>
            {at}
          </a>
        ) : (
          <div tabIndex={-1}>{at}</div>
        )}
        {time && (
          <>
            <div dir="ltr" aria-hidden="true" className="quiet dot">
              <span>·</span>
            </div>
            <When {...time} />
          </>
        )}
      </div>
    </div>
  );
}

function When({ at, href }: { at: number; href: string | null }) {
  const time = <time dateTime={new Date(at).toISOString()}>{ago(at)}</time>;
  return href ? (
    <a href={href} dir="ltr" aria-label={agoAloud(at)} role="link" className="quiet">
      {time}
    </a>
  ) : (
    <div dir="ltr" aria-label={agoAloud(at)} className="quiet">
      {time}
    </div>
  );
}
