import assert from "node:assert/strict";
import { it } from "node:test";
import { SPARKLINE_WIDTH, sparkline } from "./sparkline.ts";

it("a line reaches from the least to the greatest number, with a space where there is none", () => {
  assert.equal(sparkline([-7, -6, -5, -4, undefined, -3, -2, -1, 0]), "▁▂▃▄ ▅▆▇█");
  assert.equal(sparkline([1, Number.NaN, Number.POSITIVE_INFINITY, 2]), "▁  █");
});

it("what never changes is drawn as it is: in the middle, and zero at the bottom", () => {
  assert.equal(sparkline([5, 5, 5]), "▄▄▄");
  assert.equal(sparkline([0, 0]), "▁▁");
  assert.equal(sparkline([undefined]), " ");
});

it("more numbers than fit are drawn by their means", () => {
  const numbers = Array.from({ length: 2 * SPARKLINE_WIDTH }, (_, i) => (i % 2 === 0 ? 0 : i - 1));
  const line = sparkline(numbers);
  assert.equal([...line].length, SPARKLINE_WIDTH);
  assert.match(line, /^▁+▂+▃+▄+▅+▆+▇+█+$/);
});
