import { randomBytes } from "node:crypto";
import inspector from "node:inspector";
import { fileURLToPath } from "node:url";
import { isMainThread, threadId } from "node:worker_threads";
import manifest from "../package.json" with { type: "json" };
import { type AlertingChoice, alertingDefinition } from "./alerting-definition.ts";
import { ApplicationConversation } from "./application-conversation.ts";
import type { Monitoring } from "./define/index.ts";
import { joinEngine, startEngineThread } from "./engine-handle.ts";
import {
  type Bentocache,
  type BentocacheOptions,
  type RedisClient,
  watchBentocache,
  watchRedis,
} from "./integrations/cache/index.ts";
import {
  instrumentPg,
  type PgInstrumentation,
  type PgOptions,
  type PgPool,
} from "./integrations/database/index.ts";
import { findRevision } from "./integrations/deployment/index.ts";
import { type Health, type HealthOptions, startHealth } from "./integrations/health/index.ts";
import { farolForFastify } from "./integrations/http/index.ts";
import {
  type BreakerWatch,
  type CockatielParts,
  type OpossumBreaker,
  watchCockatiel,
  watchOpossum,
} from "./integrations/resilience/index.ts";
import {
  type ApplicationHost,
  type Duration,
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
import { stderrLogger } from "./stderr-logger.ts";

export interface FarolOptions extends AlertingChoice {
  /** The application's version, as it is shown. Default: "unknown". */
  readonly version?: string;
  /**
   * The commit that it was made of. Default: as the environment says (FAROL_REVISION, GIT_COMMIT, …), else as the .git
   * folder says, else "unknown".
   */
  readonly revision?: string;
  /** A folder for what shall outlive the process: history, deployments. Default: nothing does. */
  readonly dataDir?: string;
  /** How long history is kept, in memory and in the data folder. Default: 1d. */
  readonly retention?: Duration;
  /**
   * The address of a Prometheus that scrapes this service, `http://user:password@prometheus:9090`: it then answers
   * `/farol/prometheus/` in the engine's place. Default: the environment's PROMETHEUS_URL, else the engine answers.
   */
  readonly prometheusUrl?: string;
  /** How often a sample of every series is kept. Default: 15s. */
  readonly tick?: Duration;
  /** The engine's own port on 127.0.0.1. Default: 0, any that is free. */
  readonly enginePort?: number;
  /** What those must show who read from another machine. Default: made anew at each start. */
  readonly token?: string;
  /** Where warnings go, such as slow queries. Default: lines of JSON on stderr. */
  readonly logger?: Logger;
}

/** The observed application's handle on Farol. */
export interface Farol {
  /** The engine's own address, which answers also while the application's thread is blocked. */
  readonly url: string;
  readonly token: string;
  /** Binds declarations to this thread's memory, under the same keys. */
  instruments<const T extends Readonly<Record<string, MetricDeclaration>>>(declarations: T): Instruments<T>;
  /** A Fastify plugin: register it before the routes. */
  fastify(): ReturnType<typeof farolForFastify>;
  /**
   * Observes a `pg` pool, and returns the same pool. PostgreSQL's own statistics are read by one connection more, which
   * `statistics: false` leaves out: for a second pool on one database.
   */
  pg<P extends PgPool>(pool: P, options?: PgOptions): P;
  /** Statistics of the statements that went through a pool; undefined for a pool that is not observed. */
  queryStatistics(pool: PgPool): ReturnType<PgInstrumentation["statistics"]> | undefined;
  /** Who holds connections of a pool now, for how long, and where they took them. */
  heldConnections(pool: PgPool): ReturnType<PgInstrumentation["held"]>;
  /** Observes a store of a BentoCache, and returns the same cache. */
  bentocache<C extends Bentocache>(cache: C, options?: BentocacheOptions): C;
  /** Observes connections of ioredis. */
  redis(...clients: readonly RedisClient[]): void;
  /** Observes a circuit breaker of cockatiel and the policy around it. */
  cockatiel(parts: CockatielParts, options: { readonly name: string }): BreakerWatch;
  /** Observes a circuit breaker of opossum. */
  opossum(breaker: OpossumBreaker, options?: { readonly name?: string }): BreakerWatch;
  /**
   * Runs health checks in the background. Once an application, as readiness is one.
   * @throws FarolError FAROL_HEALTH_CHECK
   */
  health(options: HealthOptions): Health;
  /** Says where the application is in its life. The Fastify plugin says so by itself. */
  lifecycle(state: Lifecycle): void;
  /** Ends all observation and stops the engine. Never rejects. */
  close(): Promise<void>;
}

/**
 * Makes this process observed: metrics are recorded on this thread, and everything else happens on the engine's.
 * On a worker thread, the engine of the main thread is joined, and what both record is summed.
 * @throws FarolError FAROL_ENGINE_START, FAROL_DURATION, FAROL_NOTIFY, FAROL_METRIC_CONFLICT, FAROL_CLOSED_SET_SIZE
 */
export async function createFarol(monitoring: Monitoring, options: FarolOptions = {}): Promise<Farol> {
  const { token = randomBytes(24).toString("base64url"), logger = stderrLogger(systemClock) } = options;
  const slab = new SlabWriter(threadId);
  const recorder = new ThreadRecorder(slab, systemClock);
  const conversation = new ApplicationConversation();
  const host: ApplicationHost = { recorder, clock: systemClock, logger, engine: conversation };
  for (const metric of monitoring.metrics) bind(recorder, metric);
  const start = engineStart(monitoring, options, token, slab);
  const stopPulse = startPulse(slab, systemClock);
  const engine = isMainThread
    ? await startEngineThread(start, recorder, conversation, logger).catch((error: unknown) => {
        stopPulse();
        throw error;
      })
    : joinEngine(slab.memory, recorder);
  const stops = monitoring.integrations.map((integration) => integration.start?.(host));
  const pools = new Map<PgPool, PgInstrumentation>();
  const watched = new Set<{ uninstall(): void }>();
  const kept = <W extends { uninstall(): void }>(watch: W): W => {
    watched.add(watch);
    return watch;
  };
  const lifecycle = (state: Lifecycle) => {
    slab.lifecycle = state;
  };
  return {
    get url() {
      return `http://127.0.0.1:${engine.port()}`;
    },
    token,
    instruments: (declarations) => instrumentsOf(recorder, declarations),
    fastify: () => farolForFastify({ host, port: engine.port, lifecycle }),
    pg(pool, pgOptions) {
      // gauges of several threads are summed, and one connection that reads PostgreSQL's views is enough
      const statistics = pgOptions?.statistics ?? (isMainThread ? {} : false);
      pools.set(pool, kept(instrumentPg(host, pool, { ...pgOptions, statistics })));
      return pool;
    },
    queryStatistics: (pool) => pools.get(pool)?.statistics(),
    heldConnections: (pool) => pools.get(pool)?.held() ?? [],
    bentocache(cache, cacheOptions) {
      kept(watchBentocache(host, cache, cacheOptions));
      return cache;
    },
    redis(...clients) {
      kept(watchRedis(host, ...clients));
    },
    cockatiel: (parts, named) => kept(watchCockatiel(host, parts, named)),
    opossum: (breaker, named) => kept(watchOpossum(host, breaker, named)),
    health(healthOptions) {
      const health = startHealth(host, healthOptions);
      kept({ uninstall: () => health.stop() });
      return health;
    },
    lifecycle,
    async close() {
      for (const stop of stops) stop?.();
      for (const watch of watched) watch.uninstall();
      stopPulse();
      slab.end();
      await engine.close();
    },
  };
}

function engineStart(monitoring: Monitoring, options: FarolOptions, token: string, slab: SlabWriter) {
  const { version = "unknown", tick = "15s", retention = "1d", enginePort = 0, dataDir } = options;
  // Set to nothing it is as not set, as a Compose file may do.
  const prometheusUrl = options.prometheusUrl ?? (process.env.PROMETHEUS_URL || undefined);
  return {
    service: monitoring.service,
    version,
    revision: options.revision ?? findRevision() ?? "unknown",
    dataDir,
    prometheusUrl,
    // A Prometheus that scrapes this service evaluates its rules as well: else everybody would be told twice.
    alerting: prometheusUrl === undefined ? alertingDefinition(monitoring, options, process.env) : undefined,
    farolVersion: manifest.version,
    tickMs: parseDuration(tick),
    retentionMs: parseDuration(retention),
    port: enginePort,
    token,
    consoleDir: fileURLToPath(new URL("../dist/console/", import.meta.url)),
    watchers: monitoring.integrations.flatMap(({ watcher }) => watcher?.href ?? []),
    runbooks: monitoring.runbooks.map(({ href }) => href),
    application: slab.memory,
    startedAtMs: systemClock.now() - process.uptime() * 1000,
    debugged: inspector.url() !== undefined,
  };
}
