import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { alertmanager, defineRouting, route, webhook } from "../../src/define/index.ts";
import { fingerprintOf } from "../../src/engine/notifier/fingerprint.ts";
import { LocalServer } from "../../src/engine/notifier/receivers/fixtures/local-server.fixture.ts";
import { aMessage, anAlert, EVIDENCE } from "../../src/engine/notifier/receivers/fixtures/message.fixture.ts";
import { sent } from "../../src/engine/notifier/receivers/fixtures/sending.fixture.ts";
import { systemClock } from "../../src/model/index.ts";
import { needs } from "../needs.ts";
import { until } from "../until.ts";
import { Alertmanager } from "./alertmanager.ts";

describe("a real Alertmanager that is told by the engine", needs("prometheus-alertmanager"), () => {
  it("tells its webhook what the engine tells one itself, field by field in the same order", async () => {
    await using server = await LocalServer.answering((_, response) => response.end());
    const hook = webhook({ name: "hook", url: `${server.origin}/` });
    const root = route({ receivers: [hook], groupBy: ["alertname"], groupWait: "0s" });
    await using real = await Alertmanager.start(defineRouting({ root }));
    const began = anAlert({ startsAtMs: systemClock.now() - 1_000, evidence: EVIDENCE });
    const alerts = [{ ...began, fingerprint: fingerprintOf(began.labels) }];
    const message = aMessage({ groupKey: '{}:{alertname="SlowQueries"}', receiver: hook.name, alerts });

    const replicas = alertmanager({ name: "replicas", urls: [real.url, "http://127.0.0.1:9"] });
    assert.deepEqual(await sent(replicas, message, { clock: systemClock }), { outcome: "taken" });
    const theirs = await until("the webhook to be told", async () => server.received[0]?.body);

    const told = JSON.parse(theirs);
    assert.deepEqual(await sent(hook, { ...message, externalUrl: told.externalURL }), { outcome: "taken" });
    assert.equal(server.received[1]?.body, JSON.stringify(told));
  });
});
