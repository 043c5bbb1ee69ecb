import { promql, timeseries } from "../../../define/index.ts";
import { letters } from "../post.fixture.ts";
import { sent, shownPost } from "./post-dashboard.fixture.ts";

const all = { expr: promql`sum(rate(${letters}[5m]))`, legend: "all" };
const panel = { title: "Letters", description: "Sent, each second." };

export const fails = shownPost({
  panels: [timeseries({ ...panel, queries: [{ ...sent, id: "B" }, all] })], // the second query is B by its place
});

export const passes = shownPost({ panels: [timeseries({ ...panel, queries: [sent, all] })] });
