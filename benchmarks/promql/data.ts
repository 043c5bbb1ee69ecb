import type { Labels } from "farol/model";
import { randomFrom } from "../harness/random.ts";

/** A series of a made-up service, sample by sample. */
export interface Generated {
  readonly name: string;
  readonly labels: Labels;
  /** Makes the next sample. */
  readonly next: () => number;
}

export const STEP_MS = 15_000;
/** Six hours, and before them what the first windows look back to. */
export const TICKS = 1440 + 300;
const SERIES = 5000;
const ROUTES = Array.from({ length: 20 }, (_, i) => `/route/${i}`);
const INSTANCES = Array.from({ length: 10 }, (_, i) => `10.0.0.${i}:8000`);
const STATUSES = ["200", "301", "404", "500", "503"];
const BOUNDS = ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "+Inf"];
const QUEUES = 960;

/** The same series whoever asks: histograms, counters of requests, gauges that wander, and constants. */
export function generate(): Generated[] {
  const random = randomFrom(7);
  const requests = pairs().flatMap(([route, instance]) =>
    STATUSES.map((status_code): Generated => {
      let count = 0;
      const busy = status_code === "200" ? 40 : 2;
      return {
        name: "http_requests_total",
        labels: { route, instance, status_code },
        next: () => (count += Math.floor(random() * busy)),
      };
    }),
  );
  const queues = Array.from({ length: QUEUES }, (_, i): Generated => {
    let length = 100;
    return {
      name: "queue_length",
      labels: { queue: `q${i}` },
      next: () => (length = Math.max(0, length + Math.round(random() * 10 - 5))),
    };
  });
  const all = [
    ...pairs().flatMap(([route, instance]) => histogram(route, instance, random)),
    ...requests,
    ...queues,
  ];
  const rest = Array.from({ length: SERIES - all.length }, (_, i): Generated => {
    return { name: "build_info", labels: { component: `c${i}` }, next: () => 1 };
  });
  return [...all, ...rest];
}

/** Cumulative counts that grow together, as a histogram's do. */
function histogram(route: string, instance: string, random: () => number): Generated[] {
  const counts = BOUNDS.map(() => 0);
  return BOUNDS.map((le, i) => ({
    name: "http_request_duration_seconds_bucket",
    labels: { route, instance, le },
    next: () => {
      if (i === 0) observe(counts, random);
      return counts[i]!;
    },
  }));
}

function observe(counts: number[], random: () => number): void {
  for (let n = Math.floor(random() * 10); n > 0; n--) {
    const from = Math.floor(random() * random() * BOUNDS.length);
    for (let i = from; i < counts.length; i++) counts[i]! += 1;
  }
}

function pairs(): (readonly [string, string])[] {
  return ROUTES.flatMap((route) => INSTANCES.map((instance) => [route, instance] as const));
}
