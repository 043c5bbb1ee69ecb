import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Sample, Yield } from "../api/promql.ts";
import { type ColumnId, ENDPOINT_COLUMNS } from "./endpoint-columns.ts";
import { endpointTable } from "./endpoint-rows.ts";
import { failed, snapshotOf } from "./snapshot.fixture.ts";
import type { Outcome } from "./snapshot.ts";

const exprOf = (id: ColumnId) => ENDPOINT_COLUMNS.find((column) => column.id === id)!.expr;
const endpoint = (name: string, value: number | null): Sample => ({
  labels: { method: "GET", endpoint: name },
  value,
});
const answered = (notes: readonly string[], ...series: readonly Sample[]): Outcome<Yield<Sample>> => ({
  kind: "answered",
  value: { series, notes },
});

describe("the endpoints' table", () => {
  it("joins what each column says of an endpoint", () => {
    const samples = new Map<string, Outcome<Yield<Sample>>>([
      [exprOf("requests"), answered([], endpoint("/a", 3), endpoint("/b", 0))],
      [exprOf("serverErrors"), answered(["not whole"], endpoint("/a", 1))],
      [exprOf("p95"), answered(["not whole"], endpoint("/b", null), endpoint("/a", 0.2))],
    ]);
    const none = { method: "GET", rate: null, clientErrors: 0, p50: null, p99: null };
    assert.deepEqual(endpointTable(snapshotOf({ samples })), {
      kind: "rows",
      rows: [
        { ...none, endpoint: "/a", requests: 3, serverErrors: 1, p95: 0.2 },
        { ...none, endpoint: "/b", requests: 0, serverErrors: 0, p95: null },
      ],
      notes: ["not whole"],
    });
  });

  it("is the fault when a column could not be read", () => {
    const samples = new Map<string, Outcome<Yield<Sample>>>([
      [exprOf("requests"), answered([], endpoint("/a", 3))],
      [exprOf("p99"), failed],
    ]);
    assert.deepEqual(endpointTable(snapshotOf({ samples })), { kind: "failed", fault: failed.fault });
  });

  it("is empty when no metric exists", () => {
    assert.deepEqual(endpointTable(snapshotOf()), { kind: "rows", rows: [], notes: [] });
  });
});
