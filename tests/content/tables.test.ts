// Which tables a page uses: the shipped ones, or an update that is newer and that this browser takes.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import type { Table } from "../../extension/content/table";
import { merged } from "../../extension/content/tables";
import sites from "../../target/generated/sites.json";

const own = sites.tables as Table[];
const NEWER = sites.serial + 100;

/** A copy of the site's shipped table, without what an update cannot say. */
function update(name: string, change: (table: Table) => void = () => undefined): Table {
  const { hosts: _, known: __, ...table } = structuredClone(own.find((one) => one.name === name)) as Table;
  change(table as Table);
  return table as Table;
}

/** What is used, and what was refused. `odd`: a selector that the browser does not take. */
function used(stored: unknown, odd = "a:unknown"): { tables: Table[]; refused: string[] } {
  const refused: string[] = [];
  const look = (selector: string) => {
    assert.equal(typeof selector, "string");
    if (selector === odd) throw new SyntaxError("no selector");
  };
  return { tables: merged(stored, (site, what) => refused.push(`${site}: ${what}`), look), refused };
}

test("an update takes the place of its site's table alone, and never of its hosts", () => {
  const x = update("x", (table) => (table.page.post = ["article.new"]));
  const { tables, refused } = used({ serial: NEWER, sites: [{ ...x, hosts: ["evil.example"], known: ["*"] }] });
  assert.deepEqual(refused, []);
  assert.deepEqual(tables.find(({ name }) => name === "x")?.page.post, ["article.new"]);
  for (const table of own) {
    const now = tables.find(({ name }) => name === table.name);
    assert.deepEqual([now?.hosts, now?.known], [table.hosts, table.known]);
    if (table.name !== "x") assert.equal(now, table);
  }
});

test("an update that is not newer than the package is not used", () => {
  for (const serial of [sites.serial, sites.serial - 1, 0, "9999999999", null]) {
    assert.equal(used({ serial, sites: [update("x", (table) => (table.page.post = ["b"]))] }).tables, own);
  }
});

test("a damaged record changes nothing", () => {
  for (const stored of [undefined, null, 5, "text", [], {}, { serial: NEWER }, { serial: NEWER, sites: 5 }]) assert.equal(used(stored).tables, own);
  const damaged: unknown[] = [null, 5, {}, { name: "x" }, { name: "x", page: 5 }, { ...update("x"), fields: 5 }, { ...update("x"), votes: null }, { ...update("x"), fields: { text: 5 } }, { ...update("x"), flags: { repost: {} } }, { ...update("x"), parts: {} }];
  for (const one of damaged) assert.deepEqual(used({ serial: NEWER, sites: [one] }).tables, own, JSON.stringify(one)?.slice(0, 80));
  for (const name of Object.keys(update("x").page)) {
    const table = update("x", (table) => delete (table.page as unknown as Record<string, unknown>)[name]);
    const { tables, refused } = used({ serial: NEWER, sites: [table] });
    assert.equal(tables[0], own[0]);
    assert.deepEqual(refused, [`x: page.${name}`]);
  }
});

test("a table with a selector or pattern that the browser does not take is not used, and that is told", () => {
  const places: ((table: Table) => void)[] = [
    (table) => table.page.end.push("a:unknown"),
    (table) => table.parts.body.push("a:unknown"),
    (table) => table.composer.send.push("a:unknown"),
    (table) => table.fields["text"]?.push({ select: "a:unknown", take: "text" }),
    (table) => table.lists["replyingTo"]?.push({ select: "a", outside: "a:unknown", take: "text" }),
    (table) => table.flags["repost"]?.push({ around: "a:unknown" }),
  ];
  for (const change of places) {
    const { tables, refused } = used({ serial: NEWER, sites: [update("x", change), update("bluesky", (table) => (table.page.post = ["b"]))] });
    assert.deepEqual(refused, ["x: a:unknown"]);
    assert.equal(tables.find(({ name }) => name === "x"), own.find(({ name }) => name === "x"));
    assert.deepEqual(tables.find(({ name }) => name === "bluesky")?.page.post, ["b"]);
  }
  assert.deepEqual(used({ serial: NEWER, sites: [update("x", (table) => (table.votes["author"] = "(("))] }).refused, ["x: (("]);
});
