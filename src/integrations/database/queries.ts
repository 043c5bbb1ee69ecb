import type { CounterSeries, HistogramSeries, Host, Recorder } from "../../model/index.ts";
import {
  dbQueries,
  dbQueryDuration,
  dbQueryErrors,
  dbSlowQueries,
  QUERY_TYPES,
  type QueryType,
} from "./metrics.ts";
import type { RecentShapes } from "./shapes.ts";
import { SlowLog } from "./slow-log.ts";
import { StatementMemo } from "./statement/memo.ts";
import type { Statement } from "./statement/statement.ts";
import { type StatementStatistics, Statistics } from "./statistics.ts";

const MARK_MS = 150_000;

interface Series {
  readonly queries: CounterSeries;
  readonly slow: CounterSeries;
  readonly errors: CounterSeries;
  readonly duration: HistogramSeries;
}

/** Records the statements of one pool, whatever driver ran them. */
export class Queries {
  readonly #memo = new StatementMemo();
  readonly #statistics = new Statistics();
  readonly #marking: NodeJS.Timeout;
  readonly #series: Readonly<Record<QueryType, Series>>;
  readonly #log: SlowLog;
  readonly #slowMs: number;

  constructor(host: Host, pool: string, slowMs: number) {
    this.#series = seriesByType(host.recorder);
    this.#log = new SlowLog(host, pool);
    this.#slowMs = slowMs;
    this.#marking = setInterval(() => this.#statistics.mark(), MARK_MS).unref();
  }

  /** Records a statement that has ended, and says what it was. */
  ended(text: string, durationMs: number, failed: boolean): Statement {
    const statement = this.statementOf(text);
    const series = this.#series[statement.type];
    const slow = durationMs >= this.#slowMs;
    series.queries.inc();
    series.duration.observe(durationMs / 1000);
    if (failed) series.errors.inc();
    this.#statistics.add({ statement, durationMs, slow, failed });
    if (slow) {
      series.slow.inc();
      this.#log.write(statement, durationMs);
    }
    return statement;
  }

  /** What a statement's text says. Never throws. */
  statementOf(text: string): Statement {
    return this.#memo.of(text);
  }

  statistics(): StatementStatistics {
    return this.#statistics.read();
  }

  /** What shapes have cost in the last two and a half to five minutes. */
  recent(count: number): RecentShapes {
    return this.#statistics.recent(count);
  }

  /** Ends what it does by itself. */
  stop(): void {
    clearInterval(this.#marking);
  }
}

function seriesByType(recorder: Recorder): Record<QueryType, Series> {
  const queries = recorder.counter(dbQueries);
  const slow = recorder.counter(dbSlowQueries);
  const errors = recorder.counter(dbQueryErrors);
  const duration = recorder.histogram(dbQueryDuration);
  const seriesOf = (query_type: QueryType): Series => ({
    queries: queries.series({ query_type }),
    slow: slow.series({ query_type }),
    errors: errors.series({ query_type }),
    duration: duration.series({ query_type }),
  });
  return Object.fromEntries(QUERY_TYPES.map((type) => [type, seriesOf(type)])) as Record<QueryType, Series>;
}
