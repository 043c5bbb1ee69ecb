import assert from "node:assert/strict";
import { describe, it } from "node:test";
import CircuitBreaker from "opossum";
import { recordedHost } from "../../../test/recorded-host.ts";
import { breakerContract, type Called, Ignored, LIMITS } from "./breaker.contract.ts";
import { watchOpossum } from "./index.ts";

const OPTIONS = {
  timeout: LIMITS.timeoutMs,
  resetTimeout: LIMITS.halfOpenAfterMs,
  capacity: LIMITS.atOnce,
  volumeThreshold: LIMITS.failures,
  errorFilter: (error: unknown) => error instanceof Ignored,
};

breakerContract({
  name: "opossum",
  open(host, name, instead) {
    const breaker = new CircuitBreaker((fn: Called) => fn(), OPTIONS);
    if (instead !== undefined) breaker.fallback(instead);
    return {
      watch: watchOpossum(host, breaker, { name }),
      call: (fn) => breaker.fire(fn),
      end: () => breaker.shutdown(),
    };
  },
});

describe("a breaker of opossum", () => {
  it("is named by its function, and default where that has no name", () => {
    const host = recordedHost();
    async function sendMail() {}
    const named = new CircuitBreaker(sendMail);
    const nameless = new CircuitBreaker(async () => {});
    assert.equal(watchOpossum(host, named).name, "sendMail");
    assert.equal(watchOpossum(host, nameless).name, "default");
    for (const breaker of [named, nameless]) breaker.shutdown();
  });

  it("does not count what it answers from its cache", async () => {
    const host = recordedHost();
    const breaker = new CircuitBreaker(async () => "answer", { cache: true, name: "mail" });
    watchOpossum(host, breaker);
    for (let i = 0; i < 3; i++) assert.equal(await breaker.fire(), "answer");
    assert.equal(host.value("circuit_breaker_calls_total", { breaker: "mail", outcome: "success" }), 1);
    breaker.shutdown();
  });

  it("is open when it is opened by hand, and gives no other call's error as the reason", async () => {
    const host = recordedHost();
    const breaker = new CircuitBreaker(() => Promise.reject(new Error("once")), {
      name: "mail",
      volumeThreshold: 9,
    });
    watchOpossum(host, breaker);
    await assert.rejects(breaker.fire());
    breaker.open();
    assert.deepEqual(host.lines[0]!.fields, { breaker: "mail" });
    breaker.shutdown();
  });

  it("is not watched any more after its shutdown", () => {
    const host = recordedHost();
    const breaker = new CircuitBreaker(async () => {}, { name: "mail" });
    watchOpossum(host, breaker);
    breaker.shutdown();
    assert.equal(host.series("circuit_breaker_state").length, 0);
    assert.deepEqual(breaker.eventNames(), []);
  });

  it("has the listeners that it had, and no other property, after uninstall", () => {
    const breaker = new CircuitBreaker(async () => {});
    const picture = () => ({
      keys: Reflect.ownKeys(breaker),
      listeners: breaker.eventNames().map((event) => [event, breaker.rawListeners(event)]),
    });
    const before = picture();
    const watch = watchOpossum(recordedHost(), breaker);
    assert.notDeepEqual(picture(), before);
    watch.uninstall();
    assert.deepEqual(picture(), before);
    breaker.shutdown();
  });
});
