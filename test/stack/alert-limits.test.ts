import assert from "node:assert/strict";
import { it } from "node:test";
import { defineStack, testRules } from "farol/compile";
import { defineMonitoring, type Limit, type Patience } from "farol/define";
import { CACHE_LIMITS, caches } from "farol/integrations/cache";
import { DATABASE_LIMITS, postgres } from "farol/integrations/database";
import { HEALTH_LIMITS, health } from "farol/integrations/health";
import { HTTP_LIMITS, http } from "farol/integrations/http";
import { PROCESS_LIMITS, processes } from "farol/integrations/process";
import { RESILIENCE_LIMITS, resilience } from "farol/integrations/resilience";
import { SERVICE_LIMITS, service } from "farol/integrations/service";
import { needs } from "../needs.ts";

/** The same alerts, with every limit another one. */
function changed<L extends { readonly [N in keyof L]: Limit | Patience }>(limits: L): L {
  const entries = Object.entries<Limit | Patience>(limits).map(([name, limit]) => [
    name,
    "threshold" in limit ? { threshold: limit.threshold * 0.7, for: "7m" } : { for: "7m" },
  ]);
  return Object.fromEntries(entries);
}

it("alerts follow the limits that a service sets, and so do their tests", needs("promtool"), async () => {
  const monitoring = defineMonitoring({
    service: "reviews",
    integrations: [
      http({ limits: changed(HTTP_LIMITS) }),
      service({ job: "reviews", limits: changed(SERVICE_LIMITS) }),
      postgres({ limits: changed(DATABASE_LIMITS) }),
      caches({ limits: changed(CACHE_LIMITS) }),
      resilience({ limits: changed(RESILIENCE_LIMITS) }),
      processes({ limits: changed(PROCESS_LIMITS) }),
      health({ limits: changed(HEALTH_LIMITS) }),
    ],
  });
  const waits = monitoring.rules.map((rule) => (rule.kind === "alert" ? rule.for : undefined));
  assert.deepEqual([...new Set(waits)].sort(), ["7m", undefined]);
  const verdicts = await testRules(monitoring, defineStack({ versions: { prometheus: "2.42" } }));
  assert.deepEqual(
    verdicts
      .filter(({ failure }) => failure !== undefined)
      .map(({ alert, failure }) => [alert.name, failure]),
    [],
  );
});
