import type { AlertTest, BurnWindow, SelectorReader, TestMoment } from "../../model/index.ts";
import type { Definition } from "./definition.ts";
import type { Phase } from "./phases.ts";
import { at, steps, type TestMaker, testMaker } from "./test-maker.ts";

/** That an objective's alert fires and is silent by its factor, by its count of bad events, and that it clears. */
export function burnTests(
  definition: Definition,
  window: BurnWindow,
  readSelector: SelectorReader,
): AlertTest[] {
  const threshold = window.factor * definition.budget;
  const over = Math.min(2 * threshold, (1 + threshold) / 2);
  const [long, short] = [steps(window.long), steps(window.short)];
  // So long that the long window would still alert when the short one has seen the end, and so would a longer short one.
  const burnt = Math.min(
    long,
    Math.max(6 * short, Math.ceil((1.5 * threshold * (short + 1)) / (over - threshold))),
  );
  const burning = phases(definition, threshold);
  const firing = [{ slo: definition.name }];
  const make = testMaker(definition, readSelector);
  return [
    make("fires", "fires while the budget burns too fast", [burning(over, short)], [at(short, firing)]),
    make(
      "silent",
      "is silent while it burns more slowly",
      [burning(0.9 * threshold, short)],
      [at(short, [])],
    ),
    crossing(definition, window, make),
    make(
      "clears",
      "clears when the short window shows that it is over",
      [burning(over, burnt), burning(0, short + 1)],
      [at(burnt, firing), at(burnt + short + 1, [])],
    ),
    fewEvents(definition, firing, make),
  ];
}

/**
 * What burnt before the long window is forgotten; within it, burning a little too fast alerts when the whole window is
 * over its threshold, and not before.
 */
function crossing(definition: Definition, window: BurnWindow, make: TestMaker): AlertTest {
  const threshold = window.factor * definition.budget;
  const [over, under] = [Math.min(1.2 * threshold, (1 + threshold) / 2), 0.98 * threshold];
  const [long, before] = [steps(window.long), steps(window.short)];
  const even = (long * (threshold - under)) / (over - under);
  const [silent, fires] = [Math.floor(0.95 * even), Math.ceil(1.2 * even)];
  const burning = phases(definition, threshold);
  const end = before + long;
  return make(
    "boundary",
    "is silent just under its factor, and fires just over it",
    [burning(Math.min(1, 2 * threshold), before), burning(under, long), burning(over, fires)],
    [at(end, []), at(end + silent, []), at(end + fires, [{ slo: definition.name }])],
  );
}

/** Burning of a share of so much that shares near the threshold are whole events, and more than few. */
function phases({ lowTraffic }: Definition, threshold: number): (share: number, steps: number) => Phase {
  const least = lowTraffic.kind === "atLeast" ? Math.max(1000, lowTraffic.badEvents) : 1000;
  const total = 10 ** Math.ceil(Math.log10(least / threshold));
  return (share, steps) => ({ steps, total, bad: Math.round(total * share) });
}

function fewEvents({ lowTraffic }: Definition, firing: TestMoment["firing"], make: TestMaker): AlertTest {
  const onlyBad = (count: number): Phase => ({ steps: 1, total: count, bad: count });
  // Of a counter that has just begun, Prometheus extrapolates a window that is read directly.
  const idle: Phase = { steps: 12, total: 0, bad: 0 };
  if (lowTraffic.kind === "everyEvent") {
    const expect = [at(12, []), at(13, firing)];
    return make(
      "boundary",
      "is silent without events, and fires at a single bad one",
      [idle, onlyBad(1)],
      expect,
    );
  }
  const { badEvents } = lowTraffic;
  return make(
    "boundary",
    `is silent at ${badEvents - 1} bad events whatever their share, and fires at ${badEvents}`,
    [idle, onlyBad(badEvents - 1), onlyBad(1)],
    [at(13, []), at(14, firing)],
  );
}
