// What every site's table must say of its composer.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { kindOf } from "../../extension/content/editors/kind";
import type { Table } from "../../extension/content/table";
import sites from "../../target/generated/sites.json";

test("every site's composer is of a kind that is known, and its sends can be held", () => {
  for (const { name, composer } of sites.tables as Table[]) {
    assert.ok(kindOf(composer.kind), `${name}: ${composer.kind}`);
    for (const list of [composer.editor, composer.root, composer.reply, composer.send, composer.sendKeys]) assert.ok(list.length > 0, name);
    for (const keys of composer.sendKeys) {
      const held = keys.split("+").slice(0, -1);
      assert.ok(held.every((key) => ["Ctrl", "Meta", "Alt", "Shift"].includes(key)), `${name}: ${keys}`);
    }
  }
  assert.equal(kindOf("toString"), undefined);
});
