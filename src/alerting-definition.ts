import type { Monitoring } from "./define/index.ts";
import type { AlertingDefinition, Notify } from "./engine/index.ts";
import { type Duration, FarolError, parseDuration, type Rule } from "./model/index.ts";

/** How a service wants to be told of its alerts. */
export interface AlertingChoice {
  /**
   * Whom the engine tells of alerts: `routing`, whom the definition names; `webhook`, the one address that
   * FAROL_WEBHOOK_URL holds; `console`, lines of the log; `off`, nobody. Default: the environment's FAROL_NOTIFY, else
   * `webhook` where FAROL_WEBHOOK_URL is set, else `console`: a program that is tried out shall not wake anybody.
   */
  readonly notify?: Notify;
  /** Time between two evaluations of a rule, but for rule files that say another; at least `tick`. Default: 15s. */
  readonly ruleInterval?: Duration;
  /** Rule files for Prometheus that are evaluated besides. Default: those of the environment's FAROL_RULES, by commas. */
  readonly ruleFiles?: readonly string[];
  /** Where people reach the application, for links in messages. Default: FAROL_PUBLIC_URL, else the engine's own port. */
  readonly publicUrl?: string;
  /** Where people reach Grafana, for links to dashboards. Default: FAROL_GRAFANA_URL, else the console shows them. */
  readonly grafanaUrl?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What of a monitoring the engine evaluates and tells: data that can cross to its thread.
 * @throws FarolError FAROL_NOTIFY, FAROL_DURATION
 */
export function alertingDefinition(
  monitoring: Monitoring,
  choice: AlertingChoice,
  environment: Environment,
): AlertingDefinition {
  const { service, owner, integrations, objectives, rules, routing, diagnoses } = monitoring;
  return {
    // A rule and its origin's share their place, which tells whose it is.
    rules: {
      service,
      owner,
      integrations: integrations.map((one) => ({ name: one.name, rules: (one.rules ?? []).map(placeOf) })),
      objectives: objectives.map((one) => ({ name: one.name, rules: one.rules.map(placeOf) })),
      rules: rules.map(withoutTests),
    },
    diagnosesOf: Object.fromEntries(
      rules.flatMap((rule) => (rule.kind === "alert" ? [[rule.name, rule.diagnoses ?? []]] : [])),
    ),
    diagnoses,
    intervalMs: parseDuration(choice.ruleInterval ?? "15s"),
    ruleFiles: choice.ruleFiles ?? listOf(environment.FAROL_RULES),
    routing,
    notify: choice.notify ?? notifyOf(environment),
    publicUrl: choice.publicUrl ?? (environment.FAROL_PUBLIC_URL || undefined),
    grafanaUrl: choice.grafanaUrl ?? (environment.FAROL_GRAFANA_URL || undefined),
  };
}

function placeOf({ place }: Rule) {
  return { place };
}

function withoutTests(rule: Rule) {
  const expr = { ...rule.expr, metrics: [] };
  if (rule.kind === "recording") return { ...rule, expr };
  const { tests: _, ...plain } = rule;
  return { ...plain, expr };
}

function listOf(text = ""): string[] {
  return text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

const NOTIFY: readonly Notify[] = ["console", "webhook", "routing", "off"];

function notifyOf({ FAROL_NOTIFY: said, FAROL_WEBHOOK_URL: url }: Environment): Notify {
  if (!said) return url ? "webhook" : "console";
  const notify = NOTIFY.find((one) => one === said);
  if (notify !== undefined) return notify;
  throw new FarolError({
    code: "FAROL_NOTIFY",
    found: `FAROL_NOTIFY=${said}`,
    rule: `it is one of ${NOTIFY.join(", ")}`,
    cure: "Set it to one of them, or leave it out.",
  });
}
