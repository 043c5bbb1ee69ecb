import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  bulkhead,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  ConstantBackoff,
  circuitBreaker,
  fallback,
  handleAll,
  handleWhen,
  handleWhenResult,
  retry,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from "cockatiel";
import { type RecordedHost, recordedHost } from "../../../test/recorded-host.ts";
import { breakerContract, Ignored, LIMITS } from "./breaker.contract.ts";
import { watchCockatiel } from "./index.ts";

function newBreaker(failures: number = LIMITS.failures): CircuitBreakerPolicy {
  const counted = handleWhen((error) => !(error instanceof Ignored));
  return circuitBreaker(counted, {
    halfOpenAfter: LIMITS.halfOpenAfterMs,
    breaker: new ConsecutiveBreaker(failures),
  });
}

breakerContract({
  name: "cockatiel",
  open(host, name, instead) {
    const breaker = newBreaker();
    const limits = wrap(
      bulkhead(LIMITS.atOnce),
      breaker,
      timeout(LIMITS.timeoutMs, TimeoutStrategy.Aggressive),
    );
    const policy = instead === undefined ? limits : wrap(fallback(handleAll, instead), limits);
    return {
      watch: watchCockatiel(host, { breaker, policy }, { name }),
      call: (fn) => policy.execute(fn),
      end() {},
    };
  },
});

const calls = (host: RecordedHost, outcome: string) =>
  host.value("circuit_breaker_calls_total", { breaker: "mail", outcome });
const retries = (host: RecordedHost) => host.value("circuit_breaker_retries_total", { breaker: "mail" });

describe("a policy of cockatiel", () => {
  const retrying = () => {
    const host = recordedHost();
    const breaker = newBreaker(10);
    const again = retry(handleAll, { maxAttempts: 2, backoff: new ConstantBackoff(0) });
    const policy = wrap(again, breaker);
    watchCockatiel(host, { breaker, policy, retry: again }, { name: "mail" });
    return { host, policy };
  };

  it("counts a call once however often it is retried, and its retries beside", async () => {
    const { host, policy } = retrying();
    let attempts = 0;
    const answer = await policy.execute(() =>
      ++attempts < 3 ? Promise.reject(new Error("busy")) : attempts,
    );
    assert.equal(answer, 3);
    assert.deepEqual([calls(host, "success"), calls(host, "failure"), retries(host)], [1, 0, 2]);
  });

  it("counts a call that gives up after its last retry as one failure", async () => {
    const { host, policy } = retrying();
    await assert.rejects(policy.execute(() => Promise.reject(new Error("busy"))));
    assert.deepEqual([calls(host, "failure"), retries(host)], [1, 2]);
  });

  it("counts an answer that the breaker takes for a failure as one", async () => {
    const host = recordedHost();
    const breaker = circuitBreaker(
      handleWhenResult((it) => (it as { status: number }).status >= 500),
      { halfOpenAfter: 1000, breaker: new ConsecutiveBreaker(5) },
    );
    watchCockatiel(host, { breaker }, { name: "mail" });
    assert.deepEqual(await breaker.execute(() => ({ status: 503 })), { status: 503 });
    assert.deepEqual(await breaker.execute(() => ({ status: 200 })), { status: 200 });
    assert.deepEqual([calls(host, "failure"), calls(host, "success")], [1, 1]);
  });

  it("takes a function that heeds the signal for timed out, and one that its caller calls off for failed", async () => {
    const host = recordedHost();
    const breaker = newBreaker(10);
    const policy = wrap(breaker, timeout(1, TimeoutStrategy.Cooperative));
    watchCockatiel(host, { breaker, policy }, { name: "mail" });
    const heedful = ({ signal }: { signal: AbortSignal }) =>
      new Promise((_, reject) => {
        if (signal.aborted) reject(signal.reason);
        signal.addEventListener("abort", () => reject(signal.reason));
      });
    await assert.rejects(policy.execute(heedful), { name: "AbortError" });
    assert.equal(calls(host, "timeout"), 1);
    await assert.rejects(policy.execute(heedful, AbortSignal.abort()), { name: "AbortError" });
    assert.equal(calls(host, "failure"), 1);
    await assert.rejects(policy.execute(heedful, AbortSignal.abort(new DOMException("", "TimeoutError"))));
    assert.equal(calls(host, "timeout"), 2);
  });

  it("knows a call that was called off in the bulkhead's queue", async () => {
    const host = recordedHost();
    const breaker = newBreaker();
    const policy = wrap(bulkhead(1, 1), breaker);
    watchCockatiel(host, { breaker, policy }, { name: "mail" });
    const { promise, resolve } = Promise.withResolvers<string>();
    const leaving = new AbortController();
    const first = policy.execute(() => promise);
    const queued = policy.execute(() => "late", leaving.signal);
    leaving.abort();
    resolve("first");
    assert.equal(await first, "first");
    await assert.rejects(queued, TaskCancelledError);
    assert.deepEqual([calls(host, "success"), calls(host, "failure")], [1, 1]);
  });

  it("is open while it is held open by hand, for which there is no reason to log", async () => {
    const host = recordedHost();
    const breaker = newBreaker();
    watchCockatiel(host, { breaker }, { name: "mail" });
    const hold = breaker.isolate();
    await assert.rejects(breaker.execute(() => 1));
    assert.equal(host.value("circuit_breaker_state", { breaker: "mail", state: "open" }), 1);
    assert.equal(calls(host, "rejected"), 1);
    hold.dispose();
    assert.equal(host.value("circuit_breaker_state", { breaker: "mail", state: "closed" }), 1);
    assert.deepEqual(host.lines[0]!.fields, { breaker: "mail" });
  });

  it("begins in the state that it is found in", async () => {
    const host = recordedHost();
    const breaker = newBreaker(1);
    await assert.rejects(breaker.execute(() => Promise.reject(new Error("down"))));
    watchCockatiel(host, { breaker }, { name: "mail" });
    assert.equal(host.value("circuit_breaker_state", { breaker: "mail", state: "open" }), 1);
  });
});

