import { connectionLeak } from "./connection-leak.ts";
import { cpu } from "./cpu.ts";
import { deadlock } from "./deadlock.ts";
import type { AnyDrill } from "./drill.ts";
import { endpointErrors } from "./endpoint-errors.ts";
import { eventLoopBlock } from "./event-loop-block.ts";
import { exceptions } from "./exceptions.ts";
import { healthCheck } from "./health-check.ts";
import { latency } from "./latency.ts";
import { lockContention } from "./lock-contention.ts";
import { longTransaction } from "./long-transaction.ts";
import { memoryLeak } from "./memory-leak.ts";
import { poolExhaustion } from "./pool-exhaustion.ts";
import { repeatedQueries } from "./repeated-queries.ts";
import { slowQueries } from "./slow-queries.ts";
import { tableBloat } from "./table-bloat.ts";

/** Every fault that can be let loose from within. */
export const DRILLS: readonly AnyDrill[] = [
  slowQueries,
  repeatedQueries,
  poolExhaustion,
  connectionLeak,
  lockContention,
  deadlock,
  longTransaction,
  tableBloat,
  endpointErrors,
  latency,
  exceptions,
  eventLoopBlock,
  cpu,
  memoryLeak,
  healthCheck,
];
