import type { Panel } from "../panel.ts";
import { errors } from "./errors.ts";
import { eventLoop } from "./event-loop.ts";
import { garbageCollection } from "./garbage-collection.ts";
import { latency } from "./latency.ts";
import { memory } from "./memory.ts";
import { pool } from "./pool.ts";
import { queries } from "./queries.ts";
import { queryLatency } from "./query-latency.ts";
import { requests } from "./requests.ts";

/** The charts of the page, in their order. */
export const PANELS: readonly Panel[] = [
  requests,
  errors,
  latency,
  queries,
  queryLatency,
  pool,
  eventLoop,
  memory,
  garbageCollection,
];
