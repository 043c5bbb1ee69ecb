import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { panelContent } from "./panel-content.ts";
import { errors } from "./panels/errors.ts";
import { pool } from "./panels/pool.ts";
import { course, courses, failed, snapshotOf } from "./snapshot.fixture.ts";

const [active, idle] = pool.queries.map(({ expr }) => expr);
const shown = (
  ...answers: readonly (readonly [string | undefined, ReturnType<typeof course> | typeof failed])[]
) => panelContent(pool, snapshotOf({ courses: new Map(answers.map(([expr, answer]) => [expr!, answer])) }));

describe("what a panel shows", () => {
  it("is the lines of every metric that exists, over the window's points", () => {
    const content = shown([active, course(1, 2, 2)], [idle, course(3, null, 3)]);
    assert.ok(content.kind === "lines");
    assert.deepEqual(content.frame.timesMs, [0, 1000, 2000]);
    assert.deepEqual(
      content.frame.lines.map(({ label, values }) => [label, values]),
      [
        ["active", [1, 2, 2]],
        ["idle", [3, null, 3]],
      ],
    );
  });

  it("is as many lines as it has room for, of all its queries", () => {
    const answers = errors.queries.map(({ expr }, i) => {
      const series = ["/a", "/b", "/c", "/d"].map((endpoint, j) => ({
        labels: { endpoint },
        values: [i * 10 + j],
      }));
      return [expr, courses(...series)] as const;
    });
    const content = panelContent(errors, snapshotOf({ courses: new Map(answers) }));
    assert.ok(content.kind === "lines");
    assert.deepEqual(
      content.frame.lines.map(({ label, values }) => [label, values]),
      [
        ["4xx /d", [3]],
        ["5xx /a", [10]],
        ["5xx /b", [11]],
        ["5xx /c", [12]],
        ["5xx /d", [13]],
        ["2 others", [3]],
      ],
    );
  });

  it("is the reason when no metric exists", () => {
    assert.deepEqual(shown(), { kind: "nothing", reason: `No data yet: ${pool.absent}.`, notes: [] });
  });

  it("is another reason when they exist and hold nothing", () => {
    const reason = `Nothing in this range: ${pool.empty}.`;
    assert.deepEqual(shown([active, course(null)]), { kind: "nothing", reason, notes: [] });
    assert.deepEqual(shown([active, courses()]), { kind: "nothing", reason, notes: [] });
  });

  it("is the fault when one of them could not be read", () => {
    assert.deepEqual(shown([active, course(1)], [idle, failed]), { kind: "failed", fault: failed.fault });
  });

  it("has with it what Prometheus warns of, once", () => {
    const warned = (...values: number[]) =>
      ({ kind: "answered", value: { series: [{ labels: {}, values }], notes: ["not whole"] } }) as const;
    const content = shown([active, warned(1)], [idle, warned(2)]);
    assert.ok(content.kind === "lines");
    assert.deepEqual(content.notes, ["not whole"]);
  });
});
