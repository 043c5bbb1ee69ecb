import {
  type AlertRule,
  FarolError,
  type Integration,
  type MetricDeclaration,
  type Rule,
} from "../model/index.ts";

/** What of an alert that came with an integration shall be otherwise. */
export type AlertChange = Partial<Omit<AlertRule, "kind" | "name" | "place">>;

export interface MonitoringSpec {
  /** The service's name, as it stands in titles and in the label `service`. */
  readonly service: string;
  /** Who answers for alerts that name nobody else. Default: the service's name. */
  readonly owner?: string;
  /** What is watched for you. */
  readonly integrations?: readonly Integration[];
  /** The service's own metrics. */
  readonly metrics?: readonly MetricDeclaration[];
  /** The service's own alerts and recordings. */
  readonly rules?: readonly Rule[];
  /** Alerts of integrations, by name: how they shall be otherwise, or `off`. */
  readonly changes?: Readonly<Record<string, AlertChange | "off">>;
}

/** The whole of a service's monitoring, put together. */
export interface Monitoring {
  readonly service: string;
  readonly owner: string;
  readonly integrations: readonly Integration[];
  /** Every metric: those of the integrations, then the service's own. */
  readonly metrics: readonly MetricDeclaration[];
  /** Every alert and recording: those of the integrations with their changes, then the service's own. */
  readonly rules: readonly Rule[];
}

/**
 * Puts a service's monitoring together.
 * @throws FarolError FAROL_DUPLICATE_METRIC, FAROL_DUPLICATE_RULE when two declarations have one name;
 * FAROL_UNKNOWN_ALERT when a change is of an alert that no integration brings.
 */
export function defineMonitoring(spec: MonitoringSpec): Monitoring {
  const { service, owner = service, integrations = [], changes = {} } = spec;
  const metrics = [...integrations.flatMap((integration) => integration.metrics), ...(spec.metrics ?? [])];
  const brought = integrations.flatMap((integration) => integration.rules ?? []);
  return {
    service,
    owner,
    integrations,
    metrics: distinct(metrics, "metric"),
    rules: distinct([...changed(brought, changes), ...(spec.rules ?? [])], "rule"),
  };
}

function changed(rules: readonly Rule[], changes: Readonly<Record<string, AlertChange | "off">>): Rule[] {
  const alerts = new Set(rules.filter(({ kind }) => kind === "alert").map(({ name }) => name));
  for (const name of Object.keys(changes)) if (!alerts.has(name)) throw unknownAlert(name, [...alerts]);
  return rules.flatMap((rule) => {
    const change = rule.kind === "alert" ? changes[rule.name] : undefined;
    if (change === "off") return [];
    return change === undefined ? [rule] : [{ ...rule, ...change } as AlertRule];
  });
}

/** One declaration that came by two ways is one; two of one name are a mistake. */
function distinct<T extends { readonly name: string }>(all: readonly T[], what: "metric" | "rule"): T[] {
  const byName = new Map<string, T>();
  for (const one of all) {
    if ((byName.get(one.name) ?? one) !== one) throw duplicate(what, one.name);
    byName.set(one.name, one);
  }
  return [...byName.values()];
}

const DUPLICATE = {
  metric: { code: "FAROL_DUPLICATE_METRIC" },
  rule: { code: "FAROL_DUPLICATE_RULE" },
} as const;

function duplicate(what: "metric" | "rule", name: string): FarolError {
  return new FarolError({
    ...DUPLICATE[what],
    found: `two ${what}s named "${name}"`,
    rule: "a name belongs to one declaration",
    cure: "Declare it once and import it where it is used.",
  });
}

function unknownAlert(name: string, known: readonly string[]): FarolError {
  return new FarolError({
    code: "FAROL_UNKNOWN_ALERT",
    found: `a change of the alert "${name}"`,
    rule: "a change is of an alert that an integration brings",
    cure:
      known.length === 0 ? "No integration here brings any." : `There are ${[...known].sort().join(", ")}.`,
  });
}
