import {
  type AlertRule,
  type AlertTests,
  type Dashboard,
  type Diagnosis,
  FarolError,
  type Integration,
  labelsKey,
  type Mark,
  type MetricDeclaration,
  type Objective,
  type RecordingRule,
  type Routing,
  type Rule,
} from "../model/index.ts";
import { fitting } from "./dashboard/fitting.ts";
import { refuseUnknownDiagnoses, withKnownDiagnoses } from "./diagnoses.ts";

/** When an alert fires. */
type Firing = Partial<Pick<AlertRule, "expr" | "for" | "keepFiringFor">>;
type Telling = Partial<Omit<AlertRule, "kind" | "name" | "place" | "tests" | keyof Firing>>;

/**
 * What of an alert that came with an integration or an objective shall be otherwise. When it fires otherwise, it needs
 * other tests. Where only a threshold or a time is another, say so to the integration, `http({ limits: { … } })`: then
 * its tests follow by themselves.
 */
export type AlertChange = Telling &
  (
    | (Firing & { readonly tests: AlertTests })
    | ({ readonly [K in keyof Firing]?: undefined } & { readonly tests?: AlertTests })
  );

/** The names of the alerts that an integration brings, as far as TypeScript knows them. */
type AlertOf<I> = I extends { readonly rules?: infer Rules }
  ? NameOf<Extract<Rules, readonly unknown[]>[number]>
  : never;
type NameOf<R> = R extends AlertRule<infer Name> ? Name : never;
type BurnAlert = `${string}ErrorBudgetBurn${string}`;

/** @typeParam Integrations whose alerts can be changed; of another name a change does not compile */
export interface MonitoringSpec<Integrations extends readonly Integration[] = readonly Integration[]> {
  /** The service's name, as it stands in titles and in the label `service`. */
  readonly service: string;
  /** Who answers for alerts that name nobody else. Default: the service's name. */
  readonly owner?: string;
  /** What is watched for you. */
  readonly integrations?: Integrations;
  /** The service's own metrics. */
  readonly metrics?: readonly MetricDeclaration[];
  /** The service's own alerts and recordings. */
  readonly rules?: readonly Rule[];
  /** What is promised to users; each brings its recordings and burn-rate alerts. */
  readonly objectives?: readonly Objective[];
  /** Alerts of integrations and objectives, by name: how they shall be otherwise, or `off`. */
  readonly changes?: { readonly [Name in AlertOf<Integrations[number]> | BurnAlert]?: AlertChange | "off" };
  /** The service's own dashboards. One with the id of an integration's takes its place. */
  readonly dashboards?: readonly Dashboard[];
  /** The folder of the service's own runbooks. A page that an integration brings, too, is taken from here. */
  readonly runbooks?: URL;
  /** Who is told of which alert, such as `standardRouting(…)`. Default: nobody, and no files for Alertmanager. */
  readonly routing?: Routing;
}

/** The whole of a service's monitoring, put together. */
export interface Monitoring {
  readonly service: string;
  readonly owner: string;
  readonly integrations: readonly Integration[];
  /** Every metric: those of the integrations, then the service's own. */
  readonly metrics: readonly MetricDeclaration[];
  /** Every alert and recording: those of integrations and objectives with their changes, then the service's own. */
  readonly rules: readonly Rule[];
  readonly objectives: readonly Objective[];
  /** Every dashboard: those of the integrations, as far as their metrics are there, then the service's own. */
  readonly dashboards: readonly Dashboard[];
  /** Moments that are marked in each of them. */
  readonly marks: readonly Mark[];
  /** The folders that runbooks' pages are in, in the order in which they are looked into. */
  readonly runbooks: readonly URL[];
  /** What can be looked at when an alert fires. */
  readonly diagnoses: readonly Diagnosis[];
  /** Who is told of which alert; undefined: nobody. */
  readonly routing?: Routing;
}

/**
 * Puts a service's monitoring together.
 * @throws FarolError FAROL_DUPLICATE_METRIC, FAROL_DUPLICATE_RULE, FAROL_DUPLICATE_DASHBOARD, FAROL_DUPLICATE_DIAGNOSIS when two
 * have one name;
 * FAROL_UNKNOWN_ALERT when a change is of an alert that no integration brings, FAROL_UNKNOWN_DIAGNOSIS when an alert or
 * objective of the service or a change names a diagnosis that none brings.
 */
