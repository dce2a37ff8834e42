// What a kind of editor must be able to do. A site's table names the kind; one kind is one file, with one way a browser.

import { draft } from "./draft";
import { lexical } from "./lexical";
import { prosemirror } from "./prosemirror";
import { textarea } from "./textarea";

export interface Kind {
  /** What the editor holds, with line breaks; `line` finds its lines, where it has any. */
  read(editor: HTMLElement, line: string): string;
  /**
   * Puts `text` behind everything that the editor holds, once, as one step that the site's own undo takes back. Whether
   * it arrived is seen by reading.
   */
  put(editor: HTMLElement, text: string): Promise<void>;
}

const KINDS: Record<string, Kind> = { draft, lexical, prosemirror, textarea };

/** The kind called `name`; an unknown one cannot be written into. */
export function kindOf(name: string): Kind | undefined {
  return Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
}
