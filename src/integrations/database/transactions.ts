import type { Clock, CounterSeries, HistogramSeries, Recorder } from "../../model/index.ts";
import { dbTransactionDuration, dbTransactions, type TransactionOutcome } from "./metrics.ts";
import type { Statement } from "./statement/statement.ts";
import type { Boundary } from "./statement/verbs.ts";

/** Counts transactions that have ended, on whichever connection. */
export class Transactions {
  readonly #outcomes: Readonly<Record<TransactionOutcome, CounterSeries>>;
  readonly #duration: HistogramSeries;

  constructor(recorder: Recorder) {
    const transactions = recorder.counter(dbTransactions);
    this.#outcomes = {
      commit: transactions.series({ outcome: "commit" }),
      rollback: transactions.series({ outcome: "rollback" }),
    };
    this.#duration = recorder.histogram(dbTransactionDuration);
  }

  ended(outcome: TransactionOutcome, durationMs: number): void {
    this.#outcomes[outcome].inc();
    this.#duration.observe(durationMs / 1000);
  }
}

/** When the statements were run that may begin or end a transaction, and how they ended. */
export interface Ran {
  readonly startMs: number;
  readonly endMs: number;
  readonly failed: boolean;
  /** The server's command tags in the order of the text's statements: it answers ROLLBACK to the COMMIT of a failed one. */
  readonly tags: readonly (string | undefined)[];
}

/** Follows the transaction of one connection, if one is open. */
export class TransactionWatch {
  readonly #transactions: Transactions;
  #openMs: number | undefined;

  constructor(transactions: Transactions) {
    this.#transactions = transactions;
  }

  ran(statement: Statement, ran: Ran): void {
    if (ran.failed) this.#failed(statement, ran);
    else for (const boundary of statement.boundaries) this.#passed(boundary, ran);
  }

  /** The connection was lost, or given back: what is open will not be committed. */
  abandoned(clock: Clock): void {
    if (this.#openMs !== undefined) this.#close("rollback", clock.monotonic());
  }

  #passed({ kind, index, chain }: Boundary, { startMs, endMs, tags }: Ran): void {
    if (kind === "begin") {
      this.#openMs ??= startMs;
      return;
    }
    const wasOpen = this.#openMs !== undefined;
    this.#close(kind === "rollback" || tags[index] === "ROLLBACK" ? "rollback" : "commit", endMs);
    if (chain && wasOpen) this.#openMs = endMs;
  }

  /** A COMMIT that fails ends its transaction; a text of several statements that fails leaves open what it began. */
  #failed({ boundaries, count }: Statement, { startMs, endMs }: Ran): void {
    if (boundaries[0]?.kind !== "begin") this.#close("rollback", endMs);
    else if (count > 1) this.#openMs ??= startMs;
  }

  #close(outcome: TransactionOutcome, nowMs: number): void {
    if (this.#openMs === undefined) return;
    this.#transactions.ended(outcome, nowMs - this.#openMs);
    this.#openMs = undefined;
  }
}
