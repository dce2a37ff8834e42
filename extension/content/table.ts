// The site's table, as data: this script knows no site by itself. Tables are in `src/site/*.toml`.

import tables from "../../target/generated/sites.json";

/** How to read one thing of a post. */
export interface Rule {
  select: string;
  /** `text`, or `@attribute`. */
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
  /** The site's own buttons and keys (`Ctrl+Enter`) that send. They are only ever watched. */
  send: string[];
  sendKeys: string[];
}

export interface Table {
  name: string;
  hosts: string[];
  page: {
    column: string[];
    dialog: string[];
    row: string[];
    post: string[];
    quoted: string[];
    signs: string[];
    attributes: string[];
    id: string;
    /** Addresses of a conversation, and the key of the post that it is about. */
    conversation: string;
    /** What stands between a conversation and other posts below it. */
    end: string[];
  };
  fields: Record<string, Rule[]>;
  lists: Record<string, Rule[]>;
  flags: Record<string, Flag[]>;
  parts: Record<"avatar" | "header" | "body" | "permalink" | "buttons", string[]>;
  composer: ComposerTable;
}

/** The table of the site at `host`. */
export function tableOf(host: string): Table | undefined {
  return (tables as Table[]).find((table) => table.hosts.includes(host));
}

/** Any of these selectors. */
export function any(selectors: string[]): string {
  return selectors.join(", ");
}

/** The first variant that is there. */
export function first(root: ParentNode, selectors: string[]): Element | null {
  for (const selector of selectors) {
    const found = root.querySelector(selector);
    if (found) return found;
  }
  return null;
}
