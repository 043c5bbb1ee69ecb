import type { Client } from "../api/client.ts";
import { lanes } from "../api/lanes.ts";
import { queryInstant, queryRange } from "../api/promql.ts";
import { filledIn, metricsOf } from "../history/expression.ts";
import type { Source } from "../history/source.ts";
import { timesOf, type Window } from "../range/window.ts";
import { settled } from "./settled.ts";
import type { Outcome, Snapshot } from "./snapshot.ts";

/** Expressions that are asked: over a window, and at its newest sample. */
export interface Questions {
  readonly courses: readonly string[];
  readonly samples: readonly string[];
}

/** Queries that are asked at once: as many as the engine answers at once, and fewer than a browser opens connections. */
const AT_ONCE = 4;

/**
 * Asks each expression once whose metrics exist. Where the source cannot be had, each has failed likewise.
 * @param names The metrics that exist.
 * @throws ApiError unauthorized or unreachable
 */
export async function askHistory(
  client: Client,
  { courses, samples }: Questions,
  names: ReadonlySet<string>,
  window: Window,
  source: Outcome<Source>,
  signal: AbortSignal,
): Promise<Pick<Snapshot, "courses" | "samples">> {
  const inLane = lanes(AT_ONCE);
  const all = async <T>(exprs: readonly string[], ask: (query: string) => Promise<T>) => {
    const answerTo = async (expr: string): Promise<Outcome<T>> => {
      if (source.kind === "failed") return source;
      const query = filledIn(expr, window, source.value.matcher);
      return await settled(
        "history",
        inLane(() => ask(query)),
      );
    };
    const known = [...new Set(exprs)].filter((expr) => metricsOf(expr).every((name) => names.has(name)));
    return new Map(await Promise.all(known.map(async (expr) => [expr, await answerTo(expr)] as const)));
  };
  const times = timesOf(window);
  const [overWindow, atEnd] = await Promise.all([
    all(courses, (query) => queryRange(client, query, times, window.stepMs, signal)),
    all(samples, (query) => queryInstant(client, query, window.newestMs, signal)),
  ]);
  return { courses: overWindow, samples: atEnd };
}
