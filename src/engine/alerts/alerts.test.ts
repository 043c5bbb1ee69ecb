import assert from "node:assert/strict";
import { test } from "node:test";
import { defineRouting, route, webhook } from "../../define/index.ts";
import { type Evidence, ManualClock, type ReportedAlert, silentLogger } from "../../model/index.ts";
import { type OutgoingMessage, startNotifier } from "../notifier/index.ts";
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
  const resolutions = new Resolutions(database, silentLogger);
  const alerts = new Alerts({
    ...{ notifier, diagnoses, clock, resolutions },
    diagnosesOf: (name) => (name === "Slow" ? ["changes"] : []),
  });
  return {
    ...{ alerts, notifier, clock, messages, letLook },
    resolve: (note: string) => alerts.resolve(notifier.alerts()[0]!, { author: "ana", note }),
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

test("an alert that ends while its cause is looked for does not fire again when that is found", async (t) => {
  const { alerts, next, letLook, clock, notifier } = telling(t);
  alerts.hear([fired()]);
  await next();
  clock.advance(5000);
  const ended = next();
  alerts.hear([fired({ endsAtMs: clock.now() })]);
  assert.equal((await ended).status, "resolved");
  letLook();
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(notifier.alerts(), []);
});

test("what is found late goes with what was told of the alert last", async (t) => {
  const { alerts, next, letLook, looked, clock, notifier } = telling(t);
  alerts.hear([fired()]);
  await next();
  clock.advance(75_000);
  const again = fired({ annotations: { summary: "It is slower" }, endsAtMs: clock.now() + 240_000 });
  alerts.hear([again]);
  letLook();
  await new Promise((resolve) => setImmediate(resolve));
  const { annotations, evidence } = notifier.alerts()[0]!;
  assert.deepEqual([annotations, evidence, looked()], [again.annotations, [found], 1]);
});

test("what somebody says is over is told to be over, and not told of again until it fires anew", async (t) => {
  const { alerts, resolve, next, letLook, clock, notifier } = telling(t);
  alerts.hear([fired()]);
  letLook();
  await next();
  clock.advance(2000);
  const told = next();
  assert.equal(resolve("deployed a fix").author, "ana");
  assert.equal((await told).status, "resolved");
  assert.deepEqual((await told).alerts[0]!.evidence, [found]);

  clock.advance(60_000);
  alerts.hear([fired({ endsAtMs: clock.now() + 240_000 })]);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(notifier.alerts(), []);

  alerts.hear([fired({ endsAtMs: clock.now() })]);
  const anew = next();
  alerts.hear([fired({ startsAtMs: clock.now(), endsAtMs: clock.now() + 240_000 })]);
  letLook();
  assert.equal((await anew).status, "firing");
});

test("what somebody says while the cause is looked for stands when that is found", async (t) => {
  const { alerts, resolve, next, letLook, clock, notifier } = telling(t);
  alerts.hear([fired()]);
  await next();
  clock.advance(2000);
  resolve("known");
  letLook();
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(notifier.alerts(), []);
});
