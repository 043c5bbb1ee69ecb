import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { FarolError } from "../model/index.ts";
import { type Alerting, startAlerting } from "./alerts/index.ts";
import type { Context } from "./api/context.ts";
import { PrometheusApi } from "./api/prometheus/index.ts";
import { createApiServer } from "./api/server.ts";
import { Application, type AskMessage } from "./application/index.ts";
import { Audit } from "./audit/index.ts";
import { Diagnoses, lookAtBlockages } from "./diagnoses/index.ts";
import { Exposition } from "./exposition/index.ts";
import { type EngineStore, openStore } from "./open-store.ts";
import type { Engine, EngineOptions } from "./options.ts";
import { History } from "./query/index.ts";
import { openRemembered, type Remembered } from "./remembered.ts";
import { EngineMetrics } from "./sampling/engine-metrics.ts";
import { Expiry } from "./sampling/expiry.ts";
import { Sampler } from "./sampling/sampler.ts";
import { Sampling } from "./sampling/sampling.ts";
import { Ticker } from "./sampling/ticker.ts";
import { Census } from "./slab/census.ts";
import { Threads } from "./slab/threads.ts";
import { mainThreadStacks, noStacks, startedForDebugger, Watchdog } from "./watchdog/index.ts";

/** How often the pulse is looked at, so that a blockage is seen though nobody asks. */
const WATCH_MS = 250;

/**
 * Starts to sample and to answer.
 * @throws FarolError FAROL_ENGINE_LISTEN when the port cannot be had; FAROL_PROMETHEUS_URL.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const store = openStore(options);
  try {
    return await startOn(store, options);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function startOn(store: EngineStore, options: EngineOptions): Promise<Engine> {
  const { clock, logger, tickMs, token, consoleDir } = options;
  const remembered = options.remembered ?? openRemembered({ clock, logger });
  const parts = assemble(store, options);
  const { threads, sampling, watchdog } = parts;
  let alerting: Alerting | undefined;
  const context = contextOf(options, parts, remembered, {
    port: () => portOf(server),
    prometheusUrl: () => prometheus.upstream,
    alerting: () => alerting,
  });
  const prometheus = new PrometheusApi(context, {
    url: options.prometheusUrl,
    limits: options.prometheusLimits,
  });
  const server = createApiServer({ context, prometheus, logger, token, consoleDir });
  await listen(server, options.port, options.host ?? "127.0.0.1");
  const diagnoses = diagnosesOf(options, parts);
  alerting = alertingOf(options, store, remembered, diagnoses, context.port());
  if (alerting !== undefined) watchAlerting(parts.metrics, alerting, diagnoses);
  const tick = (atMs?: number) => {
    sampling.tick(atMs);
    void alerting?.tick(sampling.lastMs);
  };
  tick();
  const ticker = new Ticker(tickMs, clock, tick);
  ticker.start();
  const watch = setInterval(() => watchdog.look(), WATCH_MS);
  return {
    port: context.port(),
    application: parts.application,
    attach: (memory) => threads.attach(memory),
    tick: () => tick(),
    close: async () => {
      ticker.stop();
      clearInterval(watch);
      await alerting?.close();
      diagnoses.close();
      parts.application.close();
      prometheus.close();
      await close(server);
      await store.close();
    },
  };
}

type Parts = ReturnType<typeof assemble>;

function assemble(store: EngineStore, options: EngineOptions) {
  const { tickMs, clock, logger, collect, requestExpiry } = options;
  const census = new Census();
  const threads = new Threads(census);
  for (const memory of options.threads) threads.attach(memory);
  const metrics = new EngineMetrics(
    census,
    (kind) => threads.faults(kind),
    () => store.log?.numbers(),
  );
  const sampler = new Sampler(census, store.writer, options.service);
  const expiry = new Expiry(census, clock, requestExpiry);
  const sampling = new Sampling({ tickMs, clock, logger, collect, threads, metrics, sampler, expiry });
  const nobody = ({ id }: AskMessage) => application.answered({ kind: "answer", id, answers: [] });
  const application = new Application(options.ask ?? nobody);
  return { census, threads, metrics, store, sampling, application, watchdog: watchdogOf(options, threads) };
}

/** Whatever is wrong with rules or routes: what is measured is measured and answered all the same. */
function alertingOf(
  options: EngineOptions,
  store: EngineStore,
  { database }: Remembered,
  diagnoses: Diagnoses,
  port: number,
): Alerting | undefined {
  const { alerting: definition, tickMs, clock, logger, environment = {} } = options;
  if (definition === undefined) return undefined;
  try {
    return startAlerting({
      definition,
      store,
      database,
      diagnoses,
      tickMs,
      port,
      environment,
      clock,
      logger,
    });
  } catch (error) {
    logger.error({ err: error }, "Farol: no rule is evaluated, and nobody is told of alerts");
    return undefined;
  }
}

