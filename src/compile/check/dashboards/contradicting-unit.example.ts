import { promql, timeseries } from "../../../define/index.ts";
import { lettersWaiting } from "../post.fixture.ts";
import { sent, shownPost } from "./post-dashboard.fixture.ts";

const rate = { title: "Letters", description: "Sent, each second.", queries: [sent] };
const waiting = { expr: promql`sum(${lettersWaiting})`, legend: "waiting" };

export const fails = [
  shownPost({ panels: [timeseries({ ...rate, unit: "seconds" })] }),
  shownPost({ panels: [timeseries({ ...rate, queries: [sent, waiting] })] }),
];

export const passes = [
  shownPost({ panels: [timeseries({ ...rate, unit: "perSecond" })] }),
  shownPost({ panels: [timeseries(rate)] }),
  shownPost({ panels: [timeseries({ ...rate, queries: [waiting] })] }),
];
