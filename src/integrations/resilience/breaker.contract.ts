import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it, mock } from "node:test";
import { type RecordedHost, recordedHost } from "../../../test/recorded-host.ts";
import type { ApplicationHost } from "../../model/index.ts";
import { BREAKER_STATES, CALL_OUTCOMES } from "./metrics.ts";
import type { BreakerWatch } from "./watch.ts";

/** How every breaker of this contract is set. */
export const LIMITS = { failures: 2, halfOpenAfterMs: 1000, timeoutMs: 100, atOnce: 2 } as const;
/** An error that the breaker is told not to count. */
export class Ignored extends Error {}

export type Called = () => Promise<unknown>;

/** A watched breaker, as the contract speaks to it. */
export interface WatchedBreaker {
  readonly watch: BreakerWatch;
  call(fn: Called): Promise<unknown>;
  /** Leaves no timer behind. */
  end(): void;
}

/** What the contract needs of a library. */
export interface BreakerLibrary {
  readonly name: string;
  /** A breaker with a time-out and a bulkhead, set as LIMITS say. */
  open(host: ApplicationHost, name: string, fallback?: () => unknown): WatchedBreaker;
}

const succeed: Called = async () => "answer";
const fail: Called = () => Promise.reject(new Error("refused"));
const hang: Called = () => new Promise(() => {});

