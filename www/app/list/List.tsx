// The virtual list: only rows near the screen exist, each lies absolutely at its
// measured place, and the page's own scroll bar moves them.

import React, { useEffect, useLayoutEffect, useReducer, useRef, type ReactElement } from 'react';
import { heightsOf, layOut, between, type Layout } from './heights';
import { register } from './registry';
import { Slots } from './slots';

export interface Row {
  key: string;
  node: ReactElement;
  /** Stays mounted off screen: a composer with a draft in it. */
  keep?: boolean;
}

interface Props {
  /** Names the list's remembered heights; one a page. */
  id: string;
  label: string;
  heading: string;
  rows: Row[];
  /** Where to scroll on the first draw: Back came here. */
  restore: number | null;
  /** The row to put at the top of the screen on the first draw. */
  focus?: string;
}

/** Pixels drawn above and below the screen. */
const OVERSCAN = 700;
/** Height of the sticky header above the column. */
export const HEADER = 54;

interface Anchor {
  key: string;
  offset: number;
}

export function List(props: Props) {
  const { id, label, heading, rows, restore, focus } = props;
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const [ready, becomeReady] = useReducer(() => true, heightsOf(id).size > 0);
  const box = useRef<HTMLDivElement>(null);
  const slots = useRef(new Slots()).current;
  const cells = useRef(new Map<number, Element>()).current;
  const rowOf = useRef(new WeakMap<Element, string>()).current;
  const observer = useRef<ResizeObserver | null>(null);
  const top = useRef(0);
  const anchor = useRef<Anchor | null>(null);
  const landed = useRef(false);
  const heights = heightsOf(id);
  const keys = rows.map((row) => row.key);
  const layout = layOut(keys, heights);
  const latest = useRef<{ keys: string[]; layout: Layout }>({ keys, layout });
  latest.current = { keys, layout };

  const [first, last] = between(layout, top.current - OVERSCAN, top.current + window.innerHeight + OVERSCAN);
  const wanted = keys.filter((_, i) => (i >= first && i < last) || rows[i]?.keep);
  const known = new Set(keys);
  const holdsFocus = (slot: number) => cells.get(slot)?.contains(document.activeElement) ?? false;
  const drawn = slots.assign(wanted, (key) => !known.has(key), holdsFocus);
  const shown = keys.flatMap((key, i) => (drawn.has(key) ? [i] : []));

  // The real site draws a list without a style first and then replaces it.
  useEffect(() => {
    if (ready) return;
    const frame = requestAnimationFrame(() => becomeReady());
    return () => cancelAnimationFrame(frame);
  }, [ready]);

  useLayoutEffect(() => {
    if (!ready || !box.current) return;
    let wrong = false;
    cells.clear();
    shown.forEach((i, n) => {
      const cell = box.current?.children[n];
      const key = keys[i];
      if (!cell || key === undefined) return;
      cells.set(drawn.get(key) ?? -1, cell);
      rowOf.set(cell, key);
      observer.current?.observe(cell);
      const height = cell.getBoundingClientRect().height;
      if (Math.abs((heights.get(key) ?? -1) - height) > 0.5) {
        heights.set(key, height);
        wrong = true;
      }
    });
    if (wrong) return redraw();
    if (!landed.current) land();
    else hold();
  });

  /** The first scroll of a page: to where Back left it, or to the focused post. */
  function land(): void {
    landed.current = true;
    const at = focus ? keys.indexOf(focus) : -1;
    if (restore !== null) window.scrollTo(0, restore);
    else if (at > 0) window.scrollTo(0, listTop() + (layout.tops[at] ?? 0) - HEADER);
    else window.scrollTo(0, 0);
    look();
  }

  /** Keeps the topmost visible row where it is when rows above it change. */
  function hold(): void {
    const held = anchor.current;
    const at = held ? keys.indexOf(held.key) : -1;
    const now = -(box.current?.getBoundingClientRect().top ?? 0);
    if (held && at >= 0 && now > 0) {
      const shift = (layout.tops[at] ?? 0) + held.offset - now;
      if (Math.abs(shift) > 1) window.scrollBy(0, shift);
    }
    look();
  }

  function listTop(): number {
    return (box.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
  }

  /** Reads the scroll position; draws again if other rows are due. */
  function look(): void {
    if (!box.current) return;
    const now = -box.current.getBoundingClientRect().top;
    const { keys: names, layout: places } = latest.current;
    const [at] = between(places, Math.max(0, now + HEADER), now + window.innerHeight);
    const key = names[at];
    anchor.current = key === undefined || now <= 0 ? null : { key, offset: now - (places.tops[at] ?? 0) };
    const range = (y: number) => between(places, y - OVERSCAN, y + window.innerHeight + OVERSCAN).join();
    const due = range(now) !== range(top.current);
    top.current = now;
    if (due) redraw();
  }

  useEffect(() => {
    if (!ready) return;
    const sizes = new ResizeObserver((entries) => {
      const grown = entries.some(({ target }) => {
        if (!target.isConnected) sizes.unobserve(target);
        const height = target.getBoundingClientRect().height;
        const before = heightsOf(id).get(rowOf.get(target) ?? '') ?? height;
        return target.isConnected && Math.abs(before - height) > 0.5;
      });
      if (grown) redraw();
    });
    observer.current = sizes;
    for (const cell of cells.values()) sizes.observe(cell);
    const scroll = () => look();
    window.addEventListener('scroll', scroll, { passive: true });
    window.addEventListener('resize', redraw);
    const leave = register({
      keys: () => latest.current.keys,
      cell: (key) => [...cells.values()].find((cell) => cell.isConnected && rowOf.get(cell) === key) ?? null,
      topOf: (key) => {
        const at = latest.current.keys.indexOf(key);
        return at < 0 ? null : listTop() + (latest.current.layout.tops[at] ?? 0);
      },
      recycle: () => {
        slots.shuffle();
        redraw();
      },
    });
    return () => {
      leave();
      sizes.disconnect();
      observer.current = null;
      window.removeEventListener('scroll', scroll);
      window.removeEventListener('resize', redraw);
    };
  }, [ready, id]);

  return (
    <section aria-labelledby="accessible-list-0" role="region" className="list">
      <h1 dir="auto" aria-level={1} role="heading" id="accessible-list-0" className="aloud">
        {heading}
      </h1>
      <div aria-label={label}>
        {ready ? (
          <div key="rows" ref={box} style={{ position: 'relative', minHeight: `${layout.total}px` }}>
            {shown.map((i) => {
              const row = rows[i];
              if (!row) return null;
              return (
                <div
                  key={drawn.get(row.key)}
                  className="cell"
                  data-testid="cellInnerDiv"
                  style={{ transform: `translateY(${layout.tops[i]}px)`, position: 'absolute', width: '100%' }}
                >
                  {row.node}
                </div>
              );
            })}
          </div>
        ) : (
          <div key="waiting">
            <div role="progressbar" aria-label="Loading" className="spinner" />
          </div>
        )}
      </div>
    </section>
  );
}
