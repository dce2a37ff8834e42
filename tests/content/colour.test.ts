import assert from "node:assert/strict";
import { test } from "node:test";
import { luminance, parse } from "../../extension/content/colour";
import { INTENTS } from "../../extension/content/look";

function channels(hex: string): [number, number, number] {
  const [red = 0, green = 0, blue = 0] = (hex.match(/\w\w/g) ?? []).map((pair) => Number.parseInt(pair, 16));
  return [red, green, blue];
}

function contrast(one: [number, number, number], other: [number, number, number]): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

test("every mark can be read: words on badges, badges when urgent, rails on pages", () => {
  const pages = { light: ["#ffffff", "#f7f9f9"], dark: ["#000000", "#050505", "#15202b", "#16181c"] };
  for (const [name, themes] of Object.entries(INTENTS)) {
    for (const theme of ["light", "dark"] as const) {
      const [ink, paper] = themes[theme].map(channels) as [[number, number, number], [number, number, number]];
      assert.ok(contrast(ink, paper) >= 4.5, `${name} ${theme}: words ${contrast(ink, paper)}`);
      for (const page of pages[theme]) {
        assert.ok(contrast(ink, channels(page)) >= 3, `${name} on ${page}: rail ${contrast(ink, channels(page))}`);
      }
    }
  }
});

test("a see-through background is none", () => {
  assert.equal(parse("rgba(0, 0, 0, 0)"), undefined);
  assert.deepEqual(parse("rgb(21, 32, 43)"), [21, 32, 43]);
});
