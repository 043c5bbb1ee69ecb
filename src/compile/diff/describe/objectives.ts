import type { EventCounter, Objective } from "../../../model/index.ts";
import { type Described, textOf } from "../described.ts";

export function describeObjectives(objectives: readonly Objective[]): Described[] {
  return objectives.map(({ name, title, indicator, target, period, lowTraffic, burnWindows }) => {
    const events = `${indicator.counts}: ${texts(indicator.events)}`;
    const total = texts(indicator.total);
    return {
      kind: "objective",
      name,
      identity: textOf([events, total, target, period]),
      aspects: {
        title,
        events,
        total,
        target: textOf(target),
        period,
        "low traffic": lowTraffic.kind === "atLeast" ? `at least ${lowTraffic.badEvents}` : "every event",
        "burn windows": textOf(
          burnWindows.map(({ long, factor, severity }) => `${factor}x over ${long} ${severity}`),
        ),
      },
    };
  });
}

function texts(counters: readonly EventCounter[]): string {
  return textOf(counters.map(({ text }) => text));
}
