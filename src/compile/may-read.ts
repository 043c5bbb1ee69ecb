import { variablesIn } from "../define/index.ts";
import type { Labels, RecordingRule } from "../model/index.ts";
import { compileMatcher, metricName, type VectorSelector } from "../promql/index.ts";

/** Whether a selector can have an answer of a recording, of whose labels some are known: those that it gives. */
export function mayRead(
  selector: VectorSelector,
  { name, labels }: Pick<RecordingRule, "name" | "labels">,
): boolean {
  const given: Labels = { ...labels, __name__: name };
  if ((metricName(selector) ?? name) !== name) return false;
  return selector.matchers.every((matcher) => {
    const value = given[matcher.label];
    // what a reader of a dashboard chooses may be any value
    const isOpen = value === undefined || variablesIn(matcher.value).length > 0;
    return isOpen || compileMatcher(matcher, "v3").matches(value);
  });
}
