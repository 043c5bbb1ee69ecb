import { isAlert, ruleDocument, ruleGroups } from "../../../alerting/index.ts";
import type { Rule } from "../../../model/index.ts";
import type { Deployed } from "./deployed.ts";
import type { Manifest } from "./manifest.ts";

/**
 * The groups of `prometheus/rules/`, for the Prometheus Operator. Its alerts carry the label `namespace` besides: by
 * default the operator lets an AlertmanagerConfig see only alerts that have its own namespace there, and most of these
 * are sums that have lost it.
 */
export function prometheusRule({ monitoring, stack, cluster }: Deployed): Manifest {
  const inNamespace = (rule: Rule): Rule =>
    isAlert(rule) ? { ...rule, labels: { ...rule.labels, namespace: cluster.namespace } } : rule;
  const groups = ruleGroups(monitoring).map(({ name, rules }) => ({
    name,
    interval: stack.interval,
    rules: rules.map((rule) => ruleDocument(inNamespace(rule), monitoring, stack)),
  }));
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PrometheusRule",
    labels: cluster.labels,
    body: { spec: { groups } },
  };
}
