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

test("what the agent writes in is never covered while there is room above or below it", () => {
  const view = { width: 420, height: 900 };
  const post = { left: 10, right: 410, top: 100 };
  for (let top = -200; top < 900; top += 25) {
    for (const tall of [60, 180, 420]) {
      const box = { left: 10, right: 410, top, bottom: top + tall };
      const text = { left: 60, right: 400, top: top + 10, bottom: top + 50 };
      const at = place(post, view, HEIGHT, [box, text]);
      const label = JSON.stringify({ top, tall, at });
      assert.ok(at.top >= 0 && at.top + at.height <= view.height && at.height >= 150, label);
      assert.ok(at.top + at.height <= text.top || at.top >= text.bottom, label);
      const room = Math.max(box.top, view.height - box.bottom) - 24;
      if (room >= 150) assert.ok(at.top + at.height <= box.top || at.top >= box.bottom, label);
    }
  }
});

test("where there is room beside the post nothing gives way", () => {
  const view = { width: 1300, height: 900 };
  const post = { left: 300, right: 900, top: 100 };
  const box = { left: 300, right: 900, top: 200, bottom: 400 };
  assert.deepEqual(place(post, view, HEIGHT, [box]), place(post, view, HEIGHT));
});
