import type { GradientLimit } from "./gradient-limit.ts";
import { UsualDuration } from "./usual-duration.ts";

interface Running {
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly inFlight: number;
}

/** A server with some workers that is sent more than it can do, so that the limit is always reached. In simulated time. */
export function overload(limit: GradientLimit, { workers }: { readonly workers: number }) {
  const usual = new UsualDuration();
  const freeAtMs: number[] = Array.from({ length: workers }, () => 0);
  let running: Running[] = [];
  let nowMs = 0;
  const fill = (serviceMs: number) => {
    while (running.length < limit.current) {
      const untilMs = Math.max(nowMs, freeAtMs.shift()!) + serviceMs;
      freeAtMs.push(untilMs);
      running.push({ sinceMs: nowMs, untilMs, inFlight: running.length + 1 });
    }
  };
  const finish = () => {
    const ended = running.filter(({ untilMs }) => untilMs <= nowMs);
    running = running.filter(({ untilMs }) => untilMs > nowMs);
    for (const [i, { sinceMs, inFlight: before }] of ended.entries()) {
      const inFlight = Math.max(before, running.length + ended.length - i);
      limit.ended({ usual, durationMs: nowMs - sinceMs, inFlight, isGood: true, nowMs });
    }
  };
  return {
    /** Goes on for a time, with requests that keep a worker busy for `serviceMs`. */
    after(durationMs: number, serviceMs: number): void {
      const endMs = nowMs + durationMs;
      while (nowMs < endMs) {
        fill(serviceMs);
        nowMs = Math.min(...running.map(({ untilMs }) => untilMs));
        finish();
      }
    },
  };
}
