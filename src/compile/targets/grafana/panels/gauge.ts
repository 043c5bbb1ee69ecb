import type { GaugePanel } from "../../../../model/index.ts";
import { type Drawn, LAST } from "./drawn.ts";

export function drawGauge({ min, max }: GaugePanel): Drawn {
  return {
    type: "gauge",
    asked: { over: "now" },
    options: {
      orientation: "auto",
      reduceOptions: LAST,
      showThresholdLabels: false,
      showThresholdMarkers: true,
    },
    defaults: { color: { mode: "thresholds" }, min, ...(max !== undefined && { max }) },
  };
}
