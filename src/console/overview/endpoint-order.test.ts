import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nextOrder, sorted } from "./endpoint-order.ts";
import type { EndpointRow } from "./endpoint-rows.ts";

const row = (endpoint: string, requests: number, p95: number | null) =>
  ({ method: "GET", endpoint, requests, p95 }) as EndpointRow;
const rows = [row("/b", 10, null), row("/a", 30, 0.2), row("/c", 20, 0.5)];
const names = (list: EndpointRow[]) => list.map(({ endpoint }) => endpoint).join(" ");

describe("endpoints in order", () => {
  it("follow the column in either direction", () => {
    assert.equal(names(sorted(rows, { column: "requests", descending: true })), "/a /c /b");
    assert.equal(names(sorted(rows, { column: "endpoint", descending: false })), "/a /b /c");
  });

  it("have those without a number last, either way", () => {
    assert.equal(names(sorted(rows, { column: "p95", descending: true })), "/c /a /b");
    assert.equal(names(sorted(rows, { column: "p95", descending: false })), "/a /c /b");
  });

  it("begin with the largest number or with A, and turn at the second click", () => {
    const byP95 = nextOrder({ column: "requests", descending: true }, "p95");
    assert.deepEqual(byP95, { column: "p95", descending: true });
    assert.deepEqual(nextOrder(byP95, "p95"), { column: "p95", descending: false });
    assert.deepEqual(nextOrder(byP95, "endpoint"), { column: "endpoint", descending: false });
  });
});
