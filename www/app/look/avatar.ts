// Portraits drawn from the handle: a soft background and a plain figure, so that
// nobody's photo is needed and the same person always looks the same.

import { hash } from '../core/random';

const made = new Map<string, string>();
const SKIN = ['#f6d2b8', '#eab98f', '#c98d62', '#a06a45', '#7a4b30', '#f2c6a5'];
const HAIR = ['#2b2118', '#4a2f1d', '#7b4a24', '#b5803c', '#1d1d24', '#8c8c93', '#a33b2a'];

const hue = (n: number, s: number, l: number) => `hsl(${n % 360} ${s}% ${l}%)`;

function brand(): string {
  const petal = (turn: number) =>
    `<ellipse cx="24" cy="14" rx="6" ry="9" fill="#6f62e8" transform="rotate(${turn} 24 24)"/>`;
  return (
    `<rect width="48" height="48" fill="#efeaff"/>` +
    [0, 72, 144, 216, 288].map(petal).join('') +
    `<circle cx="24" cy="24" r="5.5" fill="#ffd25e"/>`
  );
}

function scenery(h: number): string {
  return (
    `<rect width="48" height="48" fill="${hue(h, 70, 82)}"/>` +
    `<circle cx="${14 + (h % 20)}" cy="15" r="6" fill="${hue(h + 40, 90, 70)}"/>` +
    `<path d="M0 36 L14 22 L24 32 L33 24 L48 38 V48 H0 Z" fill="${hue(h + 150, 34, 42)}"/>` +
    `<path d="M0 42 Q24 34 48 43 V48 H0 Z" fill="${hue(h + 130, 40, 32)}"/>`
  );
}

function figure(h: number): string {
  const skin = SKIN[h % SKIN.length];
  const hair = HAIR[(h >>> 4) % HAIR.length];
  const shape = (h >>> 8) % 4;
  const back = shape === 1 ? `<path d="M12 22 a12 13 0 0 1 24 0 v15 H12 Z" fill="${hair}"/>` : '';
  const top = [
    `<path d="M14 21 a10 11 0 0 1 20 0 q-5 -5 -10 -5 t-10 5 Z" fill="${hair}"/>`,
    `<path d="M14 22 a10 11 0 0 1 20 0 q-3 -7 -12 -7 q-5 2 -8 7 Z" fill="${hair}"/>`,
    `<g fill="${hair}"><circle cx="16" cy="16" r="5"/><circle cx="24" cy="12.5" r="6"/><circle cx="32" cy="16" r="5"/></g>`,
    `<path d="M13 19 q11 -13 22 0 l-1 2 h-20 Z" fill="${hue(h >>> 3, 45, 45)}"/>`,
  ][shape];
  const glasses =
    (h >>> 12) % 4 === 0
      ? `<g fill="none" stroke="#333" stroke-width="1.1"><circle cx="20" cy="23.5" r="3"/><circle cx="28" cy="23.5" r="3"/><path d="M23 23.5h2"/></g>`
      : '';
  return (
    `<rect width="48" height="48" fill="${hue(h >>> 2, 55, 78)}"/>${back}` +
    `<path d="M6 48 q2 -14 18 -14 t18 14 Z" fill="${hue((h >>> 5) + 90, 42, 46)}"/>` +
    `<rect x="20.5" y="29" width="7" height="8" rx="3" fill="${skin}"/>` +
    `<ellipse cx="24" cy="23" rx="9.5" ry="11" fill="${skin}"/>${top}` +
    `<g fill="#2a2320"><circle cx="20" cy="23.5" r="1.2"/><circle cx="28" cy="23.5" r="1.2"/></g>` +
    `<path d="M20.5 28.5 q3.5 ${2 + (h % 2)} 7 0" stroke="#2a2320" stroke-width="1.2" fill="none" stroke-linecap="round"/>${glasses}`
  );
}

export function avatar(handle: string, isBrand: boolean): string {
  let uri = made.get(handle);
  if (!uri) {
    const h = hash(`face:${handle.toLowerCase()}`);
    const drawing = isBrand && /larkspur/i.test(handle) ? brand() : h % 5 === 0 || isBrand ? scenery(h) : figure(h);
    uri = `data:image/svg+xml,${encodeURIComponent(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">${drawing}</svg>`,
    )}`;
    made.set(handle, uri);
  }
  return uri;
}
