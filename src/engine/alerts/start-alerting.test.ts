import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { until } from "../../../test/until.ts";
import { ManualClock, silentLogger } from "../../model/index.ts";
import { LocalServer } from "../notifier/receivers/fixtures/local-server.fixture.ts";
import { openStore } from "../open-store.ts";
import { openRemembered } from "../remembered.ts";
import { startAlerting } from "./index.ts";

const TICK_MS = 15_000;
const RULES = `groups:
  - name: always
    rules:
      - alert: Watchdog
        expr: vector(1)
      - alert: Always
        expr: vector(2)
      - alert: Ever
        expr: vector(3)
`;

/** An engine's alerts, whose definition names nobody to be told. */
async function alerting(t: TestContext, environmentAt: (origin: string) => Readonly<Record<string, string>>) {
  const server = await LocalServer.answering((_, response) => response.end());
  const folder = mkdtempSync(join(tmpdir(), "farol-alerting-"));
  writeFileSync(join(folder, "rules.yml"), RULES);
  const context = { clock: new ManualClock(1_700_000_100_000), logger: silentLogger };
  const store = openStore(context);
  const { database, close } = openRemembered(context);
  const started = startAlerting({
    definition: {
      rules: { service: "shop", owner: "shop", integrations: [], objectives: [], rules: [] },
      ...{ diagnosesOf: {}, diagnoses: [], intervalMs: TICK_MS, ruleFiles: [join(folder, "rules.yml")] },
      ...{ routing: undefined, notify: "webhook", publicUrl: undefined, grafanaUrl: undefined },
    },
    ...{ ...context, store, database, diagnoses: { of: async () => [] }, tickMs: TICK_MS, port: 9000 },
    environment: environmentAt(server.origin),
  });
  t.after(async () => {
    await started.close();
    close();
    await store.close();
    await server[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });
  return { ...started, clock: context.clock, server };
}

test("FAROL_WEBHOOK_URL alone gets every alert to one place, but for the one that always fires", async (t) => {
  const { tick, clock, server } = await alerting(t, (origin) => ({ FAROL_WEBHOOK_URL: `${origin}/s3cret` }));
  await tick(clock.now());
  const names = await until("both messages", async () => {
    const told = server.received.map(({ body }) => JSON.parse(body).commonLabels.alertname);
    return told.length === 2 ? told.sort() : undefined;
  });
  assert.deepEqual(names, ["Always", "Ever"]);
  assert.deepEqual([...new Set(server.received.map(({ path }) => path))], ["/s3cret"]);
});

test("FAROL_HEARTBEAT_URL is told as long as rules are evaluated", async (t) => {
  const { tick, heartbeat, clock, server } = await alerting(t, (origin) => ({
    FAROL_WEBHOOK_URL: "http://127.0.0.1:9/",
    FAROL_HEARTBEAT_URL: `${origin}/s3cret`,
  }));
  await until("the first beat", async () => heartbeat?.last);
  assert.deepEqual([heartbeat?.last?.outcome, server.received[0]?.path], ["taken", "/s3cret"]);
  clock.advance(4 * TICK_MS);
  await heartbeat?.beat();
  assert.equal(heartbeat?.last?.outcome, "withheld");
  await tick(clock.now());
  await heartbeat?.beat();
  assert.deepEqual([heartbeat?.last?.outcome, server.received.length], ["taken", 2]);
});

test("without FAROL_HEARTBEAT_URL there is no heartbeat", async (t) => {
  const { heartbeat } = await alerting(t, () => ({ FAROL_HEARTBEAT_URL: "" }));
  assert.equal(heartbeat, undefined);
});
