import assert from "node:assert/strict";
import { after, test } from "node:test";
import { companionForTests } from "../companion/companion.fixture.ts";
import type { CallLimits } from "./limits.ts";
import { createNotifier, type Notification } from "./notifier.ts";
import { SHORT_MS, SMALL, seenBreakers } from "./outside.fixture.ts";

const { webhookUrl, tell } = await companionForTests();
const never = new AbortController().signal;

function open(limits: Partial<CallLimits>) {
  const seen = seenBreakers();
  const notifier = createNotifier(webhookUrl, seen.watch, { ...SMALL, ...limits });
  after(() => notifier[Symbol.asyncDispose]());
  return { ...seen, notifier };
}

const notification = (id: string): Notification => ({
  ...{ id, type: "review.approved", occurredAt: "2030-01-01T00:00:00.000Z" },
  review: { id: "r", title: "Add an index", severity: "low" },
});

async function received(): Promise<{ key: string; body: Notification }[]> {
  const answer = await fetch(webhookUrl);
  return ((await answer.json()) as { received: { key: string; body: Notification }[] }).received;
}

test("a notification arrives whole, under its idempotency key", async () => {
  await open({}).notifier.deliver(notification("whole"), never);
  assert.deepEqual(await received(), [{ key: "whole", body: notification("whole") }]);
});

test("one that is sent again, as after an answer that was lost, is kept once", async () => {
  const { notifier } = open({});
  for (let i = 0; i < 2; i++) await notifier.deliver(notification("twice"), never);
  const keys = (await received()).map(({ key }) => key);
  assert.equal(keys.filter((key) => key === "twice").length, 1);
});

test("one that fails is sent again by itself", async () => {
  const { notifier, retries } = open({ retries: 2, timeoutMs: SHORT_MS });
  await tell({ webhook: { mode: "hang" } });
  await assert.rejects(notifier.deliver(notification("again"), never), /timed out/);
  assert.deepEqual(retries, ["notifier", "notifier"]);
  await tell({ webhook: { mode: "off" } });
});

test("a webhook that fails is what the caller hears, and opens the breaker", async () => {
  const { notifier, states } = open({ retries: SMALL.breakAfter });
  await tell({ webhook: { mode: "fail" } });
  await assert.rejects(notifier.deliver(notification("never"), never), /breaker is open/);
  assert.deepEqual(states, ["notifier open"]);
  await tell({ webhook: { mode: "off" } });
});
