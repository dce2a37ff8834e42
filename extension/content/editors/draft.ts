// Draft.js (X). Never `execCommand`: in Chromium it tears an empty editor from its model.

import type { Kind } from "./kind";
import { readLines } from "./lines";
import { paste } from "./paste";

export const draft: Kind = { read: readLines, put: paste };