function watchAlerting(metrics: EngineMetrics, { rules, notifier }: Alerting, diagnoses: Diagnoses): void {
  metrics.watchAlerting(Object.keys(notifier.numbers().receivers), () => ({
    rules: rules.numbers,
    diagnoses: diagnoses.numbers,
    notifier: notifier.numbers(),
  }));
}

function diagnosesOf({ clock, alerting, looks = [] }: EngineOptions, { application, watchdog }: Parts) {
  return new Diagnoses({
    clock,
    application,
    diagnoses: alerting?.diagnoses ?? [],
    looks: [...looks, { blockages: lookAtBlockages(watchdog, () => clock.now()) }],
  });
}

function contextOf(
  options: EngineOptions,
  parts: Parts,
  { deployments, database }: Remembered,
  late: Pick<Context, "port" | "prometheusUrl" | "alerting">,
): Context {
  const { service, version, farolVersion, clock, logger, tickMs } = options;
  const { census, threads, metrics, store, sampling, application, watchdog } = parts;
  return {
    service,
    version,
    farolVersion,
    startedAtMs: options.startedAtMs ?? clock.now(),
    tickMs,
    clock,
    logger,
    census,
    store: store.reader,
    history: new History(store.reader),
    exposition: new Exposition(census),
    application,
    deployments,
    audit: new Audit(database, clock),
    watchdog,
    numbers: metrics.numbers,
    runbooks: (options.runbooks ?? []).map((folder) => new URL(folder)),
    ...late,
    lifecycle: () => threads.application?.lifecycle ?? "starting",
    threads: () => threads.count,
    storeSize: () => store.size(),
    logHealth: () => store.log?.health(),
    lastTickMs: () => sampling.lastMs,
    refresh: () => sampling.refresh(),
  };
}

function watchdogOf(
  { clock, blockedAfterMs, isDebugged, stacks, threads: given }: EngineOptions,
  threads: Threads,
) {
  const isMain = given[0]?.threadId === 0;
  const ownStacks = isMain ? mainThreadStacks(isDebugged ?? startedForDebugger) : noStacks;
  const pulseMs = () => threads.application?.pulseMs;
  return new Watchdog({
    clock,
    pulseMs,
    stacks: stacks ?? ownStacks,
    ...(blockedAfterMs !== undefined && { blockedAfterMs }),
  });
}

function listen(server: Server, port: number, host: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", (cause: NodeJS.ErrnoException) => reject(notListening(host, port, cause)));
  server.listen(port, host, resolve);
  return promise;
}

function close(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  return promise;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function notListening(host: string, port: number, cause: NodeJS.ErrnoException): FarolError {
  const isBusy = cause.code === "EADDRINUSE";
  return new FarolError(
    {
      code: "FAROL_ENGINE_LISTEN",
      found: `${host}:${port} (${cause.code ?? cause.message})`,
      rule: isBusy
        ? "another program listens on this port"
        : "the engine listens on an address of this machine",
      cure: isBusy
        ? "Choose another port, or 0 for a free one."
        : "Choose an address and a port that this user may listen on.",
    },
    { cause },
  );
}
