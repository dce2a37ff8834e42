// Boxes, texts and drawings that everything else is made of.

import React, { type ReactNode } from 'react';
import { avatar } from '../app/look/avatar';
import { isBrand, nameOf } from '../common/posts';
import { pieces } from '../common/text';
import { profileOf } from './network';

/** A box, as every element of the site that is no text. Its rules are in the style sheet. */
export const VIEW = 'css-view';
export const TEXT = 'css-text';

/** A name between marks that keep its direction from spilling over. */
export const isolated = (text: string): string => `\u202a${text}\u202c`;

export function Picture({ by, size }: { by: string; size: number }) {
  return (
    <div className={VIEW} style={{ width: size, height: size }}>
      <div className={`${VIEW} picture`} data-testid="userAvatarImage" style={{ width: size, height: size, borderRadius: isBrand(by) ? 8 : size / 2 }}>
        <div>
          <img alt="" src={avatar(by, isBrand(by))} />
        </div>
      </div>
    </div>
  );
}

export function PictureLink({ by, size }: { by: string; size: number }) {
  return (
    <div className={VIEW}>
      <a href={profileOf(by)} aria-label={`${nameOf(by)}'s avatar`} role="link" tabIndex={0} className={VIEW}>
        <Picture by={by} size={size} />
      </a>
    </div>
  );
}

const SHOWN = 28;

/** A text with its mentions, tags and links. */
export function Rich({ text, known }: { text: string; known: (handle: string) => string | undefined }) {
  return (
    <>
      {pieces(text).map(({ kind, text }, at) => {
        if (kind === 'words') return text;
        const href = kind === 'tag' ? `/hashtag/${text.slice(1)}` : kind === 'link' ? text : known(text.slice(1));
        if (href === undefined) return text;
        const shown = text.replace(/^https?:\/\//, '');
        return (
          <a key={at} href={href} dir="auto" role="link" className="css-span link" data-word-wrap={kind === 'link' ? undefined : '1'}>
            {kind !== 'link' ? text : shown.length > SHOWN ? `${shown.slice(0, SHOWN)}...` : shown}
          </a>
        );
      })}
    </>
  );
}

const PATHS = {
  reply: 'M4 5h16v11h-9l-5 4v-4H4z',
  repost: 'M5 9l3-3 3 3M8 6v10h7M19 15l-3 3-3-3M16 18V8H9',
  like: 'M12 20S4 15 4 9a4 4 0 0 1 8-1 4 4 0 0 1 8 1c0 6-8 11-8 11z',
  save: 'M6 4h12v16l-6-4-6 4z',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  back: 'M15 5l-7 7 7 7',
};

export function Sign({ name, size = 18, children }: { name: keyof typeof PATHS; size?: number; children?: ReactNode }) {
  return (
    <svg className="sign" viewBox="0 0 24 24" width={size} height={size} fill="none" aria-hidden="true">
      <path d={PATHS[name]} />
      {children}
    </svg>
  );
}
