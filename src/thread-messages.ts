import type { AlertingDefinition, AnswerMessage, AskMessage } from "./engine/index.ts";
import type { Reports, SlabMemory } from "./model/index.ts";
import type { Idle } from "./record/index.ts";

/** What the application's thread tells the engine's thread when it starts it. */
export interface EngineStart {
  readonly service: string;
  readonly version: string;
  /** The commit that the application was made of. */
  readonly revision: string;
  readonly farolVersion: string;
  readonly tickMs: number;
  /** How long history is kept, in milliseconds. */
  readonly retentionMs: number;
  readonly port: number;
  readonly token: string;
  readonly consoleDir: string;
  /** Where the engine keeps what outlives the process; undefined: nothing does. */
  readonly dataDir?: string | undefined;
  /** The Prometheus that answers the Prometheus API in the engine's place; undefined: the engine does. */
  readonly prometheusUrl?: string | undefined;
  readonly watchers: readonly string[];
  /** What is evaluated, and who is told; undefined where that Prometheus does it. */
  readonly alerting?: AlertingDefinition | undefined;
  /** The folders of runbooks. */
  readonly runbooks: readonly string[];
  readonly application: SlabMemory;
  /** When the process began: wall time in milliseconds. */
  readonly startedAtMs: number;
  /** Whether the process was started to be debugged: its thread is then not paused to take its stack. */
  readonly debugged: boolean;
}

/** What the engine's thread tells the application's main thread. */
export type FromEngine =
  | { readonly kind: "listening"; readonly port: number }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "expire"; readonly idle: readonly Idle[] }
  | AskMessage
  | {
      readonly kind: "log";
      readonly level: "info" | "warn" | "error";
      readonly fields: object;
      readonly message: string;
    };

/** What the application's main thread tells the engine's thread. */
export type ToEngine =
  | { readonly kind: "close" }
  | { readonly kind: "report"; readonly subject: keyof Reports; readonly report: Reports[keyof Reports] }
  | AnswerMessage;

/**
 * What threads of one process tell each other, on the channel THREADS. Threads find the engine this way whatever
 * thread started them, and even while the main thread is blocked.
 */
export type BetweenThreads =
  | { readonly kind: "attach"; readonly memory: SlabMemory }
  | { readonly kind: "engine"; readonly port: number }
  | { readonly kind: "expire"; readonly threadId: number; readonly idle: readonly Idle[] };

export const THREADS = "farol";
