import assert from "node:assert/strict";
import { describe, it } from "node:test";
import CircuitBreaker from "opossum";
import { recordedHost } from "../../../../test/recorded-host.ts";
import { type Labels, ManualClock } from "../../../model/index.ts";
import { Breaker } from "../breaker.ts";
import { watchOpossum } from "../index.ts";

/** A breaker of a clock that stands still, and what is to be seen of it. */
function diagnosed(name = "payments") {
  const clock = new ManualClock(Date.UTC(2026, 0, 1, 9, 14, 3));
  const host = recordedHost(clock);
  const breaker = new Breaker(host, name, "closed");
  const look = async (labels: Labels = {}) => {
    const occasion = { alert: "CircuitBreakerOpen", labels, startsAtMs: 0 };
    return (await host.engine.ask("diagnose", { diagnosis: "breakerHistory", occasion })).flat();
  };
  return { breaker, clock, host, look };
}

const refused = () => Object.assign(new Error("connect 10.0.0.7 with secret"), { code: "ECONNREFUSED" });

describe("a breaker's history", () => {
  it("tells its state, since when, how often it opened, by what kind of error, and what became of calls", async () => {
    const { breaker, clock, look } = diagnosed();
    breaker.ended("success");
    breaker.entered("open", refused());
    breaker.ended("rejected");
    breaker.ended("rejected");
    clock.advance(60_000);
    breaker.entered("half_open");
    breaker.ended("failure");
    breaker.entered("open", refused());
    clock.advance(30_000);
    const [history] = await look();
    assert.equal(
      history!.text,
      "payments is open for 30 s, opened 2 times in the last hour, last by Error ECONNREFUSED; calls since it was closed: 2 rejected, 1 failure",
    );
    assert.equal(
      history!.block,
      "09:14:03 UTC open (Error ECONNREFUSED)\n09:15:03 UTC half open\n09:15:03 UTC open (Error ECONNREFUSED)",
    );
  });

  it("is that of the alert's breaker where it names one", async () => {
    const { breaker, look } = diagnosed();
    breaker.entered("open");
    assert.deepEqual(await look({ breaker: "mail" }), []);
    assert.equal((await look({ breaker: "payments" })).length, 1);
  });

  it("says nothing of one that stayed closed for an hour, unless the alert is about it", async () => {
    const { breaker, clock, look } = diagnosed();
    assert.deepEqual(await look(), []);
    breaker.entered("open");
    breaker.entered("closed");
    assert.match((await look())[0]!.text, /^payments is closed for 0 ms, opened 1 time in the last hour$/);
    clock.advance(3_600_001);
    assert.deepEqual(await look(), []);
    assert.match((await look({ breaker: "payments" }))[0]!.text, /^payments is closed for 60 min$/);
  });

  it("keeps thirty changes, however often it flaps", async () => {
    const { breaker, look } = diagnosed();
    for (let i = 0; i < 1000; i++) breaker.entered(i % 2 === 0 ? "open" : "half_open");
    assert.equal((await look())[0]!.block!.split("\n").length, 30);
  });

  it("is not told of a breaker that is not watched any more", async () => {
    const { breaker, look } = diagnosed();
    breaker.entered("open");
    breaker.leave();
    assert.deepEqual(await look(), []);
  });

  it("is that of a real breaker", async (t) => {
    const { host, look } = diagnosed("other");
    const circuit = new CircuitBreaker(() => Promise.reject(refused()), { volumeThreshold: 1, name: "mail" });
    const watch = watchOpossum(host, circuit);
    t.after(() => {
      watch.uninstall();
      circuit.shutdown();
    });
    await assert.rejects(circuit.fire());
    await assert.rejects(circuit.fire());
    assert.match((await look())[0]!.text, /^mail is open .* last by Error ECONNREFUSED.*1 rejected/);
  });
});
