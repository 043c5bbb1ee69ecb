import assert from "node:assert/strict";
import { test } from "node:test";
import { defineMonitoring } from "farol";
import { postgres } from "farol/integrations/database";
import { http } from "farol/integrations/http";
import { service } from "farol/integrations/service";

test("an alert follows the limit that a service sets, in its expression and in what it says", () => {
  const { rules = [] } = http({ limits: { HTTPLatencyP99Critical: { threshold: 2.5 } } });
  const changed = rules.find(({ name }) => name === "HTTPLatencyP99Critical");
  assert.ok(changed?.kind === "alert");
  assert.match(changed.expr.text, /> 2\.5 and/);
  assert.match(changed.description, /over 2\.5 s for 10m/);
  assert.equal(changed.for, "10m");
});

test("a limit that is none does not compile", () => {
  // @ts-expect-error There is no such alert.
  assert.ok(http({ limits: { HTTPLatencyP90Critical: { threshold: 2 } } }));
  // @ts-expect-error It has no threshold: a database answers or does not.
  assert.ok(postgres({ limits: { DatabaseDown: { threshold: 2 } } }));
  // @ts-expect-error A threshold is a number.
  assert.throws(() => http({ limits: { HTTPLatencyP99Critical: { threshold: "2s" } } }));
});

test("a change of an alert that nothing brings does not compile", () => {
  const integrations = [http(), postgres(), service({ job: "post" })] as const;
  const { rules } = defineMonitoring({
    service: "post",
    integrations,
    changes: { Watchdog: { severity: "warning" }, DeadlocksDetected: "off" },
  });
  assert.ok(!rules.some(({ name }) => name === "DeadlocksDetected"));
  assert.throws(
    // @ts-expect-error That of circuit breakers comes with another integration.
    () => defineMonitoring({ service: "post", integrations, changes: { CircuitBreakerOpen: "off" } }),
    { code: "FAROL_UNKNOWN_ALERT" },
  );
});
