import type { Clock, Logger, Looks, SlabMemory } from "../model/index.ts";
import type { AlertingDefinition } from "./alerts/index.ts";
import type { PrometheusLimits } from "./api/prometheus/index.ts";
import type { Application, AskMessage } from "./application/index.ts";
import type { Remembered } from "./remembered.ts";
import type { RequestExpiry } from "./sampling/expiry.ts";
import type { StackSource } from "./watchdog/index.ts";

export interface EngineOptions {
  /** The service's name and version. */
  readonly service: string;
  readonly version: string;
  readonly farolVersion: string;
  /** Time between two samples, in milliseconds. */
  readonly tickMs: number;
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string;
  /** Port to listen on; 0 takes a free one. */
  readonly port: number;
  /** What clients on other machines must send to read more than health and /metrics. Default: they are refused. */
  readonly token?: string | undefined;
  /** Where the built console lies. Default: there is none. */
  readonly consoleDir?: string;
  /** The Prometheus that answers the Prometheus API in the engine's place. Default: the engine does. */
  readonly prometheusUrl?: string | undefined;
  /** What questions in PromQL may cost. Default: see there. */
  readonly prometheusLimits?: Partial<PrometheusLimits>;
  /** Addresses of the folders that runbooks' pages are in, in the order in which they are looked into. Default: none. */
  readonly runbooks?: readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called before each tick: lets watchers bring their metrics up to date. */
  readonly collect: () => void;
  /** The threads to observe from the start; the first is the application's own. */
  readonly threads: readonly SlabMemory[];
  /** Asks a thread to free series that nothing wrote for a day, except those that it wrote meanwhile. */
  readonly requestExpiry: RequestExpiry;
  /** Passes a question on to the application's thread, whose answer comes to `Engine.application`. Default: nobody answers. */
  readonly ask?: (message: AskMessage) => void;
  /** A folder for history that outlives the process. Default: it is kept in memory. */
  readonly dataDir?: string | undefined;
  /** What is evaluated, and who is told. Default: no rules, and nobody. */
  readonly alerting?: AlertingDefinition | undefined;
  /** Who looks, for diagnoses, from the engine's thread. Default: only the engine itself. */
  readonly looks?: readonly Looks[];
  /** Where receivers' secrets, and the addresses of the webhook and the heartbeat, may be. Default: nowhere. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** How long history is kept, in milliseconds. Default: a day. */
  readonly retentionMs?: number | undefined;
  /** What is known from earlier runs; who opened it closes it, after the engine. Default: nothing, and nothing is kept. */
  readonly remembered?: Remembered;
  /** Wall time in milliseconds when the process began. Default: now. */
  readonly startedAtMs?: number;
  /** After how long without a sign of life a thread counts as blocked, in milliseconds. Default 1,000. */
  readonly blockedAfterMs?: number;
  /** Whether a developer's debugger is attached, which is then left alone. Default: whether the process was started for one. */
  readonly isDebugged?: () => boolean;
  /** How the application's stack is taken while it is blocked. Default: by the inspector, from a worker thread. */
  readonly stacks?: StackSource;
}

/** A running engine. */
export interface Engine {
  readonly port: number;
  /** Takes what the application's thread says. */
  readonly application: Application;
  /** Begins to observe one more thread. */
  attach(memory: SlabMemory): void;
  /** Samples now; the timer does it at each whole multiple of `tickMs`. */
  tick(): void;
  /** Stops sampling and answering. */
  close(): Promise<void>;
}
