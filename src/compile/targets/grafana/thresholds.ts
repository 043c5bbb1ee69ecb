import type { PanelThresholds } from "../../../model/index.ts";

const PLAIN = "blue";

/** Steps from the lowest number up; the first begins below all numbers. */
export function thresholdsOf(thresholds: PanelThresholds | undefined) {
  if (thresholds === undefined) return { mode: "absolute", steps: [{ color: PLAIN, value: null }] };
  const { yellow, red } = thresholds;
  const steps =
    red < yellow
      ? [step("red", null), step("yellow", red), step("green", yellow)]
      : [step("green", null), step("yellow", yellow), step("red", red)];
  return { mode: "absolute", steps };
}

function step(color: string, value: number | null) {
  return { color, value };
}
