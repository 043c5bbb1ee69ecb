import { isRecording, type RuleGroup, treeOf } from "../../alerting/index.ts";
import type { AlertRule, RecordingRule } from "../../model/index.ts";
import { selectorsOf } from "../../promql/index.ts";
import { mayRead } from "../may-read.ts";

/**
 * Alerts, alone with the recordings that they are made of: their tests know of nothing else, and evaluating everything
 * else takes most of their time.
 * @param name of the group, and of its file
 * @param sources where those recordings are, in the order of evaluation
 */
export function alertGroup(
  name: string,
  alerts: readonly AlertRule[],
  sources: readonly RuleGroup[],
): RuleGroup {
  const recordings = sources.flatMap(({ rules }) => rules.filter(isRecording));
  const needed = new Set<RecordingRule>();
  const visit = ({ expr }: AlertRule | RecordingRule) => {
    const selectors = selectorsOf(treeOf(expr));
    for (const one of recordings) {
      if (needed.has(one) || !selectors.some((selector) => mayRead(selector, one))) continue;
      needed.add(one);
      visit(one);
    }
  };
  for (const alert of alerts) visit(alert);
  return { name, slug: name, rules: [...recordings.filter((one) => needed.has(one)), ...alerts] };
}