/** What every circuit breaker that Farol watches does alike. */
export function breakerContract(library: BreakerLibrary): void {
  describe(`the breaker contract: ${library.name}`, () => {
    let host: RecordedHost;
    let breaker: WatchedBreaker;
    const opened: WatchedBreaker[] = [];
    const open = (name: string, fallback?: () => unknown) => {
      const watched = library.open(host, name, fallback);
      opened.push(watched);
      return watched;
    };

    beforeEach(() => {
      mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: 0 });
      host = recordedHost();
      breaker = open("mail");
    });
    afterEach(() => {
      for (const watched of opened.splice(0)) watched.end();
      mock.timers.reset();
    });

    const outcomes = (name = "mail") => {
      const counted = CALL_OUTCOMES.map((outcome) => [
        outcome,
        host.value("circuit_breaker_calls_total", { breaker: name, outcome }),
      ]);
      return Object.fromEntries(counted.filter(([, count]) => count !== 0));
    };
    const state = (name = "mail") => {
      const values = BREAKER_STATES.map((state) => [
        state,
        host.value("circuit_breaker_state", { breaker: name, state }),
      ]);
      return values.filter(([, value]) => value === 1).map(([state]) => state);
    };
    const transitions = () => {
      const all = BREAKER_STATES.flatMap((from) =>
        BREAKER_STATES.map((to) => ({ breaker: "mail", from, to })),
      );
      const counted = all.map((labels) => [
        `${labels.from} → ${labels.to}`,
        host.value("circuit_breaker_transitions_total", labels),
      ]);
      return Object.fromEntries(counted.filter(([, count]) => count));
    };
    const trip = async () => {
      for (let i = 0; i < LIMITS.failures; i++) await assert.rejects(breaker.call(fail), /refused/);
    };
    const untilTrial = () => mock.timers.tick(LIMITS.halfOpenAfterMs);

    it("has every state, transition and outcome from the start", () => {
      assert.deepEqual(state(), ["closed"]);
      assert.equal(host.series("circuit_breaker_state").length, 3);
      const changes = host.series("circuit_breaker_transitions_total");
      assert.equal(changes.length, 6);
      assert.ok(changes.every(({ from, to }) => from !== to));
      assert.equal(host.series("circuit_breaker_calls_total").length, CALL_OUTCOMES.length);
      assert.deepEqual(outcomes(), {});
    });

    it("counts a call that succeeds, and gives its answer", async () => {
      assert.equal(await breaker.call(succeed), "answer");
      assert.deepEqual(outcomes(), { success: 1 });
    });

    it("counts a call that fails, and rejects with its own error", async () => {
      const error = new Error("its own");
      await assert.rejects(
        breaker.call(() => Promise.reject(error)),
        (thrown) => thrown === error,
      );
      assert.deepEqual(outcomes(), { failure: 1 });
    });

    it("counts an error that the breaker ignores as a success: the other side has answered", async () => {
      for (let i = 0; i <= LIMITS.failures; i++) {
        await assert.rejects(
          breaker.call(() => Promise.reject(new Ignored("not found"))),
          /not found/,
        );
      }
      assert.deepEqual(outcomes(), { success: LIMITS.failures + 1 });
      assert.deepEqual(state(), ["closed"]);
    });

    it("counts a call that takes too long as a time-out", async () => {
      const call = assert.rejects(breaker.call(hang));
      mock.timers.tick(LIMITS.timeoutMs);
      await call;
      assert.deepEqual(outcomes(), { timeout: 1 });
    });

    it("counts a call past the bulkhead as rejected", async () => {
      const full = Array.from({ length: LIMITS.atOnce }, () => assert.rejects(breaker.call(hang)));
      await assert.rejects(breaker.call(succeed));
      assert.deepEqual(outcomes(), { rejected: 1 });
      mock.timers.tick(LIMITS.timeoutMs);
      await Promise.all(full);
      assert.deepEqual(outcomes(), { rejected: 1, timeout: LIMITS.atOnce });
    });

    it("shows that it opens, rejects, tries, opens again, tries and closes", async () => {
      await trip();
      assert.deepEqual(state(), ["open"]);
      await assert.rejects(breaker.call(succeed));
      assert.deepEqual(outcomes(), { failure: LIMITS.failures, rejected: 1 });

      untilTrial();
      const seen: unknown[] = [];
      const failing = breaker.call(() => {
        seen.push(...state());
        return fail();
      });
      await assert.rejects(failing, /refused/);
      assert.deepEqual([seen, state()], [["half_open"], ["open"]]);

      untilTrial();
      assert.equal(await breaker.call(succeed), "answer");
      assert.deepEqual(state(), ["closed"]);
      assert.deepEqual(outcomes(), { failure: LIMITS.failures + 1, rejected: 1, success: 1 });
      assert.deepEqual(transitions(), {
        "closed → open": 1,
        "open → half_open": 2,
        "half_open → open": 1,
        "half_open → closed": 1,
      });
    });

    it("logs an outage in two lines, however often it is tried in between", async () => {
      await trip();
      untilTrial();
      await assert.rejects(breaker.call(fail));
      untilTrial();
      await breaker.call(succeed);
      assert.deepEqual(host.lines, [
        { level: "warn", fields: { breaker: "mail", reason: "refused" }, message: "Circuit breaker opened" },
        { level: "info", fields: { breaker: "mail" }, message: "Circuit breaker closed" },
      ]);
    });

    it("counts a call once that ends with the fallback's answer, whatever it is for", async () => {
      const saved = open("saved", () => "kept");
      assert.equal(await saved.call(succeed), "answer");
      const hanging = saved.call(hang);
      mock.timers.tick(LIMITS.timeoutMs);
      assert.equal(await hanging, "kept");
      for (let i = 1; i < LIMITS.failures; i++) assert.equal(await saved.call(fail), "kept");
      assert.deepEqual(state("saved"), ["open"]);
      assert.equal(await saved.call(succeed), "kept");
      assert.deepEqual(outcomes("saved"), { success: 1, fallback: LIMITS.failures + 1 });
    });

    it("counts what went wrong when the fallback fails too", async () => {
      const lost = open("lost", () => Promise.reject(new Error("no fallback either")));
      await assert.rejects(lost.call(fail), /no fallback either/);
      assert.deepEqual(outcomes("lost"), { failure: 1 });
    });

    it("keeps calls at the same time apart", async () => {
      const saved = open("saved", () => "kept");
      const answers = await Promise.all([fail, succeed, succeed].map((fn) => saved.call(fn)));
      assert.deepEqual(answers, ["kept", "answer", "kept"]);
      assert.deepEqual(outcomes("saved"), { fallback: 2, success: 1 });
    });

    it("records nothing more once it is uninstalled, and takes the states away", async () => {
      const running = breaker.call(succeed);
      breaker.watch.uninstall();
      assert.equal(await running, "answer");
      await trip();
      assert.deepEqual(outcomes(), {});
      assert.equal(host.series("circuit_breaker_state").length, 0);
      assert.deepEqual(host.lines, []);
    });

    it("gives a name that another breaker has a number, and frees it again", () => {
      const second = open("mail");
      assert.equal(second.watch.name, "mail_2");
      breaker.watch.uninstall();
      assert.equal(open("mail").watch.name, "mail");
    });
  });
}
