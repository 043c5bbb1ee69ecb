import assert from "node:assert/strict";
import { once } from "node:events";
import { constants, PerformanceObserver } from "node:perf_hooks";
import { afterEach, describe, it, mock } from "node:test";
import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Worker } from "node:worker_threads";
import { recordedHost } from "../../../test/recorded-host.ts";
import { ManualClock } from "../../model/index.ts";
import { GC_KINDS, HEAP_SPACES, processes } from "./index.ts";

/** An integration that has started, and time that only this test moves. */
function started() {
  mock.timers.enable({ apis: ["setInterval"] });
  const clock = new ManualClock();
  const host = recordedHost(clock);
  const stop = processes().start!(host);
  return {
    host,
    stop,
    pass(ms: number, lateMs = 0): void {
      clock.advance(ms + lateMs);
      mock.timers.tick(ms);
    },
  };
}

describe("processes", () => {
  afterEach(() => mock.timers.reset());

  it("records how late the event loop was, in seconds", () => {
    const { host, pass, stop } = started();
    pass(100);
    pass(100, 40);
    assert.equal(host.value("nodejs_eventloop_lag_seconds"), 2);
    assert.equal(Math.round(host.sum("nodejs_eventloop_lag_seconds") * 1000), 40);
    stop();
  });

  it("takes a timer that fires early for one in time", () => {
    const { host, pass, stop } = started();
    pass(100, -1);
    assert.equal(host.sum("nodejs_eventloop_lag_seconds"), 0);
    stop();
  });

  it("records heap and utilization at once, then once a second", () => {
    const { host, pass, stop } = started();
    assert.equal(host.value("nodejs_heap_size_used_bytes"), undefined);
    pass(100);
    const first = host.value("nodejs_heap_size_used_bytes")!;
    const heap = getHeapStatistics();
    assert.ok(first > 0 && first <= heap.total_heap_size * 2);
    assert.equal(host.value("nodejs_heap_size_limit_bytes"), heap.heap_size_limit);
    const utilization = host.value("nodejs_eventloop_utilization_ratio")!;
    assert.ok(utilization >= 0 && utilization <= 1);
    const kept = new Array(10_000).fill(0).map((_, i) => ({ i }));
    for (let i = 0; i < 9; i++) pass(100);
    assert.equal(host.value("nodejs_heap_size_used_bytes"), first);
    pass(100);
    assert.notEqual(host.value("nodejs_heap_size_used_bytes"), first);
    assert.equal(kept.length, 10_000);
    stop();
  });

  it("records every space of the heap, which sum up to what is used", () => {
    const { host, pass, stop } = started();
    pass(100);
    const spaces = HEAP_SPACES.map((space) => host.value("nodejs_heap_space_size_used_bytes", { space })!);
    const sum = spaces.reduce((a, b) => a + b, 0);
    const used = host.value("nodejs_heap_size_used_bytes")!;
    // the two are read one after the other, and a collection may come between
    assert.ok(Math.abs(sum - used) < 0.5 * used, `${sum} is far from ${used}`);
    stop();
  });

  it("has every kind of garbage collection at 0 from the start, and records one that happens", async () => {
    const host = recordedHost();
    const stop = processes().start!(host);
    for (const kind of GC_KINDS) assert.equal(host.value("nodejs_gc_duration_seconds", { kind }), 0);
    await collectGarbage();
    assert.ok(host.value("nodejs_gc_duration_seconds", { kind: "major" })! >= 1);
    assert.ok(host.sum("nodejs_gc_duration_seconds", { kind: "major" }) > 0);
    stop();
  });

  it("records nothing more once it is stopped", () => {
    const { host, pass, stop } = started();
    stop();
    pass(1000);
    assert.equal(host.value("nodejs_eventloop_lag_seconds"), 0);
  });

  it("does not keep a process alive", async () => {
    const entrance = new URL("./index.ts", import.meta.url);
    const fixture = new URL("../../../test/recorded-host.ts", import.meta.url);
    const code = `
      import { processes } from ${JSON.stringify(entrance.href)};
      import { recordedHost } from ${JSON.stringify(fixture.href)};
      processes().start(recordedHost());`;
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`));
    const [exitCode] = await once(worker, "exit");
    assert.equal(exitCode, 0);
  });
});

/** Ends when the collection has been told to observers that were there before this one. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString("--expose-gc");
  const told = new Promise<void>((resolve) => {
    const observer = new PerformanceObserver((list) => {
      const isMajor = (entry: unknown) =>
        (entry as { detail: { kind: number } }).detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR;
      if (!list.getEntries().some(isMajor)) return;
      observer.disconnect();
      resolve();
    });
    observer.observe({ entryTypes: ["gc"] });
  });
  (runInNewContext("gc") as () => void)();
  await told;
}
