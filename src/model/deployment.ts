/** What a deployment went through. `rolled_back`: it was taken back. */
export const DEPLOYMENT_PHASES = ["started", "completed", "rolled_back"] as const;
export type DeploymentPhase = (typeof DEPLOYMENT_PHASES)[number];

/** The program that runs: "unknown" where nobody said so. */
export interface Build {
  readonly version: string;
  /** The commit that it was made of. */
  readonly revision: string;
}

/** One event of a deployment. */
export interface Deployment {
  /** In the order in which they were recorded. */
  readonly id: number;
  readonly phase: DeploymentPhase;
  /** The version that the event is about. */
  readonly version: string;
  readonly revision?: string;
  /** When it happened: wall time in milliseconds. */
  readonly atMs: number;
  /** For a person. */
  readonly note?: string;
}

/** The deployments that are remembered. */
export interface DeploymentLog {
  /** By the time at which they happened, the earliest first. */
  list(): readonly Deployment[];
  /** How many of a phase were ever recorded, those included that are no longer remembered. */
  total(phase: DeploymentPhase): number;
  /** Calls `listener` with each one that is recorded from now on. @returns Ends that. */
  onRecorded(listener: (deployment: Deployment) => void): () => void;
}
