// The site's table, as data: this script knows no site by itself. Tables are in `src/site/*.toml`; `tables.ts` gets them.

/** How to read one thing of a post. */
export interface Rule {
  /** Which elements of the post; without it the element that `around` names. */
  select?: string;
  /** Only where the post is this or stands in it. */
  around?: string;
  /** `text`, `@attribute`, or `address`: the page's own path. */
  take: string;
  /** Only what follows this in the attribute. */
  after?: string;
  /** Only where the element's own words look like this. */
  words?: string;
  /** Not inside these. */
  outside?: string;
  /** Look in the quoted post, not in the post's own part. */
  quoted?: boolean;
  /** Changes while one looks: a change of this alone is no reason to judge the post again. */
  loose?: boolean;
}

export interface Flag {
  select?: string;
  around?: string;
}

export interface ComposerTable {
  /** A file of `editors/`. */
  kind: string;
  editor: string[];
  /** The elements of an editor that stand on lines of their own; none where it is plain text. */
  line: string[];
  root: string[];
  address: string;
  /** The post's own buttons that open a composer about it. */
  reply: string[];
  /** In a composer that stands beside the posts all the time: the link to whom it answers. */
  whom?: string[];
  /** What the site writes at the beginning of a reply: nothing that the agent has written. */
  given?: string;
  /** The site's own buttons and keys (`Ctrl+Enter`) that send. They are only ever watched. */
  send: string[];
  sendKeys: string[];
}

export interface Table {
  name: string;
  hosts: string[];
  /** Where anybody may run a server of the site: what its pages have. */
  known?: string[];
  page: {
    column: string[];
    dialog: string[];
    /** Where the site keeps pages that it shows no more: their posts are none of this page's. */
    unseen?: string[];
    row: string[];
    post: string[];
    /** What is looked for as well where a post's link lies in none of those. */
    otherwise: string[];
    quoted: string[];
    signs: string[];
    /** What a post without text consists of. */
    media: string[];
    attributes: string[];
    id: string;
    /** Addresses of a conversation, and the key of the post that it is about. */
    conversation: string;
    /** What stands between a conversation and other posts below it. */
    end: string[];
  };
  fields: Record<string, Rule[]>;
  /** Fields whose rules are signs that vote, and what in a value is compared. Where no value wins, there is none. */
  votes: Record<string, string>;
  lists: Record<string, Rule[]>;
  flags: Record<string, Flag[]>;
  parts: Record<"avatar" | "header" | "body" | "permalink" | "buttons", string[]>;
  composer: ComposerTable;
}

/** The table of the site that the page belongs to, of all. */
export function tableOf(all: Table[], host: string, page: ParentNode): Table | undefined {
  return all.find((table) => table.hosts.includes(host)) ?? all.find(({ known }) => known && page.querySelector(any(known)));
}

/** How posts are named here: by what `pattern` finds in an address; on one of many servers by the server too. */
export function namer(table: Table, pattern: string): (address: string) => string | undefined {
  const server = table.known ? `${location.host}/` : "";
  const find = new RegExp(pattern);
  return (address) => {
    const found = find.exec(shortened(address))?.[1];
    return found === undefined ? undefined : server + found;
  };
}

/** So much of a text is held against a pattern: what decides stands at its beginning, and no pattern takes long with it. */
const MOST = 1_000;

export function shortened(text: string): string {
  return text.length > MOST ? text.slice(0, MOST) : text;
}

/** Any of these selectors; of none, what matches nothing. */
export function any(selectors: string[]): string {
  return selectors.join(", ") || ":not(*)";
}

/** The first variant that is there. */
export function first(root: ParentNode, selectors: string[]): Element | null {
  for (const selector of selectors) {
    const found = root.querySelector(selector);
    if (found) return found;
  }
  return null;
}
