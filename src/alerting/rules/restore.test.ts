import assert from "node:assert/strict";
import { test } from "node:test";
import { alertSpec, alertsOf, groupSpec, MINUTE, Ticks } from "./running-group.fixture.ts";
import { RunningGroup } from "./running-group.ts";

const spec = (forMs: number) =>
  groupSpec([alertSpec({ forMs, labels: { severity: "{{ $labels.a }}", none: "{{ $labels.b }}" } })]);

interface Outage {
  readonly forMs: number;
  /** For how long there was an answer before, in minutes. */
  readonly active: number;
  /** For how long nothing was evaluated. */
  readonly away: number;
  /** Whether the alert had ended before. */
  readonly ended?: boolean;
}

/** Since when an alert counts as active after a restart, in minutes since it began to be. */
async function activeAfter({ forMs, active, away, ended = false }: Outage): Promise<number> {
  const ticks = new Ticks();
  const before = new RunningGroup(spec(forMs));
  for (let i = 0; i <= active; i++) await ticks.at(i * MINUTE, [before], { x: 1 });
  const downMs = (active + Number(ended)) * MINUTE;
  if (ended) await ticks.at(downMs, [before], { x: 0 });
  const after = new RunningGroup(spec(forMs), {}, downMs);
  for (let i = 0; i < 2; i++) await ticks.at(downMs + (away + i) * MINUTE, [after], { x: 1 });
  return alertsOf(after)[0]!.activeAtMs / MINUTE;
}

test("an alert that waited goes on where it was, as if there had been no time between", async () => {
  // 20 of 60 minutes were waited, and the second evaluation is 6 minutes later
  assert.equal(await activeAfter({ forMs: 60 * MINUTE, active: 20, away: 5 }), 6);
});

test("an alert that had nearly fired waits for ten minutes yet", async () => {
  // it would have fired in 5 minutes; now it does 10 minutes after the second evaluation, at 55 + 6
  assert.equal(await activeAfter({ forMs: 60 * MINUTE, active: 55, away: 5 }), 55 + 6 + 10 - 60);
});

test("an alert that had fired fires at the next tick", async () => {
  assert.equal(await activeAfter({ forMs: 30 * MINUTE, active: 40, away: 5 }), 0);
});

test("a rule whose `for` is shorter than ten minutes begins anew, as does one after more than an hour", async () => {
  assert.equal(await activeAfter({ forMs: 9 * MINUTE, active: 20, away: 5 }), 25);
  assert.equal(await activeAfter({ forMs: 60 * MINUTE, active: 20, away: 59 }), 60);
  assert.equal(await activeAfter({ forMs: 60 * MINUTE, active: 20, away: 60 }), 80);
});

test("an alert that had ended before begins anew", async () => {
  assert.equal(await activeAfter({ forMs: 60 * MINUTE, active: 20, away: 5, ended: true }), 26);
});

test("nothing is written of alerts before they were restored", async () => {
  const [ticks, group] = [new Ticks(), new RunningGroup(spec(60 * MINUTE), {}, 0)];
  const written: number[] = [];
  for (let i = 1; i <= 3; i++) {
    await ticks.at(i * MINUTE, [group], { x: 1 });
    written.push((await ticks.ask("ALERTS_FOR_STATE", i * MINUTE)).length);
  }
  assert.deepEqual(written, [0, 0, 1]);
});
