/** One start of the service's process. */
export interface Start {
  /** Wall time in milliseconds. */
  readonly atMs: number;
  readonly version: string;
  readonly revision: string;
  /** The version of Node: `v24.1.0`. */
  readonly node: string;
  /** The names of the environment's variables that were otherwise than at the start before, or there only once. */
  readonly changed: readonly string[];
}

/** The starts that are remembered. */
export interface StartLog {
  /** The latest first; the one of this process is the first. */
  list(): readonly Start[];
}
