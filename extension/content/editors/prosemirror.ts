// ProseMirror, and TipTap, which is built on it (Bluesky). It takes in the caret's place a task after the page does.

import type { Kind } from "./kind";
import { readLines } from "./lines";
import { paste } from "./paste";

export const prosemirror: Kind = { read: readLines, put: paste };
