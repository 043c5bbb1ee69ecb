import type { CounterSeries, HistogramSeries } from "farol";
import type { Clock } from "../log.ts";
import type { Middleware } from "./bus.ts";

/** The series of one message's name, found once. */
export interface MessageSeries {
  readonly ok: CounterSeries;
  readonly error: CounterSeries;
  readonly duration: HistogramSeries;
}

/** Counts every message by its outcome and measures it. A handler that throws is an error too. */
export function measured(series: ReadonlyMap<string, MessageSeries>, clock: Clock): Middleware {
  return (next) => async (message, context) => {
    const { ok, error, duration } = series.get(message.definition.name)!;
    const start = clock.monotonic();
    let outcome = error;
    try {
      const result = await next(message, context);
      if (result.isOk()) outcome = ok;
      return result;
    } finally {
      outcome.inc();
      duration.observe((clock.monotonic() - start) / 1000);
    }
  };
}