export function defineMonitoring<const Integrations extends readonly Integration[] = readonly []>(
  spec: MonitoringSpec<Integrations>,
): Monitoring {
  const { service, owner = service, objectives = [], changes = {} } = spec;
  const integrations: readonly Integration[] = spec.integrations ?? [];
  const metrics = [...integrations.flatMap((integration) => integration.metrics), ...(spec.metrics ?? [])];
  const diagnoses = distinct(
    integrations.flatMap((integration) => integration.diagnoses ?? []),
    "diagnosis",
  );
  const integrated = integrations.flatMap((integration) => integration.rules ?? []);
  const brought = [
    ...withKnownDiagnoses(integrated, diagnoses),
    ...objectives.flatMap((objective) => objective.rules),
  ];
  const rules = distinct([...changed(brought, changes), ...(spec.rules ?? [])], "rule");
  refuseUnknownDiagnoses(rules, diagnoses);
  return {
    service,
    owner,
    integrations,
    metrics: distinct(metrics, "metric"),
    rules,
    objectives,
    dashboards: dashboards(integrations, spec.dashboards ?? [], (one) => fitting(one, metrics, rules)),
    marks: integrations.flatMap((integration) => integration.marks ?? []),
    runbooks: runbookFolders(integrations, spec.runbooks),
    diagnoses,
    ...(spec.routing !== undefined && { routing: spec.routing }),
  };
}

function runbookFolders(integrations: readonly Integration[], own: URL | undefined): URL[] {
  const folders = [own, ...integrations.map(({ runbooks }) => runbooks)].filter((one) => one !== undefined);
  return [...new Map(folders.map((url) => [url.href, url])).values()];
}

function dashboards(
  integrations: readonly Integration[],
  own: readonly Dashboard[],
  fit: (brought: Dashboard) => Dashboard[],
): Dashboard[] {
  const brought = integrations
    .flatMap((integration) => integration.dashboards ?? [])
    .filter(({ id }) => own.every((one) => one.id !== id));
  return distinct([...brought, ...own], "dashboard").flatMap((one) => (own.includes(one) ? [one] : fit(one)));
}

type Changes = NonNullable<MonitoringSpec["changes"]>;

function changed(rules: readonly Rule[], changes: Changes): Rule[] {
  const alerts = new Set(rules.filter(({ kind }) => kind === "alert").map(({ name }) => name));
  for (const name of Object.keys(changes)) if (!alerts.has(name)) throw unknownAlert(name, [...alerts]);
  return rules.flatMap((rule) => {
    const change = rule.kind === "alert" ? changes[rule.name] : undefined;
    if (change === "off") return [];
    return change === undefined ? [rule] : [{ ...rule, ...change } as AlertRule];
  });
}

/** One declaration that came by two ways is one; two of one name are a mistake. */
function distinct<T extends { readonly name: string } | { readonly id: string }>(
  all: readonly T[],
  what: keyof typeof DUPLICATE,
): T[] {
  const byName = new Map<string, T>();
  for (const one of all) {
    const name = keyOf(one);
    if ((byName.get(name) ?? one) !== one) throw duplicate(what, name);
    byName.set(name, one);
  }
  return [...byName.values()];
}

/** Recordings of one name that differ in their labels are series of one metric. */
function keyOf(one: { readonly name: string } | { readonly id: string } | RecordingRule): string {
  if ("id" in one) return one.id;
  return "kind" in one && one.kind === "recording" ? labelsKey(one.name, one.labels) : one.name;
}

const DUPLICATE = {
  metric: { code: "FAROL_DUPLICATE_METRIC" },
  rule: { code: "FAROL_DUPLICATE_RULE" },
  dashboard: { code: "FAROL_DUPLICATE_DASHBOARD" },
  diagnosis: { code: "FAROL_DUPLICATE_DIAGNOSIS" },
} as const;

function duplicate(what: keyof typeof DUPLICATE, name: string): FarolError {
  return new FarolError({
    ...DUPLICATE[what],
    found: `two declarations of the ${what} "${name}"`,
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
