import { alertLabels, annotations, dependsOnLabelsOnly, renderTemplate } from "../../../alerting/index.ts";
import type { Monitoring } from "../../../define/index.ts";
import {
  type AlertRule,
  type AlertTest,
  type Duration,
  type Labels,
  parseDuration,
  type TestMoment,
} from "../../../model/index.ts";
import type { Stack } from "../../stack.ts";
import type { AnswerExpectation, Expectation } from "./document.ts";

/**
 * What promtool shall find. It compares whole alerts, annotations included. Where those hold the expression's value,
 * which nobody knows beforehand, the labels alone are compared: those of the series ALERTS.
 */
export function expectation(
  alert: AlertRule,
  test: AlertTest,
  monitoring: Monitoring,
  stack: Stack,
): Expectation {
  const isTold = dependsOnLabelsOnly(alert.summary) && dependsOnLabelsOnly(alert.description);
  const labelsOf = (firing: Labels) => expectedLabels(alert, firing, monitoring.owner);
  const textsOf = (firing: Labels) => expectedTexts(alert, firing, stack);
  const byAlert = test.expect.filter(({ firing }) => isTold || firing.length === 0);
  const bySeries = test.expect.filter((moment) => !byAlert.includes(moment));
  return {
    ...(byAlert.length > 0 && {
      alert_rule_test: byAlert.map(({ at, firing }) => ({
        eval_time: at,
        alertname: alert.name,
        exp_alerts: firing.map((labels) => ({
          exp_labels: labelsOf(labels),
          exp_annotations: textsOf(labels),
        })),
      })),
    }),
    ...(bySeries.length > 0 && {
      promql_expr_test: bySeries.map((moment) => alertsSeries(alert.name, moment, test, labelsOf)),
    }),
  };
}

function expectedTexts(alert: AlertRule, firing: Labels, stack: Stack): Labels {
  const texts = annotations(alert, stack);
  const [summary, description] = [rendered(texts.summary, firing), rendered(texts.description, firing)];
  return { ...texts, summary, description };
}

function alertsSeries(
  name: string,
  moment: TestMoment,
  test: AlertTest,
  labelsOf: (firing: Labels) => Labels,
): AnswerExpectation {
  const series = (labels: Labels) =>
    `ALERTS${selector({ alertname: name, alertstate: "firing", ...labels })}`;
  return {
    expr: series({}),
    eval_time: evaluatedAt(moment, test),
    exp_samples: moment.firing.map((labels) => ({ labels: series(labelsOf(labels)), value: 1 })),
  };
}

/** The last evaluation up to then: a series is not seen for longer than five minutes. */
function evaluatedAt({ at }: TestMoment, { interval }: AlertTest): Duration {
  const past = parseDuration(at) % parseDuration(interval);
  return past === 0 ? at : `${parseDuration(at) - past}ms`;
}

/** What a test states of a label holds, and is compared. A label that is empty is none. */
function expectedLabels(alert: AlertRule, firing: Labels, owner: string): Labels {
  const own = Object.entries(alertLabels(alert, owner))
    .filter(([, template]) => dependsOnLabelsOnly(template))
    .map(([name, template]) => [name, rendered(template, firing)])
    .filter(([, text]) => text !== "");
  return { ...Object.fromEntries(own), ...firing };
}

function rendered(template: string, labels: Labels): string {
  return renderTemplate(template, { labels, value: Number.NaN });
}

function selector(labels: Labels): string {
  const matchers = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `{${matchers.join(", ")}}`;
}
