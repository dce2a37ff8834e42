// The sites' tables in use: those that came with Handrail, each replaced by an update if there is a newer one that this
// browser takes. Hosts are the package's alone.

import shipped from "../../target/generated/sites.json";
import type { Table } from "./table";

/** Lists that hold words, not selectors. */
const WORDS = ["attributes", "keys", "sendKeys"];
/** What a table need not have. */
const OPTIONAL = ["unseen", "whom", "given"];

const own = shipped.tables as Table[];

/** What is in use for the page; `refused` hears of an update that cannot be used. */
export async function tables(refused: (site: string, what: string) => void): Promise<Table[]> {
  try {
    const { siteTables } = await chrome.storage.local.get("siteTables");
    return merged(siteTables, refused, (selector) => document.createDocumentFragment().querySelector(selector));
  } catch {
    return own;
  }
}

/** The shipped tables with what `stored` has in their places. `look` throws where the browser does not take a selector. */
export function merged(stored: unknown, refused: (site: string, what: string) => void, look: (selector: string) => unknown): Table[] {
  const { serial, sites } = (stored ?? {}) as { serial?: unknown; sites?: unknown };
  if (typeof serial !== "number" || serial <= shipped.serial || !Array.isArray(sites)) return own;
  return own.map((table) => {
    const update = (sites as (Table | null)[]).find((one) => one?.name === table.name);
    if (!update) return table;
    const odd = fault(update, table, look);
    const { hosts, known } = table;
    if (odd === undefined) return { ...update, hosts, known } as Table;
    refused(table.name, odd);
    return table;
  });
}

/** What of an update cannot be used; nothing where all can. */
function fault(update: Table, table: Table, look: (selector: string) => unknown): string | undefined {
  let at = "";
  try {
    for (const part of ["fields", "lists", "flags", "votes"] as const) if (typeof update[part] !== "object") return part;
    for (const part of ["page", "parts", "composer"] as const) {
      for (const [name, value] of Object.entries(table[part])) {
        const other: unknown = (update[part] as unknown as Record<string, unknown>)[name];
        const missing = other === undefined && OPTIONAL.includes(name);
        if (!missing && (typeof other !== typeof value || Array.isArray(other) !== Array.isArray(value))) return `${part}.${name}`;
      }
    }
    for (at of selectors(update)) look(at);
    for (at of patterns(update)) new RegExp(at);
    return undefined;
  } catch (error) {
    return at || String(error);
  }
}

function* selectors({ page, parts, composer, fields, lists, flags }: Table): Generator<string, void> {
  for (const part of [page, parts, composer]) {
    for (const [name, value] of Object.entries(part)) {
      if (Array.isArray(value) && !WORDS.includes(name)) yield* value as string[];
    }
  }
  for (const part of [fields, lists, flags]) {
    for (const rules of Object.values(part) as { select?: string; around?: string; outside?: string }[][]) {
      for (const rule of rules) for (const one of [rule.select, rule.around, rule.outside]) if (one !== undefined) yield one;
    }
  }
}

function* patterns({ page, composer, fields, lists, votes }: Table): Generator<string, void> {
  yield* [page.id, page.conversation, composer.address, composer.given ?? "", ...Object.values(votes)];
  for (const { words } of [...Object.values(fields), ...Object.values(lists)].flat()) yield words ?? "";
}
