import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { ManualClock } from "../../../model/index.ts";
import { lookAtBusyFunctions } from "./busy-functions.ts";
import { frameOf } from "./frame.ts";

const app = (name: string, line = 1) => `${name} (file://${process.cwd()}/src/app.ts:${line}:5)`;
const library = "parse (file:///srv/node_modules/zod/index.js:9:1)";
const native = "stringify (<anonymous>)";
const occasion = { alert: "HighCPUUsage", labels: {}, startsAtMs: 0 };

/** What is seen of a thread that is found in these stacks, one after the other, each after 20 ms. */
async function seen(t: TestContext, stacks: readonly (readonly string[])[]) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const clock = new ManualClock();
  let taken = 0;
  let isClosed = false;
  const source = {
    take: async () => {
      clock.advance(20);
      return stacks[taken++ % stacks.length]!;
    },
    close: () => {
      isClosed = true;
    },
  };
  const looking = Promise.resolve(
    lookAtBusyFunctions({ clock, debugged: false, stacks: () => source })(occasion),
  );
  let isOver = false;
  looking.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    t.mock.timers.tick(20);
    await turn();
  }
  assert.ok(isClosed);
  return { observations: await looking, taken };
}

describe("what keeps a thread busy", () => {
  it("is told by function, place and share, with a stack", async (t) => {
    const { observations, taken } = await seen(t, [
      [app("hash", 12), app("handle", 40)],
      [app("hash", 12), app("handle", 40)],
      [app("hash", 12), app("handle", 40)],
      [app("render", 7)],
      [],
    ]);
    assert.deepEqual(
      observations.map(({ text }) => text),
      ["Busy for 80 % of 500 ms", "60 % hash (src/app.ts:12)", "20 % render (src/app.ts:7)"],
    );
    assert.equal(observations[1]!.block, "hash (src/app.ts:12)\nhandle (src/app.ts:40)");
    assert.equal(taken, 25);
  });

  it("is the application's function, whatever that calls in libraries and in Node", async (t) => {
    const { observations } = await seen(t, [[native, library, app("validate", 3)]]);
    assert.equal(observations[1]!.text, "100 % validate (src/app.ts:3), in stringify");
  });

  it("is nothing when the thread waits", async (t) => {
    const { observations } = await seen(t, [[]]);
    assert.deepEqual(
      observations.map(({ text }) => text),
      ["Busy for 0 % of 500 ms: most of the time it waits for events"],
    );
  });

  it("cannot be seen while native code runs, and that is told", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const source = { take: () => new Promise<never>(() => {}), close: () => {} };
    const looking = lookAtBusyFunctions({ clock: new ManualClock(), debugged: false, stacks: () => source });
    const observations = looking(occasion);
    t.mock.timers.tick(2000);
    assert.match((await observations)[0]!.text, /native code/);
  });

  it("is not looked for under a debugger", async () => {
    const stacks = () => assert.fail("looked");
    const look = lookAtBusyFunctions({ clock: new ManualClock(), debugged: true, stacks });
    await assert.rejects(async () => await look(occasion), /debugger/);
  });
});

describe("a frame", () => {
  it("is read as V8 writes it", () => {
    const read = (text: string) => {
      const { name, place, kind } = frameOf(text);
      return [name, place, kind];
    };
    assert.deepEqual(read(app("spin", 12)), ["spin", "src/app.ts:12", "application"]);
    assert.deepEqual(read("Timeout.wait [as _onTimeout] (/srv/a.js:3:4)"), [
      ...["Timeout.wait", "/srv/a.js:3", "application"],
    ]);
    assert.deepEqual(read("/srv/a.js:3:4"), ["(anonymous)", "/srv/a.js:3", "application"]);
    assert.deepEqual(read("async file:///srv/a.js:3:4"), ["(anonymous)", "/srv/a.js:3", "application"]);
    assert.deepEqual(read(library), ["parse", "/srv/node_modules/zod/index.js:9", "library"]);
    assert.deepEqual(read("now (node:internal/perf:138:5)"), ["now", "node:internal/perf:138", "native"]);
    assert.deepEqual(read("RegExp.test (<anonymous>)"), ["RegExp.test", "<anonymous>", "native"]);
  });
});
