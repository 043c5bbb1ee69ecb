import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { busiest, eachOf, only, quantileLines } from "./lines.ts";

const endpoint = (name: string, ...values: (number | null)[]) => ({ labels: { endpoint: name }, values });

describe("busiest", () => {
  const byEndpoint = busiest(2, ({ endpoint }) => endpoint);

  it("shows the busiest by name and sums the rest in one line", () => {
    const lines = byEndpoint([
      endpoint("/z", 9, 9),
      endpoint("/b", 1, 1),
      endpoint("/a", 5, 5),
      endpoint("/c", 2, null),
    ]);
    assert.deepEqual(
      lines.map(({ label, values }) => [label, values]),
      [
        ["/a", [5, 5]],
        ["/z", [9, 9]],
        ["2 others", [3, 1]],
      ],
    );
  });

  it("keeps the key of the rest when their number changes", () => {
    const keyOfRest = (...names: string[]) => byEndpoint(names.map((name) => endpoint(name, 1))).at(-1)?.key;
    assert.equal(keyOfRest("/a", "/b", "/c", "/d"), keyOfRest("/a", "/b", "/c", "/d", "/e"));
  });

  it("shows the last one by its name when it would be the only other", () => {
    const lines = byEndpoint([endpoint("/c", 1), endpoint("/b", 2), endpoint("/a", 3)]);
    assert.deepEqual(
      lines.map(({ label }) => label),
      ["/a", "/b", "/c"],
    );
  });

  it("sums series of one name and leaves out those without a name and those that are zero", () => {
    const lines = busiest(5, ({ endpoint }) => (endpoint === "/secret" ? undefined : endpoint))([
      endpoint("/a", 1),
      endpoint("/a", 2),
      endpoint("/secret", 9),
      endpoint("/idle", 0),
    ]);
    assert.deepEqual(lines, [{ key: "/a", label: "/a", values: [3] }]);
  });
});

describe("eachOf", () => {
  it("names lines by the label and leaves out those that are zero throughout", () => {
    const lines = eachOf("endpoint")([endpoint("/b", 1), endpoint("/a", 2), endpoint("/c", 0)]);
    assert.deepEqual(
      lines.map(({ label }) => label),
      ["/a", "/b"],
    );
  });
});

describe("quantileLines", () => {
  it("names a quantile as people do", () => {
    const lines = ["0.5", "0.95", "0.999"].map((quantile) => ({ labels: { quantile }, values: [1] }));
    assert.deepEqual(
      quantileLines(lines).map(({ label }) => label),
      ["p50", "p95", "p99.9"],
    );
  });
});

describe("only", () => {
  it("is no line when there is no series", () => {
    assert.deepEqual(only("active")([]), []);
  });
});
