import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import {
  type Diagnosis,
  type Look,
  ManualClock,
  type Observation,
  type Occasion,
} from "../../model/index.ts";
import type { Application } from "../application/index.ts";
import { Diagnoses } from "./index.ts";

const occasion: Occasion = { alert: "HighLatency", labels: {}, startsAtMs: 0 };
const onEngine = (name: string, by: readonly string[] = []): Diagnosis => ({
  ...{ name, by },
  title: `The ${name}`,
  thread: "engine",
});
const stacks = onEngine("stacks");
const locks: Diagnosis = { name: "locks", title: "The locks", thread: "application" };
const found: readonly Observation[] = [{ text: "here" }];

/** Diagnoses of a clock and timers that stand still. */
function looking(
  t: TestContext,
  diagnoses: readonly Diagnosis[],
  looks: Readonly<Record<string, Look>>,
  ask: () => unknown = () => [],
) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const clock = new ManualClock(1000);
  const application = { ask: async () => ask() } as unknown as Application;
  return { clock, it: new Diagnoses({ clock, diagnoses, application, looks: [looks] }) };
}

/** A look that ends when it is told to, and says when it begins. */
function slowLook() {
  const running: PromiseWithResolvers<readonly Observation[]>[] = [];
  const look: Look = () => {
    running.push(Promise.withResolvers());
    return running.at(-1)!.promise;
  };
  return { look, running };
}

const turns = () => new Promise((resolve) => setImmediate(resolve));

describe("diagnoses", () => {
  it("tell what each found, in the order in which they are named", async (t) => {
    const { it } = looking(t, [locks, stacks], { stacks: () => found }, () => [[{ text: "a lock" }]]);
    assert.deepEqual(await it.of(occasion, ["stacks", "locks"]), [
      { diagnosis: "stacks", title: "The stacks", atMs: 1000, outcome: "found", observations: found },
      {
        ...{ diagnosis: "locks", title: "The locks", atMs: 1000, outcome: "found" },
        observations: [{ text: "a lock" }],
      },
    ]);
    assert.deepEqual(it.numbers, { made: 2, failed: 0, reused: 0, refused: 0 });
  });

  it("are given the alert, and tell that nothing was seen", async (t) => {
    const told: Occasion[] = [];
    const look: Look = (occasion) => {
      told.push(occasion);
      return [];
    };
    const { it } = looking(t, [stacks], { stacks: look });
    const [evidence] = await it.of(occasion, ["stacks"]);
    assert.deepEqual([evidence!.outcome, told], ["nothing", [occasion]]);
  });

  it("take turns of those who answer, so that each of several pools is heard", async (t) => {
    const texts = (pool: string, count: number) =>
      Array.from({ length: count }, (_, i) => ({ text: `${pool}${i}` }));
    const { it } = looking(t, [locks], {}, () => [texts("a", 9), texts("b", 1), texts("c", 2)]);
    const [evidence] = await it.of(occasion, ["locks"]);
    assert.ok(evidence?.outcome === "found");
    assert.deepEqual(
      evidence.observations.map(({ text }) => text),
      ["a0", "b0", "c0", "a1", "c1"],
    );
  });

  it("run one at a time, also for several alerts", async (t) => {
    const { look, running } = slowLook();
    const { it } = looking(t, [stacks, onEngine("heap")], { stacks: look, heap: look });
    const both = [it.of(occasion, ["stacks"]), it.of({ ...occasion, alert: "Other" }, ["heap"])];
    await turns();
    assert.equal(running.length, 1);
    running[0]!.resolve(found);
    await both[0];
    await turns();
    assert.equal(running.length, 2);
    running[1]!.resolve(found);
    assert.equal((await both[1]!)[0]!.outcome, "found");
  });

  it("fail with the reason, and the next one has its turn", async (t) => {
    const looks = {
      stacks: () => {
        throw new Error("no inspector");
      },
      heap: () => found,
    };
    const { it } = looking(t, [stacks, onEngine("heap"), onEngine("nobody")], looks);
    const [failed, next, nobody] = await it.of(occasion, ["stacks", "heap", "nobody"]);
    assert.ok(failed?.outcome === "failed" && nobody?.outcome === "failed");
    assert.equal(failed.reason, "no inspector");
    assert.equal(next!.outcome, "found");
    assert.match(nobody.reason, /nobody/);
    assert.deepEqual([it.numbers.made, it.numbers.failed], [1, 2]);
  });

  it("that take longer than five seconds fail, and are not begun again until they have ended", async (t) => {
    const { look, running } = slowLook();
    const { clock, it } = looking(t, [stacks, onEngine("heap")], { stacks: look, heap: () => found });
    const asked = it.of(occasion, ["stacks", "heap"]);
    await turns();
    t.mock.timers.tick(5000);
    const [late, next] = await asked;
    assert.ok(late?.outcome === "failed");
    assert.equal(late.reason, "it took longer than 5 s");
    assert.equal(next!.outcome, "found");
    clock.advance(30_000);
    assert.equal((await it.of(occasion, ["stacks"]))[0]!.outcome, "failed");
    assert.equal(running.length, 1);
    running[0]!.resolve(found);
    await turns();
    clock.advance(30_000);
    const again = it.of(occasion, ["stacks"]);
    await turns();
    running[1]!.resolve(found);
    assert.equal((await again)[0]!.outcome, "found");
  });

  it("are not made again within half a minute, nor while they are under way", async (t) => {
    const { look, running } = slowLook();
    const { clock, it } = looking(t, [stacks], { stacks: look });
    const both = Promise.all([it.of(occasion, ["stacks"]), it.of(occasion, ["stacks"])]);
    await turns();
    running[0]!.resolve(found);
    const [first, second] = await both;
    assert.equal(first[0], second[0]);
    clock.advance(29_999);
    assert.equal((await it.of(occasion, ["stacks"]))[0], first[0]);
    assert.equal(it.numbers.reused, 2);
    clock.advance(1);
    void it.of(occasion, ["stacks"]);
    await turns();
    assert.equal(running.length, 2);
  });

  it("are made for each value of the labels that they look by, and once for all others", async (t) => {
    const seen: unknown[] = [];
    const look: Look = ({ labels }) => {
      seen.push(labels.breaker);
      return [];
    };
    const { it } = looking(t, [onEngine("history", ["breaker"])], { history: look });
    for (const labels of [{ breaker: "a" }, { breaker: "b", instance: "1" }, { breaker: "b", instance: "2" }])
      await it.of({ ...occasion, labels }, ["history"]);
    assert.deepEqual(seen, ["a", "b"]);
  });

  it("past fifty that wait are refused, so that a storm of alerts is no storm of diagnoses", async (t) => {
    const { look, running } = slowLook();
    const { it } = looking(t, [onEngine("history", ["breaker"])], { history: look });
    const storm = Array.from({ length: 500 }, (_, i) =>
      it.of({ ...occasion, labels: { breaker: `${i}` } }, ["history"]),
    );
    await turns();
    assert.deepEqual([running.length, it.numbers.refused], [1, 450]);
    const [evidence] = await storm.at(-1)!;
    assert.ok(evidence?.outcome === "failed");
    assert.match(evidence.reason, /too many alerts/);
  });

  it("that are not known are left out", async (t) => {
    const { it } = looking(t, [stacks], { stacks: () => found });
    assert.deepEqual(await it.of(occasion, ["other"]), []);
  });

  it("fail once the service ends", async (t) => {
    const { it } = looking(t, [stacks], { stacks: () => assert.fail("looked") });
    it.close();
    assert.equal((await it.of(occasion, ["stacks"]))[0]!.outcome, "failed");
  });
});
