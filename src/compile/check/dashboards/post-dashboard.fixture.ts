import {
  type DashboardSpec,
  dashboard,
  type Monitoring,
  promql,
  type QuerySpec,
} from "../../../define/index.ts";
import { defineStack } from "../../stack.ts";
import type { Check } from "../check.ts";
import { letters, post, postDashboard } from "../post.fixture.ts";
import { subjectOf } from "../subject.ts";

/** How many letters are sent each second, by kind. */
export const sent: QuerySpec = {
  expr: promql`sum by (kind) (rate(${letters}[5m]))`,
  legend: "{{kind}}",
};

/** The post office with a second dashboard, of these panels. */
export function shownPost(spec: Pick<DashboardSpec, "panels" | "variables">): Monitoring {
  const second = dashboard({ id: "mail", title: "Mail", description: "How the mail flows.", ...spec });
  return post({}, { dashboards: [postDashboard, second] });
}

/** What a check finds, in a few words each. */
export function foundBy(check: Check, monitoring: Monitoring): string[] {
  return check.find(subjectOf(monitoring, defineStack(), {})).map(({ found }) => found);
}
