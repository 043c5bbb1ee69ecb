import type { Clock } from "./clock.ts";
import type { Conversation } from "./conversation.ts";
import type { Dashboard, Mark } from "./dashboard.ts";
import type { Build, DeploymentLog } from "./deployment.ts";
import type { Diagnosis, Looks } from "./diagnosis.ts";
import type { Logger } from "./logger.ts";
import type { MetricDeclaration } from "./metric.ts";
import type { Recorder } from "./recorder.ts";
import type { AlertRule, RecordingRule } from "./rule.ts";
import type { StartLog } from "./start.ts";

/**
 * What Farol knows of one subject: its metrics, and how they come about.
 * @typeParam Alert the names of its alerts, so that a change of one that is not there does not compile
 */
export interface Integration<Alert extends string = string> {
  readonly name: string;
  readonly metrics: readonly MetricDeclaration[];
  /** Alerts and recordings that come with it. Default: none. */
  readonly rules?: readonly (AlertRule<Alert> | RecordingRule)[];
  /** The folder of the pages that its alerts' runbooks name. Default: none. */
  readonly runbooks?: URL;
  /** What shows its subject. Panels about metrics that a monitoring does not have are left out. Default: none. */
  readonly dashboards?: readonly Dashboard[];
  /** Moments that are marked in every dashboard. Default: none. */
  readonly marks?: readonly Mark[];
  /** What can be looked at when an alert fires. Default: nothing. */
  readonly diagnoses?: readonly Diagnosis[];
  /** Begins to observe on the application's thread. What it returns ends that and leaves nothing behind. */
  readonly start?: (host: ApplicationHost) => () => void;
  /** A module whose export `watch` is a `Watch`: what can be seen from beside the application's thread. */
  readonly watcher?: URL;
}

/** What Farol gives to an integration. */
export interface Host {
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What it gives to one on the application's thread. */
export interface ApplicationHost extends Host {
  readonly engine: Conversation;
}

/** What it gives to a watcher. */
export interface EngineHost extends Host {
  readonly build: Build;
  readonly deployments: DeploymentLog;
  readonly starts: StartLog;
  /** Whether a developer's debugger may be attached to the application, whose thread is then not looked into. */
  readonly debugged: boolean;
}

/** Watches from the engine's thread. */
export interface Watching {
  /** Called before each tick; should take microseconds. */
  collect(): void;
  close(): void;
  /** Looks for those of the integration's diagnoses that are the engine's. Default: none. */
  readonly looks?: Looks;
}

/** Begins to watch. */
export type Watch = (host: EngineHost) => Watching;
