import {
  above,
  alert,
  alertTest,
  alertTests,
  type Limit,
  percentText,
  promql,
  testSeries,
} from "../../../define/index.ts";
import { OVERVIEW_DASHBOARD } from "../../dashboards/index.ts";
import { WHEN_ANSWERS_FAIL } from "../../diagnoses/index.ts";
import { answered } from "../../http/index.ts";
import { lowAvailability } from "../../runbooks/index.ts";
import { failed, taken } from "./series.ts";

/** The window is no longer than the `for`: what failed between two scrapes, as in a restart, is out of it by then. */
export function serviceDown(limit: Limit) {
  return alert("ServiceDown", {
    expr: promql`
      1 - sum(rate(${failed}[1m])) / sum(rate(${taken}[1m])) < ${limit.threshold}
        and sum(increase(${failed}[1m])) > 3`,
    for: limit.for,
    severity: "critical",
    summary: "The service answers only {{ $value | humanizePercentage }} of what it is asked",
    description: `For ${limit.for}, fewer than ${percentText(limit.threshold)} of the requests that the service took have succeeded.`,
    runbook: lowAvailability,
    dashboard: OVERVIEW_DASHBOARD,
    diagnoses: WHEN_ANSWERS_FAIL,
    tests: [...tests(limit), restart],
  });
}

function tests(limit: Limit) {
  const mayFail = 1 - limit.threshold;
  const perMinute = 5 / mayFail;
  return alertTests({
    ...{ for: limit.for, window: "1m", ...above(mayFail, 0.2) },
    // the many that are refused do not count
    levels: (share) => answered({ 200: perMinute * (1 - share), 401: 10_000, 503: perMinute * share }),
    alsoFiresAt: { "nothing succeeds": 1 },
    // until the fourth failure
    seenAfter: "30s",
    littleTraffic: 0.1,
  });
}

const restart = alertTest("everything fails between two scrapes", {
  shows: "silent",
  interval: "15s",
  input: testSeries(
    [
      { lasts: "2m", levels: answered({ 200: 200, 503: 0 }) },
      { lasts: "15s", levels: answered({ 200: 0, 503: 200 }) },
      { lasts: "65m", levels: answered({ 200: 200, 503: 0 }) },
    ],
    "15s",
  ),
  expect: (["2m30s", "3m", "3m15s", "3m30s", "4m", "1h"] as const).map((at) => ({ at, firing: [] })),
});
