import assert from "node:assert/strict";
import { test } from "node:test";
import { type Alert, answered, unanswered } from "./alert-state.ts";

const ANSWER = { labels: { alertname: "High" }, annotations: {}, value: 7 };
const MINUTE = 60_000;

/** What becomes of an alert over ticks of a minute: whether there is an answer at each. */
function statesOver(answers: readonly boolean[], patience: { forMs?: number; keepFiringForMs?: number }) {
  const whole = { forMs: 0, keepFiringForMs: 0, ...patience };
  let alert: Alert | undefined;
  return answers.map((isThere, i) => {
    const atMs = i * MINUTE;
    if (isThere) alert = answered(alert, ANSWER, atMs, whole);
    else if (alert !== undefined) alert = unanswered(alert, atMs, whole);
    return alert?.state ?? "inactive";
  });
}

test("an alert fires at the tick at which its answer has been there for as long as `for` says", () => {
  const states = statesOver([true, true, true, true], { forMs: 2 * MINUTE });
  assert.deepEqual(states, ["pending", "pending", "firing", "firing"]);
  assert.deepEqual(statesOver([true], {}), ["firing"]);
});

test("an answer that is away for one tick begins to wait anew", () => {
  const states = statesOver([true, true, false, true, true, true], { forMs: 2 * MINUTE });
  assert.deepEqual(states, ["pending", "pending", "inactive", "pending", "pending", "firing"]);
});

test("an alert fires on without an answer until as long as keep_firing_for has passed since the first such tick", () => {
  const states = statesOver([true, false, false, false], { keepFiringForMs: 2 * MINUTE });
  assert.deepEqual(states, ["firing", "firing", "firing", "resolved"]);
});

test("an answer in between makes it fire on for the whole time again", () => {
  const states = statesOver([true, false, true, false, false, false], { keepFiringForMs: 2 * MINUTE });
  assert.deepEqual(states, ["firing", "firing", "firing", "firing", "firing", "resolved"]);
});

test("a resolved alert is kept for fifteen minutes, and forgotten after that", () => {
  const away = Array.from({ length: 17 }, () => false);
  const states = statesOver([true, ...away], {});
  // resolved at the first minute, so for the last time at the sixteenth
  assert.deepEqual(states.slice(15), ["resolved", "resolved", "inactive"]);
});

test("a resolved alert whose answer is back is a new one", () => {
  const fired = answered(undefined, ANSWER, 0, { forMs: 0, keepFiringForMs: 0 });
  const told: Alert = { ...fired, state: "firing", firedAtMs: 0, lastSentMs: 0 };
  const resolved = unanswered(told, MINUTE, { forMs: 0, keepFiringForMs: 0 });
  assert.deepEqual(answered(resolved, ANSWER, 2 * MINUTE, { forMs: 0, keepFiringForMs: 0 }), {
    ...{ state: "firing", ...ANSWER, activeAtMs: 2 * MINUTE, firedAtMs: 2 * MINUTE },
  });
});

test("an alert that fires waits again when its `for` is longer now", () => {
  const fired = answered(undefined, ANSWER, 0, { forMs: 0, keepFiringForMs: 0 });
  const longer = answered(fired, ANSWER, MINUTE, { forMs: 5 * MINUTE, keepFiringForMs: 0 });
  assert.deepEqual(longer, { state: "pending", ...ANSWER, activeAtMs: 0 });
});