describe("uninstall from cockatiel", () => {
  type Emitters = Record<string, { size: number } | undefined>;
  /** The properties of a policy, and how many listen to it. */
  const picture = (policy: object) => {
    const { stateChangeEmitter, onRetryEmitter, executor } = policy as Emitters;
    const outcomes = executor as Emitters | undefined;
    return {
      own: Object.getOwnPropertyDescriptors(policy),
      listeners: [stateChangeEmitter, onRetryEmitter, outcomes?.failureEmitter].map((it) => it?.size),
    };
  };

  it("leaves the policies as they were", () => {
    const breaker = newBreaker();
    const alone = newBreaker();
    const again = retry(handleAll, { maxAttempts: 1 });
    const policy = wrap(again, breaker);
    const pictures = () => [breaker, alone, again, policy].map(picture);
    const before = pictures();
    const watches = [
      watchCockatiel(recordedHost(), { breaker, policy, retry: again }, { name: "mail" }),
      watchCockatiel(recordedHost(), { breaker: alone }, { name: "alone" }),
    ];
    for (const [i, now] of pictures().entries()) assert.notDeepEqual(now, before[i]);
    for (const { uninstall } of watches) uninstall();
    assert.deepEqual(pictures(), before);
  });

  it("keeps a wrapper that somebody else has put around meanwhile", async () => {
    const host = recordedHost();
    const breaker = newBreaker();
    const watch = watchCockatiel(host, { breaker }, { name: "mail" });
    const watched = breaker.execute.bind(breaker);
    const others = (fn: () => string) => watched(fn);
    breaker.execute = others as never;
    watch.uninstall();
    assert.equal(breaker.execute, others);
    assert.equal(await others(() => "answer"), "answer");
    assert.equal(calls(host, "success"), 0);
  });

  it("can be followed by watching again, and does not watch twice", async () => {
    const host = recordedHost();
    const breaker = newBreaker();
    const first = watchCockatiel(host, { breaker }, { name: "mail" });
    assert.equal(watchCockatiel(host, { breaker }, { name: "mail" }), first);
    await breaker.execute(() => 1);
    first.uninstall();
    first.uninstall();
    assert.notEqual(watchCockatiel(host, { breaker }, { name: "mail" }), first);
    await breaker.execute(() => 1);
    assert.equal(calls(host, "success"), 2);
  });
});
