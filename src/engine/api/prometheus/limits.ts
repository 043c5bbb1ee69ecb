/** What those who ask may cost the engine. */
export interface PrometheusLimits {
  /** Samples that a query may read, and numbers that it may make of them. Default: 25,000,000 */
  readonly maxSamples: number;
  /** Samples that an answer may hold. Default: 5,000,000 */
  readonly maxAnswerSamples: number;
  /** How long a query may take, in milliseconds, whatever it asks for itself. Default: 2 minutes */
  readonly timeoutMs: number;
  /** Queries that are answered at once. Default: 4 */
  readonly atOnce: number;
  /** Queries that may wait for those. Default: 64 */
  readonly waiting: number;
  /** How long a client may take to receive an answer, in milliseconds. Default: 1 minute */
  readonly sendMs: number;
}

export const DEFAULT_LIMITS: PrometheusLimits = {
  maxSamples: 25_000_000,
  maxAnswerSamples: 5_000_000,
  timeoutMs: 120_000,
  atOnce: 4,
  waiting: 64,
  sendMs: 60_000,
};
