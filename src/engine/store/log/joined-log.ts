import type { LogHealth, LogNumbers } from "./durable-options.ts";
import type { LogFault } from "./fault.ts";

/** What makes history outlive the process. */
export interface Log {
  /** How it is, now. */
  health(): LogHealth;
  numbers(): LogNumbers;
}

/** Several logs, told of as one: degraded where one of them is, and each number that of all together. */
export class JoinedLog implements Log {
  readonly #logs: readonly Log[];

  constructor(logs: readonly Log[]) {
    this.#logs = logs;
  }

  health(): LogHealth {
    const all = this.#logs.map((log) => log.health());
    const degraded = all.filter(({ status }) => status === "degraded");
    const told = degraded.length > 0 ? degraded : all;
    const detail = told.map((health) => health.detail).join("; ");
    return { status: degraded.length > 0 ? "degraded" : "ok", detail };
  }

  numbers(): LogNumbers {
    const all = this.#logs.map((log) => log.numbers());
    const sum = (of: (numbers: LogNumbers) => number) => all.reduce((total, one) => total + of(one), 0);
    const errors = new Map<LogFault, number>();
    for (const [reason, count] of all.flatMap((one) => [...one.errors]))
      errors.set(reason, (errors.get(reason) ?? 0) + count);
    return {
      segmentBytes: sum(({ segmentBytes }) => segmentBytes),
      snapshotBytes: sum(({ snapshotBytes }) => snapshotBytes),
      errors,
      tornRecords: sum(({ tornRecords }) => tornRecords),
      lastSnapshotMs: oldest(all.map(({ lastSnapshotMs }) => lastSnapshotMs)),
    };
  }
}

/** Undefined where one of them is. */
function oldest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length < times.length ? undefined : Math.min(...known);
}
