import type { TestSeries } from "../../model/index.ts";
import type { ExampleSeries, Traffic } from "./example-series.ts";

/** So many samples, between each two of which the same happens. */
export interface Phase extends Traffic {
  readonly steps: number;
}

/** Counters do not begin at zero here: Prometheus extrapolates less where one has just begun. */
const BEFORE = 1_000_000;

/** What counters show of traffic that comes in phases, as promtool writes series. */
export function inputSeries(examples: readonly ExampleSeries[], phases: readonly Phase[]): TestSeries[] {
  return examples.map(({ series, count }) => ({
    series,
    values: valuesOf(phases.map((phase) => [count(phase), phase.steps])),
  }));
}

function valuesOf(phases: readonly (readonly [increase: number, steps: number])[]): string {
  let value = BEFORE;
  const texts = [String(value)];
  for (const [increase, steps] of phases) {
    const first = value + increase;
    texts.push(steps === 1 ? String(first) : `${first}+${increase}x${steps - 1}`);
    value += increase * steps;
  }
  return texts.join(" ");
}
