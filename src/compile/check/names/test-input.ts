import type { AlertRule, AlertTest, Labels } from "../../../model/index.ts";
import { metricName, PromqlError, parse } from "../../../promql/index.ts";
import { testsOf } from "../../tests-of.ts";

/** A series that a test of an alert is given, as promtool reads it. */
export interface InputSeries {
  readonly name: string;
  readonly labels: Labels;
}

/** Reads `db_up{pool="main"}`; undefined for what is no series. */
export function inputSeries(text: string): InputSeries | undefined {
  const selector = tryParse(text);
  if (selector?.kind !== "selector" || selector.matchers.some(({ op }) => op !== "=")) return undefined;
  const name = metricName(selector);
  const labels = selector.matchers.filter(({ label }) => label !== "__name__");
  return name === undefined
    ? undefined
    : { name, labels: Object.fromEntries(labels.map(({ label, value }) => [label, value])) };
}

function tryParse(text: string) {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof PromqlError) return undefined;
    throw error;
  }
}

/** The series of an alert's tests, each once, with the first test that has it. */
export function inputsOf(alert: AlertRule): Map<string, AlertTest> {
  const inputs = new Map<string, AlertTest>();
  for (const test of testsOf(alert))
    for (const { series } of test.input) if (!inputs.has(series)) inputs.set(series, test);
  return inputs;
}
