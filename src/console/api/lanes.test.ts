import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { lanes } from "./lanes.ts";

/** Tasks that end when they are told to, in so many lanes, and which of them have begun. */
function tasksIn(count: number, tasks: number) {
  const begun: number[] = [];
  const ends = Array.from({ length: tasks }, () => Promise.withResolvers<string>());
  const run = lanes(count);
  const runs = ends.map(({ promise }, i) =>
    run(() => {
      begun.push(i);
      return promise;
    }),
  );
  return { begun, ends, runs };
}

describe("tasks in lanes", () => {
  it("run so many at once, and yield what each yields", async () => {
    const { begun, ends, runs } = tasksIn(2, 4);
    assert.deepEqual(begun, [0, 1]);
    ends[1]!.resolve("b");
    assert.equal(await runs[1], "b");
    assert.deepEqual(begun, [0, 1, 2]);
    for (const [i, text] of ["a", "b", "c", "d"].entries()) ends[i]!.resolve(text);
    assert.deepEqual(await Promise.all(runs), ["a", "b", "c", "d"]);
  });

  it("leave their lane to the next when they fail", async () => {
    const { begun, ends, runs } = tasksIn(1, 2);
    ends[0]!.reject(new Error("no"));
    await assert.rejects(runs[0]!, /no/);
    assert.deepEqual(begun, [0, 1]);
    ends[1]!.resolve("b");
    assert.equal(await runs[1], "b");
  });
});
