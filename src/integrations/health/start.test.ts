import assert from "node:assert/strict";
import { afterEach, describe, it, mock } from "node:test";
import { FarolError } from "../../model/index.ts";
import { probe, startedHealth } from "./health.fixture.ts";

const refused = new Error("connect ECONNREFUSED");

afterEach(() => {
  mock.timers.reset();
  mock.reset();
});

describe("what health says", () => {
  it("is ok, ready and 100 while every check passes", async () => {
    const { health, host } = await startedHealth([
      probe("database"),
      probe("redis", { severity: "optional" }),
    ]);
    const { status, isReady, score } = health.report();
    assert.deepEqual([status, isReady, score], ["ok", true, 100]);
    assert.deepEqual([host.value("readiness_status"), host.value("health_score")], [1, 100]);
    assert.equal(host.value("health_check_status", { check: "redis" }), 1);
  });

  it("is degraded when an optional check fails, and down when a critical one does", async () => {
    const redis = probe("redis", { severity: "optional", fault: refused });
    const { health } = await startedHealth([probe("database"), redis]);
    assert.equal(health.report().status, "degraded");
    health.add(probe("queue", { fault: refused }));
    assert.equal((await health.runNow()).status, "down");
  });

  it("explains every lost point, in the report and in the metrics", async () => {
    const { health, host, check } = await startedHealth([
      probe("database"),
      probe("redis", { severity: "optional", fault: refused }),
      probe("scanner", { severity: "optional", fault: refused }),
    ]);
    assert.equal(health.report().score, 72);
    const lost = health.report().checks.map(({ name, lostPoints }) => [name, lostPoints]);
    assert.deepEqual(lost, [
      ["database", 0],
      ["redis", 14],
      ["scanner", 14],
    ]);
    assert.equal(check("redis").detail, "connect ECONNREFUSED");
    assert.equal(host.value("health_score"), 72);
    assert.equal(host.value("health_check_status", { check: "redis" }), 0);
  });

  it("records how long each run took", async () => {
    const slow = probe("slow", { fault: "hang" });
    const { host, pass } = await startedHealth([probe("quick"), slow]);
    await pass(2_000);
    const series = { check: "slow" };
    assert.deepEqual(
      [
        host.value("health_check_duration_seconds", series),
        host.sum("health_check_duration_seconds", series),
      ],
      [1, 2],
    );
    assert.equal(host.value("health_check_duration_seconds", { check: "quick" }), 1);
  });
});

describe("readiness", () => {
  it("stays on when what all instances share fails, however critical", async () => {
    const { health } = await startedHealth([probe("database", { fault: refused })]);
    assert.deepEqual([health.report().status, health.report().isReady], ["down", true]);
  });

  it("goes off when something critical of this instance's own fails, and comes back with it", async () => {
    const disk = probe("disk", { scope: "own", fault: new Error("full") });
    const { health, host, pass } = await startedHealth([disk]);
    assert.equal(health.report().isReady, false);
    assert.equal(host.value("readiness_status"), 0);
    disk.fault = undefined;
    await pass(10_000);
    await pass(2_500);
    assert.equal(health.report().isReady, true);
    assert.equal(host.value("readiness_status"), 1);
  });

  it("stays on when something optional of its own fails", async () => {
    const warmUp = probe("warm-up", { severity: "optional", scope: "own", fault: refused });
    assert.equal((await startedHealth([warmUp])).health.report().isReady, true);
  });

  it("is off until every critical check was run once, and does not wait for optional ones", async () => {
    const database = probe("database", { fault: "hang" });
    const redis = probe("redis", { severity: "optional", fault: "hang", timeoutMs: 5_000 });
    const { health, reports, pass } = await startedHealth([database, redis]);
    assert.deepEqual([health.report().isReady, health.report().status], [false, "ok"]);
    await pass(2_000);
    assert.equal(health.report().isReady, true);
    assert.deepEqual(
      health.report().checks.map(({ status }) => status),
      ["failed", "unknown"],
    );
    assert.deepEqual(
      reports().map(({ isReady }) => isReady),
      [false, true],
    );
  });

  it("does not wait longer than the start-up limit", async () => {
    const database = probe("database", { fault: "hang", timeoutMs: 60_000 });
    const { health, reports, pass } = await startedHealth([database], { startupLimitMs: 5_000 });
    await pass(4_999);
    assert.equal(health.report().isReady, false);
    await pass(1);
    assert.equal(health.report().isReady, true);
    assert.equal(reports().at(-1)?.isReady, true);
  });

  it("is not lost to a check that is added later and was not run yet", async () => {
    const { health } = await startedHealth([probe("database")]);
    health.add(probe("late", { scope: "own", fault: "hang" }));
    assert.equal(health.report().isReady, true);
  });

  it("goes off when health is stopped, and nothing is run any more", async () => {
    const database = probe("database");
    const { health, host, reports, pass } = await startedHealth([database]);
    health.stop();
    assert.equal(reports().at(-1)?.isReady, false);
    assert.equal(host.value("readiness_status"), 0);
    await pass(60_000);
    await health.runNow();
    assert.equal(database.signals.length, 1);
  });
});

