import {
  alert,
  alertTest,
  alertTests,
  gaugeAt,
  promql,
  select,
  testSeries,
  up,
} from "../../../define/index.ts";
import type { AlertRule } from "../../../model/index.ts";
import { OVERVIEW_DASHBOARD } from "../../dashboards/index.ts";
import { lowAvailability } from "../../runbooks/index.ts";

/** Nobody can say of himself that he is gone: this one is for a Prometheus outside, which writes `up` of each scrape. */
export function serviceUnreachable(job: string): AlertRule {
  return alert("ServiceUnreachable", {
    // has an answer also when there is no target at all, which no comparison with 0 would have
    expr: promql`absent(${select(up, { job })} == 1)`,
    for: "1m",
    severity: "critical",
    summary: `No instance of ${job} can be reached`,
    description: `For a minute, Prometheus could scrape no target of the job ${job}: none answers, or none is known.`,
    runbook: lowAvailability,
    dashboard: OVERVIEW_DASHBOARD,
    tests: [
      ...alertTests({
        for: "1m",
        levels: (answers) => [
          gaugeAt(up, { job, instance: "a" }, answers),
          gaugeAt(up, { job, instance: "b" }, 0),
        ],
        firesAt: 0,
        silentAt: 1,
      }),
      alertTest("no target is known, but one of another job", {
        shows: "fires",
        interval: "15s",
        input: testSeries(
          [{ lasts: "5m", levels: [gaugeAt(up, { job: "another", instance: "a" }, 1)] }],
          "15s",
        ),
        expect: [{ at: "4m", firing: [{}] }],
      }),
    ],
  });
}
