// Which of the page's posts make a conversation: the site shows them one below the other and leaves out who is answered.

import { any, namer, type Table } from "./table";

export class Thread {
  private readonly address: (path: string) => string | undefined;
  private readonly dialog: string;
  private readonly end: string;

  constructor(table: Table) {
    this.address = namer(table, table.page.conversation);
    this.dialog = any(table.page.dialog);
    this.end = any(table.page.end);
  }

  /** The key of the post that the page is about; nothing where the page is no conversation. */
  about(): string | undefined {
    return this.address(location.pathname);
  }

  /** Those of `posts` that belong to it, in order: of a dialog's those in the dialog, and none behind its end. */
  members(posts: Element[]): Element[] {
    if (this.about() === undefined) return [];
    const inside = posts.filter((post) => post.closest(this.dialog) !== null);
    const candidates = inside.length > 0 ? inside : posts;
    const ends = [...document.querySelectorAll(this.end)];
    const first = candidates[0];
    const end = ends.find((end) => first !== undefined && follows(first, end));
    return end ? candidates.filter((post) => follows(post, end)) : candidates;
  }
}

/** Whether the second comes after the first in the document. */
function follows(first: Node, second: Node): boolean {
  return (first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
