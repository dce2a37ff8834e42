// Draws a post's words with the markup that the real site uses: runs of text in
// spans, emoji as pictures, links that hide the ends of their address.

import React, { type ReactNode } from 'react';
import twitter from 'twitter-text';
import { cut, picture } from '../look/emoji';
import { token } from './random';

const LINK = /https?:\/\/[^\s]+[^\s.,;:!?)\]'"»]/g;
/** How much of an address is shown before the ellipsis. */
const SHOWN = 28;

interface Piece {
  from: number;
  to: number;
  node(key: number): ReactNode;
}

interface Props {
  text: string;
  /** `still` keeps the shape of links but not the links, as in a quoted post. */
  links?: 'live' | 'still' | 'none';
}

export function Words({ text, links = 'live' }: Props) {
  const nodes: ReactNode[] = [];
  let at = 0;
  const plain = (to: number) => {
    for (const part of cut(text.slice(at, to))) {
      const key = nodes.length;
      nodes.push(part.emoji ? <Emoji key={key} emoji={part.text} /> : <span key={key}>{part.text}</span>);
    }
  };
  for (const piece of links === 'none' ? [] : pieces(text, links === 'live')) {
    plain(piece.from);
    nodes.push(piece.node(nodes.length));
    at = piece.to;
  }
  plain(text.length);
  return <>{nodes}</>;
}

/** A name or a label: only emoji are special in it. */
export function Plain({ text }: { text: string }) {
  return <Words text={text} links="none" />;
}

function Emoji({ emoji }: { emoji: string }) {
  return <img alt={emoji} draggable={false} src={picture(emoji)} className="emoji" />;
}

function pieces(text: string, live: boolean): Piece[] {
  const found: Piece[] = [...text.matchAll(LINK)].map((m) => ({
    from: m.index,
    to: m.index + m[0].length,
    node: (key) => <Shortened key={key} url={m[0]} live={live} />,
  }));
  for (const e of twitter.extractEntitiesWithIndices(text)) {
    const [from, to] = e.indices;
    if (found.some((p) => from < p.to && to > p.from)) continue;
    const shown = text.slice(from, to);
    if (!live) found.push({ from, to, node: (key) => <span key={key}>{shown}</span> });
    else if (e.screenName) found.push({ from, to, node: (key) => mention(key, e.screenName ?? '', shown) });
    else if (e.hashtag) found.push({ from, to, node: (key) => tag(key, `/hashtag/${e.hashtag}?src=hashtag_click`, shown) });
    else if (e.cashtag) found.push({ from, to, node: (key) => tag(key, `/search?q=%24${e.cashtag}&src=cashtag_click`, shown) });
  }
  return found.sort((a, b) => a.from - b.from);
}

function mention(key: number, handle: string, shown: string) {
  return (
    <div key={key} className="inline">
      <span>
        <a dir="ltr" href={`/${handle}`} role="link" className="link">
          {shown}
        </a>
      </span>
    </div>
  );
}

function tag(key: number, href: string, shown: string) {
  return (
    <span key={key}>
      <a dir="ltr" href={href} role="link" className="link">
        {shown}
      </a>
    </span>
  );
}

function Shortened({ url, live }: { url: string; live: boolean }) {
  const scheme = url.slice(0, url.indexOf('//') + 2);
  const rest = url.slice(scheme.length);
  const long = rest.length > SHOWN;
  if (!live) return <span>{long ? `${rest.slice(0, SHOWN)}…` : rest}</span>;
  return (
    <a
      dir="ltr"
      href={`https://t.co/${token(url)}`}
      rel="noopener noreferrer nofollow"
      target="_blank"
      role="link"
      className="link"
    >
      <span aria-hidden="true" className="hidden">
        {scheme}
      </span>
      {long ? rest.slice(0, SHOWN) : rest}
      {long && (
        <span aria-hidden="true" className="hidden">
          {rest.slice(SHOWN)}
        </span>
      )}
      {long && <span aria-hidden="true">…</span>}
    </a>
  );
}
