// Lexical. A line is a paragraph where the site set it up as rich text, and a break within one where it is plain.

import type { Kind } from "./kind";
import { readLines } from "./lines";
import { paste } from "./paste";

export const lexical: Kind = { read: readLines, put: paste };
