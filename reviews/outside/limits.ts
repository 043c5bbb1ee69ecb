/** How far a client goes with one service that it calls. */
export interface CallLimits {
  /** For each attempt. */
  readonly timeoutMs: number;
  /** Attempts after the first one. */
  readonly retries: number;
  /** Before the first retry, at most; it grows by the double, with jitter, to twenty times that. */
  readonly backoffMs: number;
  /** Attempts that fail one after the other until none is made any more. */
  readonly breakAfter: number;
  /** How long none is made then, before one is tried. */
  readonly halfOpenAfterMs: number;
  /** Calls at once; what comes past `queued` more is refused. */
  readonly atOnce: number;
  readonly queued: number;
}

export const DEFAULT_LIMITS: CallLimits = {
  timeoutMs: 2000,
  retries: 2,
  backoffMs: 100,
  breakAfter: 5,
  halfOpenAfterMs: 10_000,
  atOnce: 8,
  queued: 16,
};
