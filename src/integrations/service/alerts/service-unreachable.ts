import { alert, alertTests, gaugeAt, type Patience, promql, select, up } from "../../../define/index.ts";
import { OVERVIEW_DASHBOARD } from "../../dashboards/index.ts";
import { lowAvailability } from "../../runbooks/index.ts";

/** Nobody can say of himself that he is gone: this one is for a Prometheus outside, which writes `up` of each scrape. */
export function serviceUnreachable(job: string, limit: Patience) {
  return alert("ServiceUnreachable", {
    // has an answer also when there is no target at all, which no comparison with 0 would have
    expr: promql`absent(${select(up, { job })} == 1)`,
    for: limit.for,
    severity: "critical",
    summary: `No instance of ${job} can be reached`,
    description: `For ${limit.for}, Prometheus could scrape no target of the job ${job}: none answers, or none is known.`,
    runbook: lowAvailability,
    dashboard: OVERVIEW_DASHBOARD,
    tests: alertTests({
      for: limit.for,
      levels: ({ as, answers }) => [
        gaugeAt(up, { job: as, instance: "a" }, answers),
        gaugeAt(up, { job: as, instance: "b" }, 0),
      ],
      firesAt: { as: job, answers: 0 },
      silentAt: { as: job, answers: 1 },
      alsoFiresAt: { "no target is known, but one of another job": { as: "another", answers: 1 } },
    }),
  });
}
