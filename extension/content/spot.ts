// Where a mark can stand without covering anything, measured once per painting: under the author's picture, where the
// text stands beside it; else at the free end of the header's line or of the line with the permalink.

import type { Reader } from "./snapshot";
import { any } from "./table";

export interface Spot {
  mode: "column" | "line";
  /** How many lines fit. */
  rows: number;
  /** The post's own box holds nothing in place, so everything is measured from where the host happens to be. */
  free: boolean;
  /** Lengths for the style sheet. */
  values: Record<string, string>;
}

/** A box with its sides named along the reading direction: start < end also where text runs right to left. */
interface Box {
  start: number;
  end: number;
  top: number;
  bottom: number;
}

/** Boxes of lines of text reach a little further than their letters. */
const SLACK = 4;

const ROOM = { width: 44, height: 28, tall: 52, line: 92, rail: 6, beyond: 16 };

/** Reads only: call it for all posts before anything is written. `host` is the mark's element, already in the post. */
export function measure(post: Element, host: Element, reader: Reader): Spot {
  const style = getComputedStyle(post);
  const free = style.position === "static";
  // Boxes come in the window's pixels, lengths are set in the page's, which a style may have zoomed.
  const zoom = (post as Element & { currentCSSZoom?: number }).currentCSSZoom ?? 1;
  const boxOf = boxes(style.direction === "rtl", zoom);
  const own = boxOf(post);
  const origin = free ? boxOf(host) : padding(own, style);
  const part = reader.part(post);
  const parts = reader.table.parts;
  const picture = firstBox(part.find(any(parts.avatar), false), boxOf);
  const out = outside(post, own, picture, boxOf);
  const box = { ...own, start: own.start - out };
  const rail = { "rail-start": px(box.start - origin.start), "rail-top": px(box.top - origin.top), "rail-height": px(box.bottom - box.top) };
  const at = (mode: Spot["mode"], rows: number, values: Record<string, string>): Spot => ({
    mode,
    rows,
    free,
    values: free || out > 0 ? { ...rail, ...values } : values,
  });

  const column = underPicture(box, picture, firstBox(part.find(any(parts.body), false), boxOf));
  if (column) {
    const { start, top, width, height } = column;
    const rows = height >= ROOM.tall ? 3 : 2;
    return at("column", rows, { start: px(start - origin.start), top: px(top - origin.top), width: px(width) });
  }
  const lines = [parts.header, parts.permalink].map((line) => firstBox(part.find(any(line), false), boxOf));
  const gap = freeLine(post, box, lines, any(parts.buttons), boxOf);
  const top = px((gap.top + gap.bottom) / 2 - 12 - origin.top);
  const end = free ? px(origin.end - gap.end) : px(box.end - gap.end);
  return at("line", 1, { end, top, width: px(gap.end - gap.start) });
}

/** How far beyond the post's own edge its mark may reach, where the picture stands right at that edge. */
function outside(post: Element, box: Box, picture: Box | undefined, boxOf: (element: Element) => Box): number {
  if (!picture || !post.parentElement || picture.start - box.start >= ROOM.rail) return 0;
  return Math.min(Math.max(box.start - boxOf(post.parentElement).start, 0), ROOM.beyond);
}

/** The space between the picture and the post's lower edge, if the text stands beside the picture. */
function underPicture(box: Box, picture: Box | undefined, body: Box | undefined) {
  if (!picture || !body || body.start < picture.end - 1) return undefined;
  const [start, top] = [box.start + 5, picture.bottom + 4];
  const [width, height] = [body.start - 3 - start, box.bottom - top - 3];
  return width >= ROOM.width && height >= ROOM.height ? { start, top, width, height } : undefined;
}

/** The last free stretch in the header's line; else beside the permalink; else the end of the header, come what may. */
function freeLine(post: Element, box: Box, lines: (Box | undefined)[], buttons: string, boxOf: (element: Element) => Box): Box {
  const things = [...post.querySelectorAll(`span, time, svg, img, ${buttons}`)].map(boxOf).filter(visible);
  for (const line of lines) {
    const band = line && { top: middle(line) - 12, bottom: middle(line) + 12 };
    const gap = band && lastGap(things, band, box);
    if (gap) return gap;
  }
  const header = lines[0] ?? box;
  return { start: box.end - 8 - ROOM.line, end: box.end - 8, top: header.top, bottom: header.bottom };
}

function middle(box: Box): number {
  return (box.top + box.bottom) / 2;
}

function lastGap(things: Box[], band: { top: number; bottom: number }, box: Box): Box | undefined {
  const across = things
    .filter((thing) => thing.bottom > band.top + SLACK && thing.top < band.bottom - SLACK)
    .sort((one, other) => one.start - other.start);
  let reached = box.start;
  let found: Box | undefined;
  for (const { start, end } of [...across, { start: box.end, end: box.end }]) {
    if (start - reached >= ROOM.line + 16) found = { start: reached + 8, end: start - 8, ...band };
    reached = Math.max(reached, end);
  }
  return found;
}

function firstBox(elements: Iterable<Element>, boxOf: (element: Element) => Box): Box | undefined {
  for (const element of elements) {
    const box = boxOf(element);
    if (visible(box)) return box;
  }
  return undefined;
}

function visible(box: Box): boolean {
  return box.end - box.start > 1 && box.bottom - box.top > 1;
}

function boxes(rtl: boolean, zoom: number): (element: Element) => Box {
  return (element) => {
    const box = element.getBoundingClientRect();
    const [left, right, top, bottom] = [box.left / zoom, box.right / zoom, box.top / zoom, box.bottom / zoom];
    return rtl ? { start: -right, end: -left, top, bottom } : { start: left, end: right, top, bottom };
  };
}

/** Absolute positions count from inside the border. */
function padding(box: Box, style: CSSStyleDeclaration): Box {
  const width = (value: string): number => Number.parseFloat(value) || 0;
  return {
    start: box.start + width(style.borderInlineStartWidth),
    end: box.end - width(style.borderInlineEndWidth),
    top: box.top + width(style.borderBlockStartWidth),
    bottom: box.bottom - width(style.borderBlockEndWidth),
  };
}

function px(length: number): string {
  return `${Math.round(length * 10) / 10}px`;
}
