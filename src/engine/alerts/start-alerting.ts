import type { DatabaseSync } from "node:sqlite";
import { groupSpecsOf, type Links, type RuleDefinition } from "../../alerting/index.ts";
import type { Clock, Diagnosis, Logger, Routing } from "../../model/index.ts";
import type { Diagnoses } from "../diagnoses/index.ts";
import { type Notifier, startNotifier } from "../notifier/index.ts";
import { Heartbeat, SecretFiles, senderOf } from "../notifier/receivers/index.ts";
import type { EngineStore } from "../open-store.ts";
import { Rules } from "../rules/index.ts";
import { Alerts } from "./alerts.ts";
import { EarlierResolutions } from "./earlier-resolutions.ts";
import { type RuleFileFault, readRuleFiles } from "./read-rule-files.ts";
import { Resolutions } from "./resolutions.ts";
import { type Notify, routingFor } from "./routing-for.ts";

/** What the engine evaluates, and whom it tells: plain data, which crosses to its thread. */
export interface AlertingDefinition {
  /** The service's own rules. */
  readonly rules: RuleDefinition;
  /** Which diagnoses an alert names, by its name. */
  readonly diagnosesOf: Readonly<Record<string, readonly string[]>>;
  /** What integrations can look for. */
  readonly diagnoses: readonly Diagnosis[];
  /** Time between two evaluations of groups that say nothing of it, in milliseconds; at least a tick. */
  readonly intervalMs: number;
  /** Rule files of other people. */
  readonly ruleFiles: readonly string[];
  readonly routing: Routing | undefined;
  readonly notify: Notify;
  /** Where the application is reached, for the links of messages; undefined: the engine's own port. */
  readonly publicUrl: string | undefined;
  /** Where Grafana is reached; undefined: dashboards are the console's. */
  readonly grafanaUrl: string | undefined;
}

interface AlertingOptions {
  readonly definition: AlertingDefinition;
  readonly store: EngineStore;
  readonly database: DatabaseSync;
  readonly diagnoses: Pick<Diagnoses, "of">;
  readonly tickMs: number;
  readonly port: number;
  /** Where receivers' secrets may be. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Rules that are evaluated, and what becomes of their alerts. */
export interface Alerting {
  readonly rules: Rules;
  /** Rule files that are not evaluated. */
  readonly ruleFileFaults: readonly RuleFileFault[];
  readonly alerts: Alerts;
  readonly notifier: Notifier;
  readonly resolutions: Resolutions;
  readonly heartbeat: Heartbeat | undefined;
  /** Where this Farol's console is found. */
  readonly externalUrl: string;
  /** Where an expression is shown. */
  expressionUrl(expr: string): string;
  /** Evaluates the rules that are due at a tick. Never rejects. */
  tick(atMs: number): Promise<void>;
  close(): Promise<void>;
}

/** A beat is withheld once rules were not evaluated for so many ticks. */
const DEAD_AFTER_TICKS = 4;

/**
 * Begins to tell of alerts; rules are evaluated when `tick` is called.
 * @throws FarolError for a definition that cannot be run
 */
export function startAlerting(options: AlertingOptions): Alerting {
  const { definition, store, database, diagnoses, clock, logger, tickMs } = options;
  const publicUrl = (definition.publicUrl ?? `http://127.0.0.1:${options.port}`).replace(/\/$/, "");
  const environment = withAddresses(options.environment);
  const routing = routingFor(definition.notify, definition.routing);
  const externalUrl = `${publicUrl}/farol/`;
  const notifier = startNotifier({
    ...{ routing, database, clock, logger, externalUrl },
    senderOf: (receiver) => senderOf(receiver, { routing, environment, clock, logger }),
    // A sender's own limit comes first, so that it is the one who says what took so long.
    limits: { timeoutMs: 12_000 },
  });
  const resolutions = new Resolutions(database, logger);
  const earlier = new EarlierResolutions(resolutions, clock.now());
  const { diagnosesOf } = definition;
  const alerts = new Alerts({
    ...{ notifier, diagnoses, resolutions, clock },
    diagnosesOf: (alertname) => diagnosesOf[alertname] ?? [],
  });
  const expressionUrl = (expr: string) => `${externalUrl}?query=${encodeURIComponent(expr)}`;
  const files = readRuleFiles(definition.ruleFiles, logger);
  const rules = new Rules({
    groups: [...groupSpecsOf(definition.rules, linksOf(definition, publicUrl)), ...files.groups],
    settings: { externalUrl, generatorUrl: expressionUrl },
    intervalMs: Math.max(tickMs, definition.intervalMs),
    ...{ clock, logger, reader: store.reader, writer: store.ruleWriter },
    listener: (told) => alerts.hear(told),
  });
  const isAlive = () => clock.now() - rules.lastTickMs < DEAD_AFTER_TICKS * tickMs;
  const heartbeat = heartbeatOf(environment, routing, isAlive, options);
  heartbeat?.start();
  return {
    ...{ rules, alerts, notifier, resolutions, heartbeat, externalUrl, expressionUrl },
    ruleFileFaults: files.faults,
    tick: async (atMs) => {
      await rules.tick(atMs);
      earlier.decide(rules.groups, clock.now());
    },
    close: async () => {
      heartbeat?.close();
      await rules.close();
      await notifier.close();
    },
  };
}

function linksOf({ grafanaUrl }: AlertingDefinition, publicUrl: string): Links {
  return { runbooksUrl: `${publicUrl}/runbooks/`, grafanaUrl: grafanaUrl ?? `${publicUrl}/farol/` };
}

/** Addresses that may be secrets, and are read as the secrets of files: `farol-webhook-url`, `farol-heartbeat-url`. */
function withAddresses(environment: AlertingOptions["environment"]): AlertingOptions["environment"] {
  const names = ["FAROL_WEBHOOK_URL", "FAROL_HEARTBEAT_URL"].filter((name) => environment[name]);
  const secrets = names.map((name) => [`FAROL_SECRET_${name}`, environment[name]]);
  return { ...environment, ...Object.fromEntries(secrets) };
}

function heartbeatOf(
  environment: AlertingOptions["environment"],
  { secretsFolder }: Routing,
  isAlive: () => boolean,
  { clock, logger }: AlertingOptions,
): Heartbeat | undefined {
  if (!environment.FAROL_HEARTBEAT_URL) return undefined;
  const secrets = new SecretFiles({ folder: secretsFolder, environment });
  return new Heartbeat({ to: { urlFile: "farol-heartbeat-url" }, secrets, isAlive, clock, logger });
}
