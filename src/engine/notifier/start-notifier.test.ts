import assert from "node:assert/strict";
import { it } from "node:test";
import { until } from "../../../test/until.ts";
import { defineRouting, route } from "../../define/index.ts";
import { silentLogger, systemClock } from "../../model/index.ts";
import { openDatabase } from "../database/index.ts";
import { hook, named, reported } from "./notifier.fixture.ts";
import type { OutgoingMessage, Sent } from "./receiver.ts";
import { startNotifier } from "./start-notifier.ts";

it("wakes up by itself: for a group that has waited, and for the message after the one under way", async () => {
  const nowMs = systemClock.now();
  const heard: OutgoingMessage[] = [];
  const { promise: all, resolve } = Promise.withResolvers<void>();
  const database = openDatabase(":memory:");
  const notifier = startNotifier({
    routing: defineRouting({ root: route({ receivers: [hook("a")], groupBy: "all", groupWait: "10ms" }) }),
    database,
    clock: systemClock,
    logger: silentLogger,
    externalUrl: "",
    limits: { attemptsAtOnce: 1 },
    senderOf: () => ({
      send: async (message): Promise<Sent> => {
        if (heard.push(message) === 2) resolve();
        return { outcome: "taken" };
      },
    }),
  });
  notifier.take(["A", "B"].map((name) => reported(named(name), nowMs, nowMs + 60_000)));
  await all;
  await notifier.close();
  database.close();
  assert.deepEqual(
    heard.map(({ alerts }) => alerts[0]?.labels.alertname),
    ["A", "B"],
  );
});

it("once it is closed nothing wakes it, so that the process may end", async () => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
  const before = timers();
  const database = openDatabase(":memory:");
  const notifier = startNotifier({
    ...{ routing: defineRouting({ root: route({ receivers: [hook("a")] }) }), database, externalUrl: "" },
    ...{ clock: systemClock, logger: silentLogger },
    senderOf: () => ({ send: async (): Promise<Sent> => ({ outcome: "taken" }) }),
  });
  const nowMs = systemClock.now();
  notifier.take([reported(named("A"), nowMs, nowMs + 60_000)]);
  await notifier.close(0);
  await until("its timer to be gone", async () => timers() <= before || undefined, 5000);
  database.close();
});
