import { type AlertSpec, type MonitoringSpec, promql } from "../../../define/index.ts";
import { defineStack } from "../../stack.ts";
import type { Check } from "../check.ts";
import { post, postAlert } from "../post.fixture.ts";
import { subjectOf } from "../subject.ts";

/** What a check says of an alert of the post with this condition: each finding's `found`, without where it is. */
export function foundIn(check: Check, condition: string, changes: Partial<MonitoringSpec> = {}): string[] {
  return findings(check, { expr: { ...promql``, text: condition } }, changes).map(({ found }) =>
    found.replace(/ in alert "\w+"$/, ""),
  );
}

/** What a check finds of an alert of the post with these changes, and those of the whole. */
export function findings(check: Check, alert: Partial<AlertSpec>, changes: Partial<MonitoringSpec> = {}) {
  const { rules = [], ...others } = changes;
  const monitoring = post({}, { ...others, rules: [postAlert(alert), ...rules] });
  return check.find(subjectOf(monitoring, defineStack(), {}));
}
