import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { ManualClock, silentLogger } from "../../model/index.ts";
import { openStore } from "../open-store.ts";
import { openRemembered } from "../remembered.ts";
import { alertingDefinition, rulesFile } from "./alerting-definition.fixture.ts";
import { startAlerting } from "./index.ts";

const TICK_MS = 15_000;
const RULES = `groups:
  - name: queues
    rules:
      - { alert: Deep, expr: depth > 10, for: 1m }
`;
/** So many ticks are longer than the time in which a restart ends no alert. */
const LONG = 20;

interface House {
  readonly clock: ManualClock;
  readonly database: DatabaseSync;
  readonly file: string;
}

function house(t: TestContext): House {
  const clock = new ManualClock(Date.parse("2026-03-01T10:00:00Z"));
  const { database, close } = openRemembered({ clock, logger: silentLogger });
  t.after(close);
  return { clock, database, file: rulesFile(t, RULES) };
}

/** A run of a service in that house, from one start to the next. */
function started({ clock, database, file }: House) {
  const logger = silentLogger;
  const store = openStore({ clock, logger });
  const alerting = startAlerting({
    ...{ definition: alertingDefinition({ ruleFiles: [file] }), store, database, clock, logger },
    ...{ diagnoses: { of: async () => [] }, tickMs: TICK_MS, port: 1, environment: {} },
  });
  const ids = Uint32Array.of(store.writer.series("depth", {}));
  return {
    /** Lets ticks pass at which the queue is so deep, or not measured. */
    async ticks(count: number, depth?: number) {
      for (let i = 0; i < count; i++) {
        clock.advance(TICK_MS);
        store.writer.append(clock.now(), ids, Float64Array.of(depth ?? 0), depth === undefined ? 0 : 1);
        await alerting.tick(clock.now());
      }
    },
    firing: () => alerting.notifier.alerts().length,
    resolve: () => alerting.alerts.resolve(alerting.notifier.alerts()[0]!, { author: "ana", note: "known" }),
    async stop() {
      await alerting.close();
      await store.close();
      clock.advance(60_000);
    },
  };
}

/** A run in which the alert fires, and somebody says that it is over. */
async function resolved(of: House) {
  const run = started(of);
  await run.ticks(5, 12);
  assert.equal(run.firing(), 1);
  run.resolve();
  await run.ticks(LONG, 12);
  assert.equal(run.firing(), 0);
  return run;
}

test("what somebody said is over stays over through restarts, until its rule has found it over", async (t) => {
  const of = house(t);
  await (await resolved(of)).stop();
  for (let restart = 0; restart < 2; restart++) {
    const run = started(of);
    // It takes a while until anything is measured again.
    await run.ticks(3);
    await run.ticks(2 * LONG, 12);
    assert.equal(run.firing(), 0);
    await run.stop();
  }
  const last = started(of);
  await last.ticks(LONG, 12);
  await last.ticks(1, 2);
  await last.ticks(5, 12);
  assert.equal(last.firing(), 1);
  await last.stop();
});

test("what fires anew after a restart is told of, if it was over before", async (t) => {
  const of = house(t);
  const before = await resolved(of);
  await before.ticks(1, 2);
  await before.stop();
  const after = started(of);
  await after.ticks(5, 12);
  assert.equal(after.firing(), 1);
  await after.stop();
});

test("what fires anew a while after a restart is told of, also after another restart", async (t) => {
  for (const isRestarted of [false, true]) {
    const of = house(t);
    await (await resolved(of)).stop();
    let run = started(of);
    await run.ticks(LONG, 2);
    if (isRestarted) {
      await run.stop();
      run = started(of);
    }
    await run.ticks(5, 12);
    assert.equal(run.firing(), 1);
    await run.stop();
  }
});

test("an alert that went on through a restart can be resolved like any other", async (t) => {
  const of = house(t);
  const before = started(of);
  await before.ticks(5, 12);
  await before.stop();
  const after = started(of);
  await after.ticks(5, 12);
  after.resolve();
  await after.ticks(LONG, 12);
  assert.equal(after.firing(), 0);
  await after.stop();
});
