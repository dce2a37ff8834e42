// The page's structure without a word of it, for whoever mends a site's table: elements, roles and test ids as they are;
// of texts, addresses and names only the shape.

import { first, type Table } from "./table";

/** So many posts show how the others are made. */
const POSTS = 3;
/** Deeper, and beyond so many elements, nothing new is learnt. */
const DEEP = 40;
const MANY = 6000;
/** Attributes whose values are the site's own words for its parts. */
const OWN = ["role", "type", "tabindex", "aria-modal", "contenteditable", "dir", "rel"];
/** Attributes whose shape is kept, beside those that the table's selectors name. */
const SHAPED = ["href", "datetime", "id", "name"];

interface Shape {
  /** The element with its classes. */
  is: string;
  has?: Record<string, string>;
  /** How many letters of text stand right in it. */
  text?: number;
  in?: Shape[];
}

export interface Skeleton {
  site: string;
  version: string;
  /** The shape of the page's address. */
  address: string;
  missing: string[];
  parts: Record<string, Shape[]>;
}

/** What of a value is the same for everybody: words that the table itself names stay, all others become `a`, digits `0`. */
export function shape(value: string, known: ReadonlySet<string>): string {
  return value
    .slice(0, 300)
    .split(/([^\p{L}\p{N}_]+)/u)
    .map((part, at) => {
      if (at % 2 === 1) return part.replace(/[^\x20-\x7e]/gu, "?");
      if (part === "" || known.has(part)) return part;
      return /^\p{N}+$/u.test(part) ? "0" : "a";
    })
    .join("");
}

/** The words in the table's own selectors and patterns: the site's, and no person's. */
export function wordsOf(table: Table): Set<string> {
  return new Set(JSON.stringify(table).match(/[\p{L}_][\p{L}\p{N}_]*/gu));
}

/** The attributes that the table's selectors name, such as test ids. */
function attributesOf(table: Table): Set<string> {
  const named = [...JSON.stringify(table).matchAll(/\[([a-z-]+)[\]^$*~|=]/g)].flatMap(([, name]) => name ?? []);
  return new Set([...SHAPED, ...named]);
}

export function skeleton(table: Table, posts: Element[], missing: string[]): Skeleton {
  const draw = drawer(wordsOf(table), attributesOf(table));
  const column = first(document, table.page.column) ?? document.body;
  const box = first(document, [...table.composer.editor, ...table.composer.send]);
  const composer = box?.closest(table.page.dialog.join(", ")) ?? box?.parentElement?.parentElement;
  return {
    site: table.name,
    version: chrome.runtime.getManifest().version,
    address: shape(location.pathname, wordsOf(table)),
    missing,
    parts: {
      // Where posts were found they say more than what is around them.
      posts: (posts.length > 0 ? posts.slice(0, POSTS) : [column]).flatMap((post) => draw(post)),
      composer: composer ? draw(composer) : [],
    },
  };
}

function drawer(known: ReadonlySet<string>, shaped: ReadonlySet<string>): (element: Element, depth?: number) => Shape[] {
  let left = MANY;
  return function draw(element: Element, depth = 0): Shape[] {
    if (left <= 0 || depth > DEEP || element.localName.startsWith("handrail-")) return [];
    left -= 1;
    const has: Record<string, string> = {};
    for (const { name, value } of element.attributes) {
      if (OWN.includes(name)) has[name] = shape(value, new Set([...known, value]));
      else if (shaped.has(name)) has[name] = shape(value, known);
      // Labels and the like are words: that they are there says enough.
      else if (name !== "class" && name !== "style") has[name] = "";
    }
    const classes = [...element.classList].slice(0, 6).map((name) => `.${name}`);
    const text = [...element.childNodes].reduce((sum, node) => sum + (node instanceof Text ? node.data.trim().length : 0), 0);
    const inside: Shape[] = [...element.children].flatMap((child) => draw(child, depth + 1));
    return [
      {
        is: [element.localName, ...classes].join(""),
        ...(Object.keys(has).length > 0 ? { has } : {}),
        ...(text > 0 ? { text } : {}),
        ...(inside.length > 0 ? { in: inside } : {}),
      },
    ];
  };
}
