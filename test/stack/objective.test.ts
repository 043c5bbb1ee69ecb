import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { errorBudgetBurning } from "farol/define";
import type { Duration } from "farol/model";
import { needs } from "../needs.ts";
import {
  alerting,
  alertsOf,
  availability,
  common,
  errorRate,
  fires,
  latency,
  passes,
  promtoolTests,
  scenario,
} from "./objective.fixture.ts";
import { promtoolFailures } from "./promtool.ts";

describe("alerts of objectives, in promtool", needs("promtool"), () => {
  it("pass the tests that come with them, over a month", () => {
    for (const alert of alertsOf(availability)) passes(alerting(availability, alert), promtoolTests(alert));
  });

  it("pass the tests that come with them, over a week and a day, with a histogram and with every event", () => {
    for (const one of [latency, errorRate]) {
      const pages = alertsOf(one).filter(({ severity }) => severity === "critical");
      for (const alert of pages) passes(alerting(one, alert), promtoolTests(alert));
    }
  });

  it("pass the tests that come with them, the one on all objectives too", () => {
    const burning = errorBudgetBurning(common);
    passes([...alerting(availability), burning], promtoolTests(burning));
  });

  it("fail those tests when they are changed", () => {
    const changes: Readonly<Record<string, readonly [from: RegExp, to: string]>> = {
      "a higher factor": [/14\.4/g, "15.12"],
      "a lower factor": [/14\.4/g, "13.68"],
      "a longer long window": [/rate1h/, "rate6h"],
      "a shorter long window": [/rate1h/, "rate30m"],
      "a longer short window": [/rate5m/, "rate30m"],
      "no short window": [/\nunless.*/, ""],
      "one event more": [/9\.5/, "10.5"],
      "one event less": [/9\.5/, "8.5"],
      "any number of events": [/\nand.*/, ""],
    };
    const [alert] = alertsOf(availability);
    for (const [change, [from, to]] of Object.entries(changes)) {
      const text = alert!.expr.text.replace(from, to);
      assert.notEqual(text, alert!.expr.text, change);
      const rules = availability.rules.map((rule) =>
        rule === alert ? { ...rule, expr: { ...rule.expr, text } } : rule,
      );
      assert.match(promtoolFailures(rules, promtoolTests(alert!)), /FAILED/, change);
    }
  });

  it("fire when both windows burn, and neither for what is over nor for a moment", () => {
    const pages = (at: Duration, isFiring: boolean) => fires("AvailabilityErrorBudgetBurn1h", at, isFiring);
    passes(alerting(availability), [
      scenario("two percent are bad for an hour", "1m", [[60, 980, 20]], [pages("60m", true)]),
      scenario(
        "it is over for six minutes, with 1.8 % in the hour",
        "1m",
        [
          [60, 980, 20],
          [6, 1000, 0],
        ],
        [pages("60m", true), pages("66m", false)],
      ),
      scenario(
        "ten percent are bad for five minutes, 0.8 % of the hour",
        "1m",
        [
          [60, 1000, 0],
          [5, 900, 100],
        ],
        [pages("65m", false)],
      ),
    ]);
  });
});
