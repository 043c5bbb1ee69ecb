import { pageName, runbookUsers } from "../../runbooks/runbook-users.ts";
import type { Check } from "../check.ts";
import { cureOf } from "../cure.ts";
import type { Subject } from "../subject.ts";
import { namedMetrics } from "./named-metrics.ts";

/** A metric in a runbook that is not there. */
export const runbookMetric: Check = {
  code: "FAROL_RUNBOOK_METRIC",
  level: "warning",
  title: "A runbook that names an unknown metric",
  why: "A metric is renamed, and the commands of its runbook answer nothing, which looks as if nothing were wrong. Names are looked for in the pages of alerts and objectives: in blocks of `promql`, in what `promtool query` is asked, in addresses of the monitoring API, and as code within a line where a name ends as only metrics' do or has a matcher. Only those that begin like a metric of this monitoring are judged, since the others may be another program's.",
  find: (subject) => {
    const { monitoring, seriesNames } = subject;
    const names = new Set([...seriesNames, ...monitoring.metrics.map(({ name }) => name)]);
    const families = new Set([...names].map(familyOf));
    return pagesOf(subject).flatMap((page) =>
      namedMetrics(page)
        .filter(({ name }) => !names.has(name) && families.has(familyOf(name)))
        .map(({ name, line, column }) => ({
          place: { file: page.file, line, column },
          found: `${name} in ${page.name}`,
          rule: "no metric and no recording of this monitoring has that name",
          ...cureOf(name, names, "Take it out, or declare the metric."),
        })),
    );
  },
};

/** The pages that alerts and objectives themselves lead to. */
function pagesOf({ monitoring, pages }: Subject) {
  const names = new Set(runbookUsers(monitoring).map(({ runbook }) => pageName(runbook.page)));
  return [...names].map((name) => pages.get(name)).filter((page) => page !== undefined);
}

/** What a name begins with: `db` of `db_queries_total`. A name of one word begins with itself. */
function familyOf(name: string): string {
  return /^:?[^_:]*/.exec(name)![0];
}
