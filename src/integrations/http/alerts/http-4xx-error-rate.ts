import { above, alert, alertTests, type Limit, percentText, promql } from "../../../define/index.ts";
import { HTTP_DASHBOARD } from "../../dashboards/index.ts";
import { WHEN_ASKED_WHY } from "../../diagnoses/index.ts";
import { highErrorRate } from "../../runbooks/index.ts";
import { httpRequests } from "../metrics.ts";
import { answered } from "../test-levels.ts";
import { refused } from "./series.ts";

/** Of few requests, one that is refused is a large share: so more than ten are asked for besides. */
export function http4xxErrorRateWarning(limit: Limit) {
  return alert("HTTP4xxErrorRateWarning", {
    expr: promql`
      sum(rate(${refused}[5m])) / sum(rate(${httpRequests}[5m])) > ${limit.threshold}
        and sum(increase(${refused}[5m])) > 10`,
    for: limit.for,
    severity: "warning",
    summary: "{{ $value | humanizePercentage }} of requests are refused with a 4xx status",
    description:
      `More than ${percentText(limit.threshold)} of all requests have been refused for ${limit.for}, those that clients gave up ` +
      "(499) left out. Often a client was released that the service does not understand, a route is gone, or somebody tries " +
      "passwords or paths.",
    runbook: highErrorRate,
    dashboard: HTTP_DASHBOARD,
    diagnoses: WHEN_ASKED_WHY,
    tests: tests(limit),
  });
}

function tests(limit: Limit) {
  const { firesAt, silentAt } = above(limit.threshold, 0.1);
  const perMinute = 10 / limit.threshold;
  return alertTests({
    ...{ for: limit.for, window: "5m" },
    levels: ({ refused, givenUp }) =>
      answered({
        200: perMinute * (1 - refused - givenUp),
        401: perMinute * refused * 0.6,
        404: perMinute * refused * 0.4,
        499: perMinute * givenUp,
      }),
    firesAt: { refused: firesAt, givenUp: 0 },
    silentAt: { refused: silentAt, givenUp: 0 },
    alsoSilentAt: { "clients give up": { refused: 0, givenUp: firesAt } },
    // until the eleventh
    seenAfter: "1m",
    littleTraffic: 0.1,
  });
}
