import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { recordedHost } from "../../../test/recorded-host.ts";
import { ManualClock } from "../../model/index.ts";
import { CallSite } from "./call-site.ts";
import { type Holding, Leaks } from "./leaks.ts";
import { PoolMetrics } from "./pool-metrics.ts";

/** Leaks after 1000 ms of a pool whose connections are these. */
function leaksOf(t: TestContext, holdings: readonly Holding[]) {
  t.mock.timers.enable({ apis: ["setInterval"] });
  const clock = new ManualClock(5000);
  const host = recordedHost(clock);
  const counter = new PoolMetrics(host.recorder, "default").leaks;
  const leaks = new Leaks(host, { pool: "default", limitMs: 1000, counter }, () => holdings);
  t.after(() => leaks.stop());
  const passes = (ms: number) => {
    clock.advance(ms);
    t.mock.timers.tick(1000);
  };
  return { host, leaks, passes, count: () => host.value("db_connection_leaks_total", { pool: "default" }) };
}

function site(): CallSite {
  return new CallSite(site, 5);
}

const holding = (own: Partial<Holding> = {}): Holding => ({
  takenMs: 0,
  endpoint: undefined,
  site: site(),
  shape: undefined,
  isLeak: false,
  ...own,
});

describe("connections that are not given back", () => {
  it("are counted and logged once, when they were held for longer than the limit", (t) => {
    const { count, host, passes } = leaksOf(t, [holding({ endpoint: "/orders" })]);
    passes(1000);
    assert.deepEqual([count(), host.lines], [0, []]);
    passes(1);
    passes(5000);
    assert.equal(count(), 1);
    assert.equal(host.lines.length, 1);
    const { fields, message } = host.lines[0]!;
    assert.equal(message, "A connection is not given back");
    assert.match((fields as { place: string }).place, /^src\/integrations\/database\/leaks\.test\.ts:\d+$/);
    assert.deepEqual(
      { ...fields, place: "" },
      { pool: "default", heldMs: 1001, endpoint: "/orders", place: "", shape: undefined },
    );
  });

  it("are called a query that does not end, when one statement holds them", (t) => {
    const { count, host, passes } = leaksOf(t, [holding({ site: undefined, shape: "SELECT ?" })]);
    passes(1001);
    assert.equal(count(), 1);
    assert.equal(host.lines[0]!.message, "A query does not end");
    assert.equal((host.lines[0]!.fields as { shape: string }).shape, "SELECT ?");
  });

  it("are told at any time, the longest held first, with the wall time at which they were taken", (t) => {
    const { leaks, passes } = leaksOf(t, [holding({ takenMs: 300 }), holding({ takenMs: 100 })]);
    passes(500);
    assert.deepEqual(
      leaks.held().map(({ sinceMs, heldMs }) => [sinceMs, heldMs]),
      [
        [5100, 400],
        [5300, 200],
      ],
    );
  });

  it("are not looked for any more once that is ended", (t) => {
    const { count, leaks, passes } = leaksOf(t, [holding()]);
    leaks.stop();
    passes(1001);
    assert.equal(count(), 0);
  });
});
