import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Palette } from "./palette.ts";

describe("a palette", () => {
  it("keeps a key's slot when the order changes and others come", () => {
    const palette = new Palette(4);
    assert.deepEqual(palette.assign(["a", "b"]), [0, 1]);
    assert.deepEqual(palette.assign(["c", "b", "a"]), [2, 1, 0]);
  });

  it("gives a slot again once its key is gone", () => {
    const palette = new Palette(2);
    palette.assign(["a", "b"]);
    assert.deepEqual(palette.assign(["b", "c"]), [1, 0]);
  });

  it("begins again past its last slot", () => {
    assert.deepEqual(new Palette(2).assign(["a", "b", "c"]), [0, 1, 0]);
  });
});
