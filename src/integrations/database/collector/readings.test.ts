import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { recordedHost } from "../../../../test/recorded-host.ts";
import { FakeSession, refusal } from "./fake-session.fixture.ts";
import type { Row } from "./reading.ts";
import { locks } from "./readings/locks.ts";
import { replication } from "./readings/replication.ts";
import { totals } from "./readings/totals.ts";
import { Readings } from "./readings.ts";

const rowOf = (deadlocks: number, hits: number, reads: number): Row[] => [
  { deadlocks: String(deadlocks), blks_hit: String(hits), blks_read: String(reads) },
];

describe("the totals of a database", () => {
  const totalsOf = (...rows: Row[][]) => {
    const host = recordedHost();
    const reading = totals(host.recorder, "default");
    return rows.map((row) => {
      reading.take(row);
      return ["db_deadlocks_total", "db_cache_hit_ratio"].map((name) =>
        host.value(name, { pool: "default" }),
      );
    });
  };

  it("are counted from the first look on, and the ratio is of what came between two looks", () => {
    assert.deepEqual(
      totalsOf(rowOf(7, 900, 100), rowOf(9, 901, 103), rowOf(9, 901, 103), rowOf(9, 902, 103)),
      [
        [0, undefined],
        [2, 0.25],
        [2, 0.25],
        [2, 1],
      ],
    );
  });

  it("go on from 0 when the server has reset them", () => {
    assert.deepEqual(totalsOf(rowOf(7, 900, 100), rowOf(1, 30, 10), rowOf(2, 30, 10)), [
      [0, undefined],
      [1, 0.75],
      [2, 0.75],
    ]);
  });
});

describe("replicas", () => {
  it("are shown while they stream, and those without a name are left out", () => {
    const host = recordedHost();
    const reading = replication(host.recorder, "default");
    const lag = (replica: string) => host.value("db_replication_lag_seconds", { pool: "default", replica });
    reading.take([
      { replica: "one", seconds: "1.5" },
      { replica: "two", seconds: "0" },
      { replica: null, seconds: "0" },
    ]);
    assert.deepEqual([lag("one"), lag("two"), host.series("db_replication_lag_seconds").length], [1.5, 0, 2]);
    reading.take([{ replica: "two", seconds: "3" }]);
    assert.deepEqual([lag("one"), lag("two")], [undefined, 3]);
  });
});

describe("locks", () => {
  it("are waited for since the statement's begin, where the server does not tell more", () => {
    const { sql } = locks(recordedHost().recorder, "default");
    assert.match(sql(130_000), /query_start/);
    assert.match(sql(140_000), /waitstart/);
  });
});

describe("readings", () => {
  const readingsOf = (answer: (sql: string) => readonly Row[]) => {
    const host = recordedHost();
    const makes = [totals, locks].map((make) => make(host.recorder, "default"));
    return { host, readings: new Readings(host, "default", makes), session: new FakeSession(answer) };
  };
  const refusing = (code: string) => (sql: string) => {
    if (sql.includes("pg_stat_database")) throw refusal(code);
    return [{ waiters: "1", seconds: "2" }];
  };

  it("that are forbidden are asked for once, and again when the server was away", async () => {
    const { host, readings, session } = readingsOf(refusing("42501"));
    for (let i = 0; i < 3; i++) await readings.take(session);
    assert.equal(session.asked.filter((sql) => sql.includes("pg_stat_database")).length, 1);
    assert.equal(host.value("db_lock_wait_seconds", { pool: "default" }), 2);
    readings.forget();
    assert.equal(host.value("db_lock_wait_seconds", { pool: "default" }), undefined);
    await readings.take(session);
    assert.equal(session.asked.filter((sql) => sql.includes("pg_stat_database")).length, 2);
    assert.equal(host.lines.length, 1);
  });

  it("that take too long are asked for again, with one line until they are answered", async () => {
    let code: string | undefined = "57014";
    const { host, readings, session } = readingsOf((sql) => (code ? refusing(code)(sql) : rowOf(0, 0, 0)));
    for (let i = 0; i < 3; i++) await readings.take(session);
    assert.equal(session.asked.length, 6);
    assert.equal(host.lines.length, 1);
    code = undefined;
    await readings.take(session);
    code = "57014";
    await readings.take(session);
    assert.equal(host.lines.length, 2);
  });

  it("end where the session is lost", async () => {
    for (const error of [refusal("57P01"), refusal("08006"), new Error("Query read timeout")]) {
      const { readings, session } = readingsOf(() => {
        throw error;
      });
      await assert.rejects(readings.take(session), error);
      assert.equal(session.asked.length, 1);
    }
  });
});
