import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { queryKey } from "../api/metric.ts";
import { panelContent } from "./panel-content.ts";
import { pool } from "./panels/pool.ts";
import { single, snapshotOf } from "./snapshot.fixture.ts";

const [active, idle] = pool.sources.map(({ query }) => query);

describe("what a panel shows", () => {
  it("is the lines of every metric that exists, over their common times", () => {
    const content = panelContent(pool, snapshotOf([single(active!, 1, 2), single(idle!, 3, null)]));
    assert.ok(content.kind === "lines");
    assert.deepEqual(content.frame.timesMs, [0, 1000]);
    assert.deepEqual(
      content.frame.lines.map(({ label, values }) => [label, values]),
      [
        ["active", [1, 2]],
        ["idle", [3, null]],
      ],
    );
  });

  it("is the reason when no metric exists", () => {
    const reason = `No data yet: ${pool.absent}.`;
    assert.deepEqual(panelContent(pool, snapshotOf([])), { kind: "nothing", reason });
  });

  it("is another reason when they exist and hold nothing", () => {
    const reason = `Nothing in this range: ${pool.empty}.`;
    assert.deepEqual(panelContent(pool, snapshotOf([single(active!, null)])), { kind: "nothing", reason });
  });

  it("is the API's words when one of them could not be read", () => {
    const fault = { kind: "refused", status: 500, title: "Error", detail: "the store is away" } as const;
    const metrics = new Map([[queryKey(idle!), { kind: "failed", what: "idle", fault } as const]]);
    assert.deepEqual(panelContent(pool, snapshotOf([], { metrics })), {
      kind: "nothing",
      reason: "Could not be read: the store is away.",
    });
  });
});
