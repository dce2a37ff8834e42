import assert from "node:assert/strict";
import { test } from "node:test";
import { place } from "../../extension/content/beside";

const HEIGHT = 400;

test("the frame stands beside its post and never outside the window", () => {
  for (const width of [320, 420, 700, 1000, 1300, 1920]) {
    for (const height of [500, 950]) {
      for (const top of [-5000, -20, 0, 300, 900, 9000]) {
        const view = { width, height };
        const post = { left: width / 4, right: (width * 3) / 4, top };
        const at = place(post, view, HEIGHT);
        const label = JSON.stringify({ view, top, at });
        assert.ok(at.left >= 0 && at.left + at.width <= width, label);
        assert.ok(at.top >= 0 && at.top + HEIGHT <= height, label);
      }
    }
  }
});

test("where there is room the post itself stays free", () => {
  const post = { left: 300, right: 900, top: 100 };
  assert.ok(place(post, { width: 1300, height: 950 }, HEIGHT).left >= post.right);
});

test("in a narrow window it is a sheet at the bottom", () => {
  const at = place({ left: 70, right: 420, top: 100 }, { width: 420, height: 900 }, HEIGHT);
  assert.ok(at.top > 400 && at.width > 380, JSON.stringify(at));
});
