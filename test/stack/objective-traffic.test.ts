import { describe, it } from "node:test";
import type { Duration, Objective } from "farol/model";
import { needs } from "../needs.ts";
import {
  alerting,
  alertsOf,
  availability,
  errorRate,
  fires,
  type Phase,
  passes,
  scenario,
} from "./objective.fixture.ts";
import type { Question } from "./promtool.ts";

describe("an objective at ten requests an hour, in promtool", needs("promtool"), () => {
  const ever = (severity: string) =>
    `count(count_over_time(ALERTS{alertstate="firing", severity="${severity}"}[2d]))`;
  const slowPage = alertsOf(availability).find(({ name }) => name.endsWith("6h"))!;
  const never = (severity: string, at: Duration): Question => ({ expr: ever(severity), at, answers: [] });
  /** One request in six minutes; of ten, so many are bad. */
  const hours = (count: number, bad: number) => Array.from({ length: count }, () => hour(bad)).flat();

  it("pages nobody for one failure, and tells nobody", () => {
    const phases = [...hours(3, 0), ...hours(1, 1), ...hours(8, 0)];
    const questions = [never("critical", "12h"), never("warning", "12h")];
    passes(alerting(availability), [scenario("one in half a day", "1m", phases, questions)]);
  });

  it("pages nobody for one failure in each hour, and writes a ticket of what they amount to", () => {
    const questions = [
      never("critical", "24h"),
      fires("AvailabilityErrorBudgetBurn1d", "9h", false),
      fires("AvailabilityErrorBudgetBurn1d", "24h", true),
    ];
    passes(alerting(availability), [scenario("one in an hour", "1m", hours(24, 1), questions)]);
  });

  it("pages for 90 % failures within two hours, for as long as they last, and clears when they are over", () => {
    const pages = (at: Duration, isFiring: boolean) => fires("AvailabilityErrorBudgetBurn6h", at, isFiring);
    const phases = [...hours(6, 0), ...hours(24, 9), ...hours(1, 0)];
    const questions = [
      pages("6h", false),
      pages("8h", true),
      pages("18h", true),
      pages("30h", true),
      pages("31h", false),
    ];
    passes(alerting(availability, slowPage), [scenario("an outage of a day", "1m", phases, questions)]);
  });

  it("goes on paging when nobody comes any more, since nothing shows that it is over", () => {
    const phases = [...hours(3, 9), [120, 0, 0] as const];
    const questions = [fires("AvailabilityErrorBudgetBurn6h", "5h", true)];
    passes(alerting(availability, slowPage), [scenario("an outage, then silence", "1m", phases, questions)]);
  });
});

describe("an objective's budget, in promtool", needs("promtool"), () => {
  // By day a hundred times the traffic of the night, by night a hundred times the share of bad events.
  const night = [144, 99, 1] as const;
  const day = [144, 9999, 1] as const;
  const ratio = 2 / 10_100;

  it("is exact over 30 days in which traffic swings by a hundred, and in which counters begin anew", () => {
    const month = Array.from({ length: 30 }, (_, i): Phase[] => [
      night,
      i % 10 === 5 ? [...day, "restart"] : day,
    ]);
    // Asked once, at the end: promtool would sum 30 days at each of 8,641 samples.
    const recorded = expressionOf(availability, "slo:sli_error:ratio_rate30d");
    passes(
      availability.rules.filter(({ name }) => name.endsWith(":increase5m")),
      [scenario("a month", "5m", month.flat(), [isExactly(recorded, ratio, "availability", "30d")])],
    );
  });

  it("is exact as it is recorded, where the mean of the ratios is 25 times too much", () => {
    const series = (name: string) => `slo:${name}{slo="error-rate"}`;
    const exact = (name: string, value: number) => isExactly(series(name), value, "error-rate", "1d");
    passes(errorRate.rules, [
      scenario(
        "a day",
        "5m",
        [night, day],
        [
          exact("objective:ratio", 0.999),
          exact("error_budget:ratio", 0.001),
          exact("sli_error:ratio_rate1d", ratio),
          exact("period_burn_rate:ratio", ratio / 0.001),
          exact("error_budget_remaining:ratio", 1 - ratio / 0.001),
          exact("current_burn_rate:ratio", 1e-4 / 0.001),
          isExactly(`avg_over_time(${series("sli_error:ratio_rate5m")}[1d])`, 0.00505, "error-rate", "1d"),
        ],
      ),
    ]);
  });
});

/** Ten requests in sixty minutes, the last of which are bad. */
function hour(bad: number): Phase[] {
  return Array.from({ length: 10 }, (_, i) =>
    i < 10 - bad ? ([1, 1, 0] as const) : ([1, 0, 1] as const),
  ).flatMap((request) => [request, [5, 0, 0] as const]);
}

function isExactly(expr: string, value: number, slo: string, at: Duration): Question {
  return { expr: `abs(${expr} - ${value}) < bool 1e-12`, at, answers: [{ labels: { slo }, value: 1 }] };
}

function expressionOf({ rules }: Objective, name: string): string {
  return rules.find((rule) => rule.name === name)!.expr.text;
}
