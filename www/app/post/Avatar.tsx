// A portrait in a box whose test id ends with the handle, as on the real site.

import React from 'react';
import { person } from '../core/seed';
import { avatar } from '../look/avatar';

interface Props {
  handle: string;
  size: number;
  /** Whether it leads to the profile. A quoted author's does not. */
  link?: boolean;
}

export function Avatar({ handle, size, link = true }: Props) {
  const { brand, name } = person(handle);
  const face = (
    <div className={brand ? 'face square' : 'face'}>
      <div style={{ backgroundImage: `url("${avatar(handle, brand)}")` }} />
      <img alt={link ? '' : name} draggable src={avatar(handle, brand)} />
    </div>
  );
  return (
    <div data-testid={`UserAvatar-Container-${handle}`} style={{ width: `${size}px`, height: `${size}px` }}>
      {link ? (
        <a href={`/${handle}`} aria-hidden="true" role="link" tabIndex={-1}>
          {face}
        </a>
      ) : (
        <div role="presentation">{face}</div>
      )}
    </div>
  );
}
