// What the drill asks of the content script's own parts, in a page of its own without an extension.

import sites from "../../../target/generated/sites.json";
import { Doctor } from "../../../extension/content/health";
import { Reader } from "../../../extension/content/snapshot";
import type { Table } from "../../../extension/content/table";

/** What is read from the page as it stands, and which light the panel would show. */
function probe(name: string) {
  const table = (sites.tables as unknown as Table[]).find((table) => table.name === name);
  if (!table) throw new Error(`no table for ${name}`);
  const reader = new Reader(table);
  const doctor = new Doctor(reader);
  reader.check();
  const readings = reader.posts().map((post) => reader.read(post));
  doctor.seen(readings);
  const { level, missing } = doctor.health({ open: 0, handled: 0 });
  const author = new RegExp(table.votes["author"] ?? "");
  const posts = readings
    .filter(({ raw }) => raw.key !== "")
    .map(({ raw }) => ({ key: raw.key, author: author.exec(raw.fields["author"] ?? "")?.[1] ?? "", text: raw.fields["text"] ?? "" }));
  return { level, missing, posts };
}

Object.assign(window, { __probe: probe });
