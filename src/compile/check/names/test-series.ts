import { isAlert } from "../../../alerting/index.ts";
import { type AlertRule, OVERFLOW } from "../../../model/index.ts";
import { presenceOf, type SeriesFacts } from "../../../promql/index.ts";
import type { Check, Found } from "../check.ts";
import { cureOf } from "../cure.ts";
import { TARGET_LABELS } from "../known.ts";
import { labelsListed, listed } from "../listed.ts";
import type { Subject } from "../subject.ts";
import { boundOf, boundsOf } from "./bounds.ts";
import { type InputSeries, inputSeries, inputsOf } from "./test-input.ts";
import { familyOf, whatAlertsRead } from "./what-alerts-read.ts";

/** A series of a test that there is not, or that its alert does not read. */
export const testSeries: Check = {
  code: "FAROL_TEST_SERIES",
  level: "error",
  title: "A test of an alert with series that there are not",
  why: "A test shows what an alert does with numbers that could come. One whose series have another name, label or value than those that are emitted, lack a label, or are none that the alert reads, shows nothing of the kind, and may pass while the alert is dead. `gaugeAt`, `counterAt` and `histogramAt` write series of declarations.",
  find: (subject) => {
    const reads = whatAlertsRead(subject);
    return subject.monitoring.rules.filter(isAlert).flatMap((alert) => inAlert(alert, reads(alert), subject));
  },
};

/** @param read Undefined where that is not known: what a series is of is then the expression's finding. */
function inAlert(alert: AlertRule, read: ReadonlySet<string> | undefined, subject: Subject): Found[] {
  return [...inputsOf(alert)].flatMap(([text, test]) => {
    const mistake = mistakeOf(inputSeries(text), read, subject);
    const found = `${text} in the test "${test.name}" of alert "${alert.name}"`;
    return mistake === undefined ? [] : [{ place: test.place, found, ...mistake }];
  });
}

type Mistake = Pick<Found, "rule" | "cure" | "nearest">;

function mistakeOf(
  series: InputSeries | undefined,
  read: ReadonlySet<string> | undefined,
  { catalogue, seriesNames }: Subject,
): Mistake | undefined {
  if (series === undefined)
    return { rule: "promtool cannot read it", cure: 'Write it like db_up{pool="main"}.' };
  const facts = catalogue(series.name);
  if (read !== undefined && facts === undefined) {
    const rule = "no metric and no recording of this monitoring has that name";
    return { rule, ...cureOf(series.name, seriesNames, "Take a series that the alert reads.") };
  }
  if (read !== undefined && !read.has(familyOf(series.name, catalogue))) {
    return {
      rule: read.size === 0 ? "the alert reads no series" : `the alert reads ${listed([...read])}`,
      cure: "Leave it out of the test, or let the alert read it.",
    };
  }
  return facts === undefined ? undefined : (labelMistake(series, facts) ?? valueMistake(series, facts));
}

function labelMistake({ labels }: InputSeries, facts: SeriesFacts): Mistake | undefined {
  const isTarget = (label: string) => TARGET_LABELS.includes(label);
  const known = [...facts.labels.labels.keys()];
  const has = `its series have ${labelsListed(known)}`;
  const unknown = Object.keys(labels).find(
    (label) => presenceOf(facts.labels, label) === "never" && !isTarget(label),
  );
  if (unknown !== undefined)
    return { rule: `${has}, and never ${unknown}`, ...cureOf(unknown, known, "Leave it out.") };
  const missing = known.find(
    (label) => facts.labels.labels.get(label) === "always" && !labels[label] && !isTarget(label),
  );
  return missing === undefined ? undefined : { rule: `${has}, each of them`, cure: `Give it a ${missing}.` };
}

/** A recording's values, and jobs, are those of whoever uses the alert: its tests may be written without knowing them. */
function valueMistake({ labels }: InputSeries, facts: SeriesFacts): Mistake | undefined {
  if (facts.kind === "recorded") return undefined;
  for (const [label, value] of Object.entries(labels)) {
    const values = facts.values[label];
    if (!Array.isArray(values) || value === OVERFLOW) continue;
    const isThere = label === "le" ? boundsOf(facts)!.includes(boundOf(value)) : values.includes(value);
    if (!isThere)
      return { rule: `${label} is one of ${listed(values)}`, ...cureOf(value, values, "Take one of those.") };
  }
  return undefined;
}
