import assert from "node:assert/strict";
import { it } from "node:test";
import { consoleReceiver } from "../../../define/index.ts";
import { aMessage, anAlert } from "./fixtures/message.fixture.ts";
import { HeardLogger, sent } from "./fixtures/sending.fixture.ts";

it("the console's line is as loud as the alert is grave, and says all that there is", async () => {
  const logger = new HeardLogger();
  const tell = async (severity: string, status: "firing" | "resolved" = "firing") => {
    const alerts = [anAlert({ status, labels: { alertname: "A", severity } })];
    const message = aMessage({ status, alerts, truncatedAlerts: 2 });
    assert.deepEqual(await sent(consoleReceiver({ name: "log" }), message, { logger }), { outcome: "taken" });
  };
  for (const severity of ["critical", "warning", "info"]) await tell(severity);
  await tell("critical", "resolved");
  const levels = logger.heard.map(({ level }) => level);
  assert.deepEqual(levels, ["error", "warn", "info", "info"]);
  const first = logger.heard[0]!;
  assert.equal(first.message, "[FIRING:1] CRITICAL A: Queries of reviews <are> slow");
  const { receiver, alerts, more } = first.fields as { receiver: string; alerts: object[]; more: number };
  assert.deepEqual([receiver, more], ["log", 2]);
  assert.partialDeepStrictEqual(alerts[0], {
    alertname: "A",
    value: "1.5",
    description: "p99 is over 1 s & rising",
  });
});
