import assert from "node:assert/strict";
import { test } from "node:test";
import { needs } from "../needs.ts";
import { until } from "../until.ts";
import { firing, statesOf, untilEvaluated, untilIs } from "./fault-to-webhook/asked.ts";
import { type Stage, setStage } from "./fault-to-webhook/stage.ts";

/** Those whose faults are let loose here. */
const IMPATIENT = ["DatabaseDown", "EndpointHighErrorRate", "HighErrorRate", "ElevatedErrorRate"];
const ENDPOINT = "/api/v1/reviews/pending";
/** More than the 9.5 that a burnt budget asks for. */
const FAILURES = 12;
/** So many that the failures are between 0.5 %, which is elevated, and 1 %, which is high. */
const SUCCESSES = 1700;
const AT_ONCE = 4;

const NAME =
  "a fault in the running service, and its end, reach those who shall know through a real Prometheus and Alertmanager";

test(NAME, needs("prometheus", "prometheus-alertmanager"), async () => {
  await using stack = new AsyncDisposableStack();
  const stage = await setStage(stack, IMPATIENT);
  await tellsOnlyTheHeartbeat(stage);
  await tellsOfTheDatabase(stage);
  await tellsOfTheEndpoint(stage);
  await tellsOfItsEnd(stage);
});

/** While all is well. */
async function tellsOnlyTheHeartbeat({ prometheus, inbox }: Stage): Promise<void> {
  await inbox.told("heartbeat", "firing", "Watchdog");
  await untilIs(prometheus, "sum(up)", 1);
  await untilEvaluated(prometheus);
  assert.deepEqual(await firing(prometheus), ["Watchdog"]);
  assert.deepEqual(inbox.whoHeardOf("Watchdog"), ["heartbeat"]);
}

/** The page says where to read on, and that can be read without the database. */
async function tellsOfTheDatabase({ postgres, prometheus, inbox, origin }: Stage): Promise<void> {
  await postgres.halt();
  const page = await inbox.told("pager", "firing", "DatabaseDown");
  const labels = { alertname: "DatabaseDown", severity: "critical", owner: "reviews", pool: "default" };
  assert.deepEqual(page.labels, labels);
  assert.deepEqual(page.annotations, {
    summary: "The database of the pool default does not answer",
    description:
      "For 1m, no instance of the service has had an answer from the database of the pool default.",
    runbook_url: `${origin}/runbooks/RB-009-low-availability.md`,
    dashboard_url: "http://localhost:3000/d/farol-database",
  });
  const runbook = await fetch(page.annotations.runbook_url!);
  assert.equal((await runbook.text()).split("\n")[0], "# RB-009 Low availability");
  for (const webhook of ["oncall", "mail"]) await inbox.told(webhook, "firing", "DatabaseDown");
  assert.deepEqual(await firing(prometheus), ["DatabaseDown", "Watchdog"]);
  assert.deepEqual(await statesOf(prometheus, "DatabaseDown"), ["pending", "firing"]);
  await postgres.start();
  for (const webhook of ["pager", "oncall", "mail"]) await inbox.told(webhook, "resolved", "DatabaseDown");
  assert.deepEqual(await firing(prometheus), ["Watchdog"]);
  assert.deepEqual(inbox.whoHeardOf("DatabaseDown"), ["mail", "oncall", "pager"]);
}

/** Each where it belongs, and of two that say the same only the graver. */
async function tellsOfTheEndpoint({ send, alertmanager, inbox }: Stage): Promise<void> {
  assert.deepEqual(await ask(send, 1), [200]);
  const drill = { method: "POST", body: JSON.stringify({ endpoint: ENDPOINT, requests: FAILURES }) };
  assert.equal((await send("/api/v1/drills/endpoint-errors", drill)).status, 200);
  assert.deepEqual(await ask(send, FAILURES), [500]);

  const { labels, annotations } = await inbox.told("oncall", "firing", "EndpointHighErrorRate");
  assert.deepEqual([labels.method, labels.endpoint, labels.severity], ["GET", ENDPOINT, "warning"]);
  assert.equal(annotations.summary, `GET ${ENDPOINT} fails`);
  assert.match(annotations.description!, /^More than 2 % of requests to GET .*; now it is \d+(?:\.\d+)?%\.$/);
  for (const name of ["HighErrorRate", "AvailabilityErrorBudgetBurn1h"])
    await inbox.told("pager", "firing", name);
  await until("ElevatedErrorRate to be inhibited", async () => {
    const alerts = await alertmanager.alerts();
    const elevated = alerts.find(({ labels: { alertname } }) => alertname === "ElevatedErrorRate");
    return (elevated?.status.inhibitedBy.length ?? 0) > 0 || undefined;
  });
  await inbox.told("mail", "firing", "EndpointHighErrorRate");
  assert.deepEqual(inbox.whoHeardOf("EndpointHighErrorRate"), ["mail", "oncall"]);
  assert.deepEqual(inbox.whoHeardOf("ElevatedErrorRate"), []);
}

/** The milder alert is left, and no longer inhibited. */
async function tellsOfItsEnd({ send, inbox }: Stage): Promise<void> {
  assert.deepEqual(await ask(send, SUCCESSES), [200]);
  await inbox.told("mail", "resolved", "EndpointHighErrorRate");
  await inbox.told("pager", "resolved", "HighErrorRate");
  await inbox.told("oncall", "firing", "ElevatedErrorRate");
  assert.deepEqual(inbox.heardBy("heartbeat"), ["Watchdog"]);
}

/** Asks the endpoint so often; answers which statuses there were. */
async function ask(send: Stage["send"], times: number): Promise<number[]> {
  const statuses = new Set<number>();
  let left = times;
  const client = async () => {
    while (left-- > 0) {
      const response = await send(ENDPOINT);
      await response.arrayBuffer();
      statuses.add(response.status);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  return [...statuses];
}
