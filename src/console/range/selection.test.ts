import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULT_SELECTION, PRESETS, readSelection, type Selection, writeSelection } from "./selection.ts";

describe("a selection in the address", () => {
  it("is read back as it was written", () => {
    const spans: Selection[] = [{ kind: "between", startMs: 1_772_373_600_000, endMs: 1_772_373_660_500 }];
    const all = [...PRESETS.map((preset): Selection => ({ kind: "last", preset })), ...spans];
    for (const selection of all) assert.deepEqual(readSelection(writeSelection(selection)), selection);
  });

  it("can be read by people", () => {
    assert.equal(writeSelection({ kind: "last", preset: "1h" }), "?range=1h");
    assert.equal(
      writeSelection({ kind: "between", startMs: 0, endMs: 1500 }),
      "?start=1970-01-01T00:00:00.000Z&end=1970-01-01T00:00:01.500Z",
    );
  });

  it("is read from an alert's link", () => {
    assert.deepEqual(readSelection("?from=1772373600000&to=1772373660000"), {
      kind: "between",
      startMs: 1_772_373_600_000,
      endMs: 1_772_373_660_000,
    });
  });

  it("is the default when the address says nothing that can be shown", () => {
    for (const search of [
      "",
      "?range=3y",
      "?start=now&end=later",
      "?start=2026-01-01",
      "?start=2026-01-02&end=2026-01-01",
      "?from=5&to=2",
      "?from=now-1h&to=now",
    ]) {
      assert.deepEqual(readSelection(search), DEFAULT_SELECTION, search);
    }
  });
});
