// Names, pictures, signs and texts.

import React from 'react';
import { avatar } from '../app/look/avatar';
import { cut, picture } from '../app/look/emoji';
import people from '../content/people.json';
import { isBrand, nameOf } from '../common/posts';
import { pieces } from '../common/text';
import { acctOf, profileOf } from './network';

export function Picture({ by, size = 46 }: { by: string; size?: number }) {
  return (
    <div className="account__avatar" style={{ width: size, height: size }}>
      <img alt="" src={avatar(by, isBrand(by))} />
    </div>
  );
}

/** Words in which emoji are images. */
function Words({ text }: { text: string }) {
  return (
    <>
      {cut(text).map(({ text, emoji }, at) =>
        emoji ? <img key={at} draggable={false} className="emojione" alt={text} title={text} src={picture(text)} /> : text,
      )}
    </>
  );
}

export function DisplayName({ by }: { by: string }) {
  return (
    <span className="display-name">
      <bdi>
        <strong className="display-name__html">
          <Words text={nameOf(by)} />
        </strong>
      </bdi>{' '}
      <span className="display-name__account">@{acctOf(by)}</span>
    </span>
  );
}

const SHOWN = 30;

function Link({ href }: { href: string }) {
  const [scheme = ''] = /^https?:\/\/(?:www\.)?/.exec(href) ?? [];
  const [shown, rest] = [href.slice(scheme.length, scheme.length + SHOWN), href.slice(scheme.length + SHOWN)];
  return (
    <a href={href} target="_blank" rel="nofollow noopener noreferrer" className="status-link unhandled-link" title={href}>
      <span className="invisible">{scheme}</span>
      <span className={rest ? 'ellipsis' : ''}>{shown}</span>
      <span className="invisible">{rest}</span>
    </a>
  );
}

/** A line of a text with its mentions, tags and links. */
function Line({ text }: { text: string }) {
  return (
    <>
      {pieces(text).map(({ kind, text }, at) => {
        const name = text.slice(1);
        if (kind === 'link') return <Link key={at} href={text} />;
        if (kind === 'tag') {
          return (
            <a key={at} href={`/tags/${name}`} className="mention hashtag status-link" rel="tag">
              #<span>{name}</span>
            </a>
          );
        }
        if (kind === 'mention' && people.some(({ handle }) => handle === name)) {
          return (
            <span key={at} className="h-card" translate="no">
              <a href={profileOf(name)} className="u-url mention status-link" title={`@${acctOf(name)}`}>
                @<span>{name}</span>
              </a>
            </span>
          );
        }
        return <Words key={at} text={text} />;
      })}
    </>
  );
}

/** A text as the server gives it: a paragraph for each that is set apart, a break within one. */
export function Rich({ text }: { text: string }) {
  return (
    <>
      {text.split('\n\n').map((paragraph, at) => (
        <p key={at}>
          {paragraph.split('\n').map((line, at) => (
            <React.Fragment key={at}>
              {at > 0 && <br />}
              <Line text={line} />
            </React.Fragment>
          ))}
        </p>
      ))}
    </>
  );
}

const PATHS = {
  reply: 'M10 6L4 12l6 6v-4c5 0 8 1 10 4 0-6-3-10-10-10z',
  retweet: 'M5 9l3-3 3 3M8 6v10h7M19 15l-3 3-3-3M16 18V8H9',
  star: 'M12 4l2.5 5.2 5.5.8-4 4 1 5.6-5-2.7-5 2.7 1-5.6-4-4 5.5-.8z',
  bookmark: 'M6 4h12v16l-6-4-6 4z',
  'ellipsis-h': 'M5 12h.01M12 12h.01M19 12h.01',
  globe: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M4 12h16M12 4c3 3 3 13 0 16M12 4c-3 3-3 13 0 16',
  close: 'M6 6l12 12M18 6L6 18',
};

export function Icon({ id }: { id: keyof typeof PATHS }) {
  return (
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24" className={`icon icon-${id}`} aria-hidden="true" fill="none">
      <path d={PATHS[id]} />
    </svg>
  );
}
