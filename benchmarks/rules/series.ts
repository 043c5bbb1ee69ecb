import type { Labels } from "farol/model";

/** A series of a made-up fleet, sample by sample. */
interface Generated {
  readonly name: string;
  readonly labels: Labels;
  readonly valueAt: (tick: number) => number;
}

export const SHARDS = 100;
/** Of each shard. */
export const ROUTES = 20;
export const BOUNDS = ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "+Inf"];
export const STATUSES = ["200", "301", "404", "500", "503"];

/** Fifty thousand: of each shard, histograms and counters of routes, and queues. */
export function series(): Generated[] {
  const all: Generated[] = [];
  for (let shard = 0; shard < SHARDS; shard++) {
    for (let route = 0; route < ROUTES; route++) {
      const labels = { shard: String(shard), route: `/route/${route}` };
      for (const [i, le] of BOUNDS.entries())
        all.push({
          name: "gateway_request_duration_seconds_bucket",
          labels: { ...labels, le },
          valueAt: (tick) => tick * (i + 1),
        });
      for (const [i, status_code] of STATUSES.entries())
        all.push({
          name: "gateway_requests_total",
          labels: { ...labels, status_code },
          valueAt: (tick) => tick * (7 - i),
        });
    }
    for (let queue = 0; queue < 160; queue++)
      all.push({
        name: "queue_length",
        labels: { shard: String(shard), queue: `q${queue}` },
        valueAt: (tick) => 100 + ((tick * (queue + 7)) % 13),
      });
  }
  return all;
}
