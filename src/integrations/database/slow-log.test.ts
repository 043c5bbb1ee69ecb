import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { recordedHost } from "../../../test/recorded-host.ts";
import { ManualClock } from "../../model/index.ts";
import { SlowLog } from "./slow-log.ts";
import type { Statement } from "./statement/statement.ts";

const statement = (shape: string): Statement => ({ type: "SELECT", shape, count: 1, boundaries: [] });

function logOf() {
  const clock = new ManualClock();
  const host = recordedHost(clock);
  const log = new SlowLog(host, "default");
  return { clock, write: (shape: string, ms = 120) => log.write(statement(shape), ms), lines: host.lines };
}

describe("the log of slow statements", () => {
  it("says what was slow, how long it took, and in which pool", () => {
    const { write, lines } = logOf();
    write("SELECT ?", 120.12345);
    const fields = { shape: "SELECT ?", durationMs: 120.123, queryType: "SELECT", pool: "default" };
    assert.deepEqual(lines, [{ level: "warn", fields, message: "Slow query" }]);
  });

  it("has one line a shape and second, which says how many were left out", () => {
    const { clock, write, lines } = logOf();
    for (let i = 0; i < 5; i++) write("a");
    write("b");
    clock.advance(1000);
    write("a");
    write("b");
    const told = lines.map(({ fields }) => fields as { shape: string; suppressed?: number });
    assert.deepEqual(
      told.map(({ shape, suppressed }) => [shape, suppressed]),
      [
        ["a", undefined],
        ["b", undefined],
        ["a", 4],
        ["b", undefined],
      ],
    );
  });

  it("forgets the shapes whose last line is oldest, so that it does not grow", () => {
    const { write, lines } = logOf();
    for (let i = 0; i <= 500; i++) write(`shape ${i}`);
    write("shape 1");
    assert.equal(lines.length, 501);
    write("shape 0");
    assert.equal(lines.length, 502);
  });
});
