import type { Labels } from "../../model/index.ts";
import type { Alert } from "./alert-state.ts";
import { labelled } from "./labelled.ts";
import type { RuleSample } from "./rule-settings.ts";

/** A rule as its series name it. */
interface Named {
  readonly spec: { readonly name: string };
  readonly labels: Labels;
}

/** What is written of an alert at each tick at which it is active. */
export function alertSamples(rule: Named, alert: Alert): RuleSample[] {
  const labels = { ...seriesLabels(rule, alert), alertstate: alert.state };
  return [
    { name: "ALERTS", labels, value: 1 },
    { ...forStateSeries(rule, alert), value: Math.floor(alert.activeAtMs / 1000) },
  ];
}

/** The series that holds since when an alert is active, in seconds. */
export function forStateSeries(rule: Named, alert: Alert): Pick<RuleSample, "name" | "labels"> {
  return { name: "ALERTS_FOR_STATE", labels: seriesLabels(rule, alert) };
}

/** As Prometheus has it, a label that was rendered to nothing stands there as its template. */
function seriesLabels({ spec, labels }: Named, alert: Alert): Labels {
  return { ...labelled({}, labels), ...alert.labels, alertname: spec.name };
}
