import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { busiest, linesOf } from "./lines.ts";

const endpoint = (name: string, ...values: (number | null)[]) => ({
  labels: { method: "GET", endpoint: name },
  values,
});

describe("the lines of a query", () => {
  it("are called by their labels, in the order of the alphabet, without those that are 0 throughout", () => {
    const query = { expr: "a", legend: "{{method}} {{endpoint}}" };
    const lines = linesOf(query, [endpoint("/b", 1, null), endpoint("/a", 0, 2), endpoint("/c", 0, 0)]);
    assert.deepEqual(lines, [
      { key: "GET /a", label: "GET /a", values: [0, 2] },
      { key: "GET /b", label: "GET /b", values: [1, null] },
    ]);
  });

  it("have the query's name and look where they are called by no label, 0 or not", () => {
    const query = { expr: "a", legend: "max", dashed: true, axis: "right" } as const;
    assert.deepEqual(linesOf(query, [{ labels: {}, values: [0] }]), [
      { key: "max", label: "max", values: [0], dashed: true, axis: "right" },
    ]);
    assert.deepEqual(linesOf(query, []), []);
  });

  it("are called by nothing where a label is missing", () => {
    const [line] = linesOf({ expr: "a", legend: "5xx {{endpoint}}" }, [{ labels: {}, values: [1] }]);
    assert.equal(line?.label, "5xx ");
  });
});

describe("the busiest lines", () => {
  const line = (label: string, ...values: (number | null)[]) => ({ key: label, label, values });

  it("are shown by name, and the rest is summed in one line", () => {
    const lines = busiest([line("z", 9, 9), line("b", 1, 1), line("a", 5, 5), line("c", 2, null)], 2);
    assert.deepEqual(
      lines.map(({ label, values }) => [label, values]),
      [
        ["a", [5, 5]],
        ["z", [9, 9]],
        ["2 others", [3, 1]],
      ],
    );
  });

  it("keep the key of the rest when their number changes", () => {
    const keyOfRest = (...names: string[]) =>
      busiest(
        names.map((name) => line(name, 1)),
        2,
      ).at(-1)?.key;
    assert.equal(keyOfRest("a", "b", "c", "d"), keyOfRest("a", "b", "c", "d", "e"));
  });

  it("are all of them when the rest would be a single one", () => {
    const lines = [line("c", 1), line("b", 2), line("a", 3)];
    assert.deepEqual(busiest(lines, 2), lines);
  });
});
