import assert from "node:assert/strict";
import { test } from "node:test";
import { defineRouting, route, webhook } from "../../define/index.ts";
import { type Evidence, ManualClock, type ReportedAlert, silentLogger } from "../../model/index.ts";
import { fingerprintOf, type OutgoingMessage, startNotifier } from "../notifier/index.ts";
import { openRemembered } from "../remembered.ts";
import { Alerts, Resolutions } from "./index.ts";

const NOW_MS = Date.parse("2026-03-01T10:00:00Z");
const found: Evidence = {
  ...{ diagnosis: "changes", title: "What changed", atMs: NOW_MS, outcome: "found" },
  observations: [{ text: "a deployment" }],
};

function fired(changes: Partial<ReportedAlert> = {}): ReportedAlert {
  return {
    labels: { alertname: "Slow" },
    annotations: { summary: "It is slow" },
    value: 2,
    startsAtMs: NOW_MS,
    endsAtMs: NOW_MS + 240_000,
    generatorUrl: "",
    ...changes,
  };
}

/** Alerts that one receiver is told of, and whose diagnoses answer when they are let. */
function telling(t: { after(end: () => unknown): void }) {
  const clock = new ManualClock(NOW_MS);
  const { database, close } = openRemembered({ clock, logger: silentLogger });
  const receiver = webhook({ name: "hook", url: "http://localhost/" });
  const messages: OutgoingMessage[] = [];
  let arrived = () => {};
  const notifier = startNotifier({
    routing: defineRouting({ root: route({ receivers: [receiver], groupWait: "0s", groupInterval: "1s" }) }),
    ...{ database, clock, logger: silentLogger, externalUrl: "" },
    senderOf: () => ({
      send: async (message) => {
        messages.push(message);
        arrived();
        return { outcome: "taken" };
      },
    }),
  });
  t.after(async () => {
    await notifier.close();
    close();
  });
  const looks: (() => void)[] = [];
  const letLook = () => {
    for (const look of looks.splice(0)) look();
  };
  let looked = 0;
  const diagnoses = {
    of: () => {
      looked += 1;
      const { promise, resolve } = Promise.withResolvers<Evidence[]>();
      looks.push(() => resolve([found]));
      return promise;
    },
  };
  const alerts = new Alerts({
    ...{ notifier, diagnoses, clock, resolutions: new Resolutions(database) },
    diagnosesOf: (name) => (name === "Slow" ? ["changes"] : []),
  });
  return {
    ...{ alerts, notifier, clock, messages, letLook },
    looked: () => looked,
    /** Waits for a message that is not there yet. */
    next: async (): Promise<OutgoingMessage> => {
      const before = messages.length;
      while (messages.length === before)
        await new Promise<void>((resolve) => {
          arrived = resolve;
        });
      return messages.at(-1)!;
    },
  };
}

test("a message waits for what diagnoses find, and has it", async (t) => {
  const { alerts, next, letLook, looked } = telling(t);
  alerts.hear([fired()]);
  const message = next();
  letLook();
  assert.deepEqual((await message).alerts[0]!.evidence, [found]);
  alerts.hear([fired()]);
  assert.equal(looked(), 1);
});

test("a diagnosis that takes long holds up no message, and is in the next", async (t) => {
  const { alerts, next, letLook, notifier } = telling(t);
  alerts.hear([fired()]);
  assert.equal((await next()).alerts[0]!.evidence, undefined);
  letLook();
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(notifier.alerts()[0]!.evidence, [found]);
});

test("an alert without diagnoses is passed on at once", async (t) => {
  const { alerts, next, notifier } = telling(t);
  const message = next();
  alerts.hear([fired({ labels: { alertname: "Other" } })]);
  assert.equal(notifier.alerts().length, 1);
  assert.equal((await message).status, "firing");
});

test("what somebody says is over is told to be over, and not told of again until it fires anew", async (t) => {
  const { alerts, next, letLook, clock, notifier } = telling(t);
  alerts.hear([fired()]);
  letLook();
  await next();
  clock.advance(2000);
  const fingerprint = fingerprintOf({ alertname: "Slow" });
  const ended = next();
  const resolution = alerts.resolve(fingerprint, { author: "ana", note: "deployed a fix" });
  assert.deepEqual(resolution?.author, "ana");
  assert.equal((await ended).status, "resolved");
  assert.deepEqual((await ended).alerts[0]!.evidence, [found]);

  clock.advance(60_000);
  alerts.hear([fired({ endsAtMs: clock.now() + 240_000 })]);
  letLook();
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(notifier.alerts(), []);
  assert.equal(alerts.resolve(fingerprint, { author: "ana", note: "again" }), undefined);

  const anew = next();
  alerts.hear([fired({ startsAtMs: clock.now(), endsAtMs: clock.now() + 240_000 })]);
  letLook();
  assert.equal((await anew).status, "firing");
});
