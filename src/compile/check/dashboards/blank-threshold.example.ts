import { gaugePanel, promql } from "../../../define/index.ts";
import type { PanelThresholds } from "../../../model/index.ts";
import { trucksUsedRatio } from "../post.fixture.ts";
import { shownPost } from "./post-dashboard.fixture.ts";

const trucks = (thresholds: PanelThresholds) => {
  const queries = [{ expr: promql`max(${trucksUsedRatio})`, legend: "used" }];
  const panel = { title: "Trucks", description: "Share on the road.", max: 1, queries };
  return shownPost({ panels: [gaugePanel({ ...panel, thresholds })] });
};

export const fails = [trucks({ yellow: 70, red: 90 }), trucks({ yellow: 0.9, red: 0.9 })];

export const passes = [trucks({ yellow: 0.7, red: 0.9 }), trucks({ yellow: 0.3, red: 0.1 })];
