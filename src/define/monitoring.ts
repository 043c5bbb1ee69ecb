import { FarolError, type Integration, type MetricDeclaration } from "../model/index.ts";

export interface MonitoringSpec {
  /** The service's name, as it stands in titles and in the label `service`. */
  readonly service: string;
  /** What is watched for you. */
  readonly integrations?: readonly Integration[];
  /** The service's own metrics. */
  readonly metrics?: readonly MetricDeclaration[];
}

/** The whole of a service's monitoring, checked. */
export interface Monitoring {
  readonly service: string;
  readonly integrations: readonly Integration[];
  /** Every metric: those of the integrations, then the service's own. */
  readonly metrics: readonly MetricDeclaration[];
}

/**
 * Puts a service's monitoring together.
 * @throws FarolError FAROL_DUPLICATE_METRIC when two declarations have one name.
 */
export function defineMonitoring(spec: MonitoringSpec): Monitoring {
  const integrations = spec.integrations ?? [];
  const metrics = [...integrations.flatMap((integration) => integration.metrics), ...(spec.metrics ?? [])];
  const seen = new Map<string, MetricDeclaration>();
  for (const metric of metrics) {
    if (seen.has(metric.name) && seen.get(metric.name) !== metric) throw duplicate(metric.name);
    seen.set(metric.name, metric);
  }
  return { service: spec.service, integrations, metrics: [...seen.values()] };
}

function duplicate(name: string): FarolError {
  return new FarolError({
    code: "FAROL_DUPLICATE_METRIC",
    found: `two metrics named "${name}"`,
    rule: "a name belongs to one declaration",
    cure: "Declare it once and import it where it is used.",
  });
}
