import {
  type AlertTest,
  type Duration,
  type Objective,
  parseDuration,
  type SelectorReader,
  type TestMoment,
} from "../../model/index.ts";
import { TILE_MS } from "./burn-windows.ts";
import { durationText } from "./duration-text.ts";
import { exampleSeries } from "./example-series.ts";
import { inputSeries, type Phase } from "./phases.ts";

export type TestMaker = (
  shows: AlertTest["shows"],
  name: string,
  phases: readonly Phase[],
  expect: readonly TestMoment[],
) => AlertTest;

/** Makes tests that feed an objective's counters, with a sample every five minutes. */
export function testMaker(
  of: Pick<Objective, "name" | "indicator" | "examples" | "place">,
  readSelector: SelectorReader,
): TestMaker {
  const examples = exampleSeries(of, readSelector);
  return (shows, name, phases, expect) => ({
    name,
    shows,
    interval: durationText(TILE_MS),
    input: inputSeries(examples, phases),
    expect,
    place: of.place,
  });
}

/** How many samples of such a test a time is long. */
export function steps(duration: Duration): number {
  return parseDuration(duration) / TILE_MS;
}

/** What fires at a sample, the first being 0. */
export function at(step: number, firing: TestMoment["firing"]): TestMoment {
  return { at: durationText(step * TILE_MS), firing };
}
