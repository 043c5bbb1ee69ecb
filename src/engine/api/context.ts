import type { Clock, Lifecycle, Logger, SeriesReader } from "../../model/index.ts";
import type { Alerting } from "../alerts/index.ts";
import type { Application } from "../application/index.ts";
import type { Audit } from "../audit/index.ts";
import type { Deployments } from "../deployments/index.ts";
import type { Exposition } from "../exposition/index.ts";
import type { History } from "../query/index.ts";
import type { EngineNumbers } from "../sampling/engine-metrics.ts";
import type { Census } from "../slab/census.ts";
import type { StoreSize } from "../store/index.ts";
import type { LogHealth } from "../store/log/index.ts";
import type { Watchdog } from "../watchdog/index.ts";

/** What endpoints know of the engine. */
export interface Context {
  readonly service: string;
  readonly version: string;
  readonly farolVersion: string;
  readonly startedAtMs: number;
  readonly tickMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly census: Census;
  readonly store: SeriesReader;
  readonly history: History;
  readonly exposition: Exposition;
  readonly application: Application;
  readonly deployments: Deployments;
  /** Who changed what. */
  readonly audit: Audit;
  readonly watchdog: Watchdog;
  readonly numbers: EngineNumbers;
  /** The folders that runbooks' pages are in, in the order in which they are looked into. */
  readonly runbooks: readonly URL[];
  port(): number;
  /** Rules, alerts, and who is told of them; undefined where none are evaluated. */
  alerting(): Alerting | undefined;
  /** The address, without credentials, of the Prometheus that keeps history in the store's place; undefined: none does. */
  prometheusUrl(): string | undefined;
  lifecycle(): Lifecycle;
  /** Observed threads that have not ended. */
  threads(): number;
  storeSize(): StoreSize;
  /** How history outlives the process; undefined where it does not. */
  logHealth(): LogHealth | undefined;
  /** Wall time of the last tick in milliseconds; -Infinity before the first. */
  lastTickMs(): number;
  /** Brings the census up to date with what the threads wrote. */
  refresh(): void;
}

/** Seconds since the observed process began. */
export function uptimeSeconds({ clock, startedAtMs }: Context): number {
  return Math.max(0, clock.now() - startedAtMs) / 1000;
}
