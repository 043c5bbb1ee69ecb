import { performance } from "node:perf_hooks";
import type { Host } from "../../model/index.ts";
import { eventLoopLag, eventLoopUtilization } from "./metrics.ts";

/** How often the lag is measured, in milliseconds. */
export const LAG_INTERVAL_MS = 100;

/** Returns what is to be called every LAG_INTERVAL_MS: it records how late that was. */
export function lagMeter({ recorder, clock }: Host): () => void {
  const lag = recorder.histogram(eventLoopLag);
  let lastMs = clock.monotonic();
  return () => {
    const nowMs = clock.monotonic();
    lag.observe(Math.max(0, nowMs - lastMs - LAG_INTERVAL_MS) / 1000);
    lastMs = nowMs;
  };
}

/** Returns what records the share of time, since it was called last, that the event loop was busy. */
export function utilizationMeter({ recorder }: Host): () => void {
  const utilization = recorder.gauge(eventLoopUtilization);
  let last = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    utilization.set(performance.eventLoopUtilization(now, last).utilization);
    last = now;
  };
}