describe("the engine", () => {
  it("is told at once what changes, and times of runs alone every ten seconds", async () => {
    const database = probe("database", { everyMs: 4_000 });
    const { reports, pass } = await startedHealth([database]);
    assert.deepEqual(
      reports().map(({ checks }) => checks[0]?.status),
      ["unknown", "ok"],
    );
    await pass(4_000);
    await pass(4_000);
    assert.equal(reports().length, 2);
    await pass(4_000);
    assert.equal(reports().length, 3);
    assert.equal(reports().at(-1)?.checks[0]?.checkedMs, 1_012_000);
    database.fault = refused;
    await pass(4_000);
    assert.equal(reports().length, 4);
  });

  it("is told of checks that come and go", async () => {
    const { health, host, reports } = await startedHealth([probe("database")]);
    const remove = health.add(probe("replica", { fault: refused }));
    await health.runNow();
    assert.deepEqual(
      reports()
        .at(-1)
        ?.checks.map(({ name }) => name),
      ["database", "replica"],
    );
    remove();
    assert.deepEqual(
      reports()
        .at(-1)
        ?.checks.map(({ name }) => name),
      ["database"],
    );
    assert.equal(reports().at(-1)?.score, 100);
    assert.equal(host.value("health_check_status", { check: "replica" }), undefined);
  });

  it("is told nothing that cannot be cloned between threads", async () => {
    const { health } = await startedHealth([probe("database", { fault: refused })]);
    assert.deepEqual(structuredClone(health.report()), health.report());
  });
});

describe("the log", () => {
  it("has one line when a check begins to fail, and one when it passes again", async () => {
    const database = probe("database", { fault: refused });
    const redis = probe("redis", { severity: "optional", fault: new Error("gone") });
    const { host, pass } = await startedHealth([database, redis, probe("disk")]);
    await pass(10_000);
    database.fault = undefined;
    for (const ms of [10_000, 2_500, 10_000]) await pass(ms);
    assert.deepEqual(
      host.lines.map(({ level, fields, message }) => [level, message, fields]),
      [
        [
          "error",
          "a health check fails",
          { check: "database", severity: "critical", detail: "connect ECONNREFUSED" },
        ],
        ["warn", "a health check fails", { check: "redis", severity: "optional", detail: "gone" }],
        [
          "info",
          "a health check passes again",
          { check: "database", severity: "critical", failedForMs: 22_500 },
        ],
      ],
    );
  });
});

describe("a check that cannot be", () => {
  it("is refused: a name twice, a time that is none", async () => {
    const { health } = await startedHealth([probe("database")]);
    const isRefused = (error: unknown) => error instanceof FarolError && error.code === "FAROL_HEALTH_CHECK";
    assert.throws(() => health.add(probe("database")), isRefused);
    for (const options of [
      { everyMs: 0 },
      { timeoutMs: Number.NaN },
      { failuresToFail: 0 },
      { weight: -1 },
    ]) {
      assert.throws(() => health.add(probe("other", options)), isRefused, JSON.stringify(options));
    }
    assert.equal(health.report().checks.length, 1);
  });
});
