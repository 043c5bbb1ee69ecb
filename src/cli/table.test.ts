import assert from "node:assert/strict";
import { it } from "node:test";
import { notedTable, table } from "./table.ts";

it("columns are as wide as their widest cell, and numbers stand to the right", () => {
  const rows = [
    ["path", "value"],
    ["/ä😀", "7"],
  ];
  assert.equal(
    table(rows, (column) => column === 1),
    "path  value\n/ä😀       7",
  );
});

it("what a label says cannot move the cursor", () => {
  assert.equal(
    table([["a\nb\x1b[31m"]], () => false),
    "a\\x0ab\\x1b[31m",
  );
});

it("what is said of a row stands below it, set in", () => {
  const rows = [
    { cells: ["a"], notes: ["one", "two\n"] },
    { cells: ["b"], notes: [] },
  ];
  assert.equal(notedTable(["name"], rows), "name\na\n    one\n    two\\x0a\nb");
});
