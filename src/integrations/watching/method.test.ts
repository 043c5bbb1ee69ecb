import assert from "node:assert/strict";
import { once } from "node:events";
import { describe, it } from "node:test";
import { Worker } from "node:worker_threads";
import { type Method, overheard, overheardPromise, wrapMethod } from "./method.ts";

class Greeter {
  greet(name: string, loud = false): string {
    return `${this.constructor.name} ${name}${loud}`;
  }
}

describe("a wrapped method", () => {
  it("has the name, arity, this, arguments and result of its original", () => {
    const greeter = new Greeter();
    const calls: unknown[][] = [];
    wrapMethod(greeter, "greet", (original) => (self, args) => {
      calls.push(args);
      return original(self, args);
    });
    assert.equal(greeter.greet("you"), "Greeter youfalse");
    assert.deepEqual(calls, [["you"]]);
    assert.deepEqual([greeter.greet.name, greeter.greet.length], ["greet", 1]);
    assert.deepEqual(Object.keys(greeter), []);
  });

  it("is gone after its end, where there was none of its own", () => {
    const greeter = new Greeter();
    wrapMethod(greeter, "greet", (original) => original)();
    assert.equal(Object.hasOwn(greeter, "greet"), false);
  });

  it("gives way to the very property that was there", () => {
    const greeter = new Greeter();
    Object.defineProperty(greeter, "greet", { value: () => "own", enumerable: true, configurable: true });
    const before = Object.getOwnPropertyDescriptor(greeter, "greet");
    wrapMethod(greeter, "greet", (original) => original)();
    assert.deepEqual(Object.getOwnPropertyDescriptor(greeter, "greet"), before);
  });

  it("only passes on after its end, where somebody else has wrapped it meanwhile", () => {
    const greeter = new Greeter();
    let calls = 0;
    const end = wrapMethod(greeter, "greet", (original) => (self, args) => {
      calls++;
      return original(self, args);
    });
    const wrapped = greeter.greet;
    greeter.greet = (name) => `${wrapped.call(greeter, name)}!`;
    end();
    assert.equal(greeter.greet("you"), "Greeter youfalse!");
    assert.equal(calls, 0);
  });

  it("is left alone on an object that may not change", () => {
    const greeter = Object.freeze(new Greeter());
    wrapMethod(greeter, "greet", () => () => assert.fail("called"))();
    assert.equal(greeter.greet("you"), "Greeter youfalse");
  });
});

describe("a callback that is overheard", () => {
  it("is called with the same this and arguments, and its result is given back", () => {
    const heard: unknown[] = [];
    const callback = function (this: unknown, ...args: unknown[]) {
      return [this, ...args];
    };
    const standIn = overheard(callback as Method, (...args) => heard.push(args)) as typeof callback;
    assert.deepEqual(standIn.call("self", 1, 2, 3), ["self", 1, 2, 3]);
    assert.deepEqual(standIn.call("self", "error"), ["self", "error"]);
    assert.deepEqual(heard, [
      [1, 2],
      ["error", undefined],
    ]);
  });
});

describe("a promise that is overheard", () => {
  it("settles with the same value or the same error", async () => {
    const heard: unknown[] = [];
    const hear = (...args: unknown[]) => heard.push(args);
    const [value, error] = [{}, new Error("mine")];
    assert.equal(await overheardPromise(Promise.resolve(value), hear), value);
    await assert.rejects(
      overheardPromise(Promise.reject(error), hear) as Promise<unknown>,
      (it) => it === error,
    );
    assert.deepEqual(heard, [[undefined, value], [error]]);
  });

  it("gives back what is no promise", () => {
    for (const value of [undefined, null, 1, {}]) {
      assert.equal(
        overheardPromise(value, () => assert.fail("heard")),
        value,
      );
    }
  });

  it("is one unhandled rejection when nobody handles it, as without Farol, and none when somebody does", async () => {
    const code = `
      import { parentPort } from "node:worker_threads";
      import { overheardPromise } from ${JSON.stringify(new URL("./method.ts", import.meta.url).href)};
      let unhandled = 0;
      process.on("unhandledRejection", () => unhandled++);
      overheardPromise(Promise.reject(new Error("forgotten")), () => {});
      overheardPromise(Promise.reject(new Error("handled")), () => {}).catch(() => {});
      setImmediate(() => parentPort.postMessage(unhandled));`;
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`));
    assert.deepEqual(await once(worker, "message"), [1]);
  });
});
