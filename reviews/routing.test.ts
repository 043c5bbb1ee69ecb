import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { simulate } from "farol/alerting";
import { defineStack, simulateAlerts } from "farol/compile";
import { monitoring } from "./monitoring.ts";

const { routing } = monitoring;
const journeys = simulateAlerts(monitoring, defineStack());
const labelsOf = new Map(journeys.map(({ alert, labels }) => [alert.name, labels]));

/** An alert, and what it speaks of where that is another thing than in its tests. */
type Firing = string | { readonly name: string; readonly of: Readonly<Record<string, string>> };

/** Those of these alerts of which somebody is told while all of them fire. */
function told(...alerts: readonly Firing[]): Firing[] {
  const firing = alerts.map((one) =>
    typeof one === "string" ? labelsOf.get(one)! : { ...labelsOf.get(one.name)!, ...one.of },
  );
  return alerts.filter((_, i) => simulate(routing!, firing[i]!, { firing }).told.length > 0);
}

describe("the routing of the reference application", () => {
  it("tells each alert where its severity goes", () => {
    const receivers = { critical: "pager, oncall, mail", warning: "oncall, mail", info: "info" };
    for (const { alert, deliveries } of journeys) {
      const names = deliveries.flatMap((one) => one.receivers.map(({ name }) => name)).join(", ");
      assert.equal(names, alert.name === "Watchdog" ? "heartbeat" : receivers[alert.severity], alert.name);
    }
  });

  it("silences these alerts on account of those, and no other", () => {
    const silenced = journeys.filter(
      ({ alert, inhibitors }) => inhibitors.length > 0 && !alert.name.includes("BudgetBurn"),
    );
    const latency = ["HighLatency", "HTTPLatencyP99Critical", "ElevatedLatency"];
    const errors = ["ServiceUnreachable", "ServiceDown", "HighErrorRate", "HTTP5xxErrorRateCritical"];
    assert.deepEqual(Object.fromEntries(silenced.map(({ alert, inhibitors }) => [alert.name, inhibitors])), {
      ServiceDown: errors.slice(0, 1),
      HighErrorRate: errors.slice(0, 2),
      HTTP5xxErrorRateCritical: errors.slice(0, 3),
      ElevatedErrorRate: errors,
      HTTPLatencyP99Critical: latency.slice(0, 1),
      ElevatedLatency: latency.slice(0, 2),
      HTTPLatencyP99Warning: latency,
      SlowQueryRateWarning: ["SlowQueryRateCritical"],
      QueryLatencyP99Warning: ["QueryLatencyP99Critical"],
      DatabaseErrorRateWarning: ["DatabaseErrorRateCritical"],
      DatabaseConnectionPoolWarning: ["DatabaseConnectionPoolCritical"],
      MemoryUsageWarning: ["MemoryUsageCritical"],
    });
  });

  it("pages once when the service fails or is slow, and tells of the gravest alert that fires", () => {
    const errors = [
      ...["ElevatedErrorRate", "HTTP5xxErrorRateCritical", "HighErrorRate"],
      ...["ServiceDown", "ServiceUnreachable"],
    ];
    const latency = ["HTTPLatencyP99Warning", "ElevatedLatency", "HTTPLatencyP99Critical", "HighLatency"];
    for (const order of [errors, latency])
      for (const i of order.keys()) assert.deepEqual(told(...order.slice(0, i + 1)), [order[i]]);
  });

  it("tells which endpoint fails, whatever else fires", () => {
    const both = ["EndpointHighErrorRate", "ServiceDown"];
    assert.deepEqual(told(...both, "HighErrorRate"), both);
  });

  it("tells of one pool and of one objective whatever the others do", () => {
    const fullPool = { name: "DatabaseConnectionPoolCritical", of: { pool: "main" } };
    const other = { name: "DatabaseConnectionPoolWarning", of: { pool: "replica" } };
    const same = { ...other, of: { pool: "main" } };
    assert.deepEqual(told(fullPool, other, same), [fullPool, other]);
    const budgets = ["AvailabilityErrorBudgetBurn1h", "LatencyErrorBudgetBurn1d"];
    assert.deepEqual(told(...budgets, "AvailabilityErrorBudgetBurn1d"), budgets);
  });
});
