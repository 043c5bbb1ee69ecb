import { atMost, countOf, errorBudgetBurning, matching, type Objective, objective, select } from "farol";
import { httpRequestDuration, httpRequests } from "farol/integrations/http";
import { OBJECTIVES_DASHBOARD } from "farol/integrations/overview";
import { highErrorRate, highLatency, lowAvailability } from "farol/integrations/runbooks";

const serverErrors = select(httpRequests, { status_code: matching("5..") });
/** Fewer bad answers than this in a window are looked at in the morning: the service has quiet nights. */
const lowTraffic = { kind: "atLeast", badEvents: 10 } as const;
const dashboard = OBJECTIVES_DASHBOARD;
const examples = [{ status_code: "200" }];
/** Why requests fail. */
const diagnoses = ["recentChanges", "breakerHistory", "connectionHolders", "blockages"];

/** What reviews promises to those who use it. */
export const objectives: readonly Objective[] = [
  objective({
    name: "availability",
    description: "Requests that are not answered with a server's error.",
    bad: serverErrors,
    total: httpRequests,
    target: 0.999,
    period: "30d",
    ...{ lowTraffic, runbook: lowAvailability, dashboard, diagnoses, examples },
  }),
  objective({
    name: "latency",
    description: "Requests that are answered within half a second.",
    good: atMost(httpRequestDuration, 0.5),
    total: countOf(httpRequestDuration),
    target: 0.95,
    period: "7d",
    ...{ lowTraffic, runbook: highLatency, dashboard },
    diagnoses: ["blockages", "busyFunctions", "slowestStatements", "connectionHolders", "recentChanges"],
  }),
  objective({
    name: "error-rate",
    description: "Requests of one day that are not answered with a server's error.",
    bad: serverErrors,
    total: httpRequests,
    target: 0.999,
    period: "1d",
    ...{ lowTraffic, runbook: highErrorRate, dashboard, diagnoses, examples },
  }),
];

export const budgetAlert = errorBudgetBurning({
  ...{ runbook: lowAvailability, dashboard },
  diagnoses: ["recentChanges", "blockages", "slowestStatements", "breakerHistory"],
});
