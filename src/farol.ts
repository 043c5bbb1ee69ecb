import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { BroadcastChannel, isMainThread, threadId } from "node:worker_threads";
import manifest from "../package.json" with { type: "json" };
import type { Monitoring } from "./define/index.ts";
import { startEngineThread } from "./engine-handle.ts";
import { instrumentPg, type PgOptions, type PgPool } from "./integrations/database/index.ts";
import { type FastifyPlugin, farolForFastify } from "./integrations/http/index.ts";
import {
  type Duration,
  type Host,
  type Lifecycle,
  type Logger,
  type MetricDeclaration,
  parseDuration,
  systemClock,
} from "./model/index.ts";
import {
  bind,
  type Instruments,
  instrumentsOf,
  SlabWriter,
  startPulse,
  ThreadRecorder,
} from "./record/index.ts";
