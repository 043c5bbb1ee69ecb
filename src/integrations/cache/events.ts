import { tracingChannel } from "node:diagnostics_channel";
import type { Clock } from "../../model/index.ts";
import type { CacheOperation } from "./metrics.ts";
import type { CacheSeries } from "./series.ts";

/** What bentocache's tracing channel tells of an operation; the same object at its beginning and its end. */
interface Traced {
  readonly operation: string;
  readonly store: string;
  readonly key?: string;
}

/** What is used of bentocache's events. */
interface CacheEvent {
  readonly store: string;
  readonly key: string;
}

/** An emitter of bentocache's events: a `BentoCache`. */
export interface BentocacheEvents {
  on(event: never, listener: never): unknown;
  off(event: never, listener: never): unknown;
}

const CHANNEL = "bentocache.cache.operation";
/** bentocache keeps a tag as an entry of its own under such a key, and reads it like any other; nobody asked for that. */
const TAG_KEY = "___bc:t:";

const OPERATIONS: Readonly<Record<string, CacheOperation>> = {
  get: "get",
  getOrSet: "get_or_set",
  set: "set",
  delete: "delete",
  deleteMany: "delete_many",
  expire: "expire",
  clear: "clear",
  factory: "factory",
};

/** Counts a store's hits, misses and writes. What it returns ends that. */
export function countEvents(cache: BentocacheEvents, store: string, series: CacheSeries): () => void {
  const counting = (counter: { inc(): void }) => (event: CacheEvent) => {
    if (event.store === store && !event.key.startsWith(TAG_KEY)) counter.inc();
  };
  const listeners = [
    ["cache:hit", counting(series.hits)],
    ["cache:miss", counting(series.misses)],
    ["cache:written", counting(series.sets)],
  ] as const;
  for (const [event, listener] of listeners) cache.on(event as never, listener as never);
  return () => {
    for (const [event, listener] of listeners) cache.off(event as never, listener as never);
  };
}

/** Times a store's operations and counts those that fail. What it returns ends that. */
export function timeOperations(store: string, { durations, errors }: CacheSeries, clock: Clock): () => void {
  const started = new WeakMap<object, number>();
  const subscriber = {
    start(traced: object) {
      if (isOf(traced as Traced, store)) started.set(traced, clock.monotonic());
    },
    asyncEnd(traced: object) {
      const startMs = started.get(traced);
      if (startMs === undefined) return;
      const operation = OPERATIONS[(traced as Traced).operation] ?? "other";
      durations[operation].observe((clock.monotonic() - startMs) / 1000);
    },
    error(traced: object) {
      const { operation, error } = traced as Traced & { readonly error: unknown };
      if (started.has(traced) && operation !== "factory" && !isFactorys(error)) errors.inc();
    },
  };
  // Node's types ask for all five events, its code for none
  const channel = tracingChannel(CHANNEL);
  channel.subscribe(subscriber as never);
  return () => void channel.unsubscribe(subscriber as never);
}

function isOf(traced: Traced, store: string): boolean {
  return traced.store === store && traced.key?.includes(TAG_KEY) !== true;
}

/** Whether what failed, or took too long, is what the application had the cache call. */
function isFactorys(error: unknown): boolean {
  return String((error as { code?: unknown } | undefined)?.code).startsWith("E_FACTORY_");
}
