// Our own icons, drawn as strokes on a 24 by 24 grid.

import React from 'react';

const STROKES = {
  home: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L21 21',
  bell: 'M6 10a6 6 0 0 1 12 0v5l2 2H4l2-2zM10 20h4',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-4 3.5-6 8-6s8 2 8 6',
  display: 'M12 4v16M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z',
  pen: 'M4 20l1-5L16 4l4 4L9 19zM14 6l4 4',
  reply: 'M4 11.5A7.5 7.5 0 0 1 11.500 4h1A7.500 7.500 0 0 1 20 11.500c0 4-3 6.500-8 9V18h-.5A6.800 6.800 0 0 1 4 11.500z',
  repost: 'M4 9l3.500-3.500L11 9M7.500 6v9a3 3 0 0 0 3 3H13M20 15l-3.500 3.500L13 15M16.500 18V9a3 3 0 0 0-3-3H11',
  like: 'M12 20S4 15 4 9.300A4.300 4.300 0 0 1 12 7a4.300 4.300 0 0 1 8 2.300C20 15 12 20 12 20z',
  bookmark: 'M6 4h12v16l-6-4.500L6 20z',
  views: 'M5 20v-7M10 20V8M15 20v-9M20 20V4',
  share: 'M12 15V4M8 8l4-4 4 4M5 14v5h14v-5',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  close: 'M5 5l14 14M19 5L5 19',
  back: 'M20 12H5M11 6l-6 6 6 6',
  up: 'M12 20V5M6 11l6-6 6 6',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01',
  smile: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM8.500 14c1 1.500 2 2 3.500 2s2.500-.5 3.500-2M9 10h.01M15 10h.01',
  pin: 'M12 21s-6-6-6-10.500a6 6 0 0 1 12 0C18 15 12 21 12 21zM12 10h.01',
  follow: 'M10 5a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM3 21c0-4 3-6 7-6s7 2 7 6M19 8v6M16 11h6',
  keys: 'M4 6h16v12H4zM8 10h.01M12 10h.01M16 10h.01M8 14h8',
} as const;

export type IconName = keyof typeof STROKES;

export function Icon({ name, full = false }: { name: IconName; full?: boolean }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className="icon">
      <g>
        <path d={STROKES[name]} fill={full ? 'currentColor' : 'none'} />
      </g>
    </svg>
  );
}

/** The stand-in's own mark: two lines of a conversation in a round frame. */
export function Mark() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className="mark">
      <g>
        <circle cx="12" cy="12" r="10" />
        <path d="M7 10h10M7 14.500h6" />
      </g>
    </svg>
  );
}

export function Verified() {
  return (
    <svg viewBox="0 0 22 22" aria-label="Verified account" role="img" data-testid="icon-verified" className="verified">
      <g>
        <path d="M11 1.500l2.300 1.700 2.900-.1.800 2.700 2.400 1.600-1 2.700 1 2.700-2.400 1.600-.8 2.700-2.900-.1L11 18.800l-2.300-1.800-2.900.1-.8-2.700-2.400-1.600 1-2.700-1-2.700L5 5.800l.8-2.700 2.900.1z" />
        <path className="tick" d="M7.300 10.300l2.600 2.600 4.800-5" />
      </g>
    </svg>
  );
}
