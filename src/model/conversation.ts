import type { CacheClear, CacheCleared, CacheStatus } from "./cache-status.ts";
import type { Observation, Occasion } from "./diagnosis.ts";
import type { HealthReport } from "./health.ts";

/** What the application's thread tells the engine whenever it changes; the latest is kept. */
export interface Reports {
  readonly health: HealthReport;
}

/** What the engine asks the application's thread, and how that answers. Everything here can be cloned between threads. */
export interface Questions {
  readonly cacheStatus: { readonly asked: null; readonly answer: readonly CacheStatus[] };
  readonly cacheClear: { readonly asked: CacheClear; readonly answer: CacheCleared };
  /** What is to be seen for a diagnosis, by its name; nothing for those that others look for. */
  readonly diagnose: {
    readonly asked: { readonly diagnosis: string; readonly occasion: Occasion };
    readonly answer: readonly Observation[];
  };
}

/** How the application's thread speaks with the engine. */
export interface Conversation {
  /** Tells the engine something; it forgets what was told before under this subject. */
  report<K extends keyof Reports>(subject: K, report: Reports[K]): void;
  /**
   * Answers the engine's questions on a subject. Each answer of several for one subject is given; lists are joined.
   * An answer that rejects is told to who asked, as its message.
   * @returns Ends that.
   */
  answer<K extends keyof Questions>(
    subject: K,
    handler: (asked: Questions[K]["asked"]) => Questions[K]["answer"] | Promise<Questions[K]["answer"]>,
  ): () => void;
}
