import { alertLabels } from "../../../alerting/index.ts";
import type { AlertRule, AlertTest, Labels } from "../../../model/index.ts";
import { type LabelSet, presenceOf } from "../../../promql/index.ts";
import { testsOf } from "../../tests-of.ts";
import type { Check, Found } from "../check.ts";
import { cureOf } from "../cure.ts";
import { TARGET_LABELS } from "../known.ts";
import { labelsListed } from "../listed.ts";
import type { Subject } from "../subject.ts";
import type { Use } from "../use.ts";

/** An alert that a test expects with labels that it cannot have so. */
export const testExpectation: Check = {
  code: "FAROL_TEST_EXPECTATION",
  level: "error",
  title: "A test that expects an alert with other labels than it has",
  why: "promtool compares all labels of an alert. A test says those that come of the expression; `severity`, `owner` and the rule's own are added for it. One that the expression never leaves, or one that it always leaves and the test lacks, makes the test fail, and shows that who wrote it had another alert in mind. Labels of targets (`job`, `instance`, `service`) may be left out, since a test's series need not have them.",
  find: (subject) => subject.uses.flatMap((use) => inUse(use, subject)),
};

function inUse({ origin, tree, facts }: Use, { monitoring }: Subject): Found[] {
  if (origin.kind !== "alert") return [];
  const { alert } = origin;
  const { labels } = facts.get(tree)!;
  const added = new Set(["alertname", ...Object.keys(alertLabels(alert, monitoring.owner))]);
  const found = testsOf(alert).flatMap((test) =>
    expectedIn(test).flatMap((expected) => [
      ...tooMany(expected, labels, added).map((label) => unknown(label, labels, test, alert)),
      ...tooFew(expected, labels, added).map((label) => missing(label, test, alert)),
    ]),
  );
  // what several tests of one making expect is told once
  return [...new Map(found.map((one) => [JSON.stringify([one.place, one.rule]), one])).values()];
}

function expectedIn({ expect }: AlertTest): Labels[] {
  return expect.flatMap(({ firing }) => firing);
}

function tooMany(expected: Labels, labels: LabelSet, added: ReadonlySet<string>): string[] {
  return Object.keys(expected).filter((label) => presenceOf(labels, label) === "never" && !added.has(label));
}

function tooFew(expected: Labels, { labels }: LabelSet, added: ReadonlySet<string>): string[] {
  const always = [...labels.keys()].filter((label) => labels.get(label) === "always");
  return always.filter((label) => !(expected[label] || added.has(label) || TARGET_LABELS.includes(label)));
}

function unknown(label: string, { labels }: LabelSet, test: AlertTest, alert: AlertRule): Found {
  const known = [...labels.keys()];
  return {
    place: test.place,
    found: where(label, test, alert),
    rule: `the results of its expression have ${labelsListed(known)}, and never ${label}`,
    ...cureOf(label, known, "Leave it out, or let the expression keep it."),
  };
}

function missing(label: string, test: AlertTest, alert: AlertRule): Found {
  return {
    place: test.place,
    found: where(label, test, alert),
    rule: `the alert always has the label ${label}, and the test expects it without`,
    cure: `Say which ${label} is expected.`,
  };
}

function where(label: string, test: AlertTest, alert: AlertRule): string {
  return `${label} in the test "${test.name}" of alert "${alert.name}"`;
}
