import type { Stat } from "../stat.ts";
import { errors } from "./errors.ts";
import { eventLoop } from "./event-loop.ts";
import { latency } from "./latency.ts";
import { memory } from "./memory.ts";
import { pool } from "./pool.ts";
import { queries } from "./queries.ts";
import { requests } from "./requests.ts";
import { slowQueries } from "./slow-queries.ts";

/** The numbers above the charts, in their order. */
export const STATS: readonly Stat[] = [
  requests,
  errors,
  latency,
  queries,
  slowQueries,
  pool,
  eventLoop,
  memory,
];
