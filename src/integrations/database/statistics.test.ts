import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Statement } from "./statement/statement.ts";
import { Statistics } from "./statistics.ts";

const statement = (shape: string): Statement => ({ type: "SELECT", shape, count: 1, boundaries: [] });

/** Statistics to which statements are added by shape and duration. */
function statisticsOf(rows: Iterable<readonly [shape: string, durationMs: number]>): Statistics {
  const statistics = new Statistics();
  for (const [shape, durationMs] of rows) {
    statistics.add({
      statement: statement(shape),
      durationMs,
      slow: durationMs >= 100,
      failed: shape === "bad",
    });
  }
  return statistics;
}

describe("statistics", () => {
  it("count all, slow and failed statements, in sum and by shape", () => {
    const { total, slow, errors, byType, slowestByTotal } = statisticsOf([
      ["a", 100],
      ["a", 50],
      ["bad", 1],
    ]).read();
    assert.deepEqual([total, slow, errors, byType.SELECT, byType.INSERT], [3, 1, 1, 3, 0]);
    const [first, second] = slowestByTotal;
    assert.deepEqual(first, {
      shape: "a",
      type: "SELECT",
      count: 2,
      slow: 1,
      errors: 0,
      totalMs: 150,
      maxMs: 100,
      meanMs: 75,
    });
    assert.equal(second!.errors, 1);
  });

  it("rank shapes by their time in sum, and by their longest statement", () => {
    const { slowestByTotal, slowestByMax } = statisticsOf([
      ["often", 30],
      ["often", 30],
      ["once", 50],
    ]).read();
    assert.deepEqual(
      slowestByTotal.map(({ shape }) => shape),
      ["often", "once"],
    );
    assert.deepEqual(
      slowestByMax.map(({ shape }) => shape),
      ["once", "often"],
    );
  });

  it("keep the costly of very many shapes, and put the rest into other", () => {
    function* rows(): Generator<readonly [string, number]> {
      yield ["costly", 1000];
      for (let i = 0; i < 5000; i++) yield [`shape ${i}`, 1];
    }
    const { slowestByTotal, total } = statisticsOf(rows()).read();
    assert.equal(total, 5001);
    assert.equal(slowestByTotal.length, 20);
    assert.deepEqual(
      slowestByTotal.slice(0, 2).map(({ shape }) => shape),
      ["other", "costly"],
    );
    assert.ok(slowestByTotal[0]!.count >= 4500);
  });

  it("give a copy that stays as it is", () => {
    const statistics = statisticsOf([["a", 1]]);
    const before = statistics.read();
    statistics.add({ statement: statement("a"), durationMs: 1, slow: false, failed: false });
    assert.equal(before.slowestByTotal[0]!.count, 1);
    assert.equal(before.byType.SELECT, 1);
  });
});
