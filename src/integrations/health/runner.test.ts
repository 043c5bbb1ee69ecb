import assert from "node:assert/strict";
import { afterEach, describe, it, mock } from "node:test";
import { probe, startedHealth } from "./health.fixture.ts";

const refused = new Error("connect ECONNREFUSED");

afterEach(() => {
  mock.timers.reset();
  mock.reset();
});

describe("hysteresis", () => {
  it("decides at once by the first run", async () => {
    const { check } = await startedHealth([probe("good"), probe("bad", { fault: refused })]);
    assert.deepEqual([check("good").status, check("bad").status], ["ok", "failed"]);
  });

  it("fails a check after so many failures in a row, looking closer meanwhile", async () => {
    const database = probe("database");
    const { check, pass } = await startedHealth([database]);
    database.fault = refused;
    await pass(10_000);
    assert.deepEqual(
      [check("database").status, check("database").detail],
      ["ok", "failed 1 of 3 times in a row: connect ECONNREFUSED"],
    );
    await pass(2_500);
    assert.equal(check("database").status, "ok");
    await pass(2_500);
    assert.deepEqual(
      [check("database").status, check("database").detail],
      ["failed", "connect ECONNREFUSED"],
    );
    assert.equal(check("database").sinceMs, 1_015_000);
  });

  it("forgets failures when a run passes between them", async () => {
    const database = probe("database");
    const { check, pass } = await startedHealth([database]);
    for (let round = 0; round < 3; round++) {
      database.fault = refused;
      await pass(10_000);
      await pass(2_500);
      database.fault = undefined;
      await pass(2_500);
      assert.equal(check("database").status, "ok");
    }
    assert.equal(check("database").sinceMs, 1_000_000);
  });

  it("lets a failing check pass after so many passes in a row", async () => {
    const database = probe("database", { fault: refused });
    const { check, pass } = await startedHealth([database]);
    database.fault = undefined;
    await pass(10_000);
    assert.deepEqual(
      [check("database").status, check("database").detail],
      ["failed", "passed 1 of 2 times in a row"],
    );
    await pass(2_500);
    assert.equal(check("database").status, "ok");
  });
});

describe("a run", () => {
  it("fails at its time limit, and its signal aborts", async () => {
    const database = probe("database", { fault: "hang", timeoutMs: 500 });
    const { check, pass } = await startedHealth([database]);
    await pass(499);
    assert.deepEqual([check("database").status, database.signals[0]?.aborted], ["unknown", false]);
    await pass(1);
    assert.deepEqual([check("database").status, database.signals[0]?.aborted], ["failed", true]);
    assert.equal(check("database").detail, "gave no answer within 500 ms");
  });

  it("is never begun while one before it hangs, which counts as a failure each time", async () => {
    const database = probe("database");
    const { check, pass } = await startedHealth([database]);
    database.fault = "hang";
    await pass(10_000);
    await pass(2_000);
    await pass(2_500);
    assert.equal(check("database").status, "ok");
    await pass(2_500);
    assert.equal(check("database").status, "failed");
    assert.equal(check("database").detail, "gave no answer within 2000 ms, and gives none still");
    assert.equal(check("database").durationMs, 7_000);
    assert.equal(database.signals.length, 2);
  });

  it("is begun again once what hung has let go, whose late answer counts for nothing", async () => {
    const late = Promise.withResolvers<void>();
    let runs = 0;
    const run = () => (runs++ === 0 ? late.promise : undefined);
    const { check, pass } = await startedHealth([{ name: "database", severity: "critical", run }]);
    await pass(2_000);
    late.resolve();
    await pass(9_999);
    assert.deepEqual([check("database").status, runs], ["failed", 1]);
    await pass(1);
    await pass(2_500);
    assert.deepEqual([check("database").status, runs], ["ok", 3]);
  });

  it("comes after an interval that differs from replica to replica by up to a tenth", async () => {
    const database = probe("database");
    const { pass } = await startedHealth([database]);
    mock.method(Math, "random", () => 0);
    await pass(10_000);
    assert.equal(database.signals.length, 2);
    mock.method(Math, "random", () => 0.999_999);
    await pass(8_999);
    assert.equal(database.signals.length, 2);
    await pass(1);
    assert.equal(database.signals.length, 3);
    await pass(10_998);
    assert.equal(database.signals.length, 3);
    await pass(2);
    assert.equal(database.signals.length, 4);
  });

  it("is joined when it is asked for while one is under way", async () => {
    const answer = Promise.withResolvers<void>();
    let runs = 0;
    const run = () => {
      runs++;
      return answer.promise;
    };
    const { health, check } = await startedHealth([{ name: "database", severity: "critical", run }]);
    const asked = health.runNow();
    answer.resolve();
    assert.equal((await asked).checks[0]?.status, "ok");
    assert.deepEqual([check("database").status, runs], ["ok", 1]);
  });

  it("may say how it passed", async () => {
    const { check } = await startedHealth([
      { name: "lag", severity: "optional", run: async () => "3 ms behind" },
    ]);
    assert.equal(check("lag").detail, "3 ms behind");
  });
});
