import type { Evidence } from "./diagnosis.ts";
import type { Labels } from "./labels.ts";

/** An alert as whoever evaluates its rule tells of it, again and again while it fires and for a while after. */
export interface ReportedAlert {
  /** Those of its expression, its rule's own, and `alertname`: together they tell it from every other. */
  readonly labels: Labels;
  /** Rendered: `summary`, `description`, `runbook_url`, `dashboard_url`. */
  readonly annotations: Labels;
  /** What the expression yielded last. */
  readonly value: number;
  /** Wall time in milliseconds when it began to fire. */
  readonly startsAtMs: number;
  /** When it ended; of one that fires, until when that holds unless it is told of again. */
  readonly endsAtMs: number;
  /** Where its expression is shown. */
  readonly generatorUrl: string;
  /** What was found when it fired; missing until something was looked for. */
  readonly evidence?: readonly Evidence[];
}

/** Hears of alerts. Must not throw, and takes them in before it returns. */
export type AlertListener = (alerts: readonly ReportedAlert[]) => void;
