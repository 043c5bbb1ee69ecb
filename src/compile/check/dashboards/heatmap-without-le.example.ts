import { bucketsOf, heatmap, promql } from "../../../define/index.ts";
import { deliveryDuration } from "../post.fixture.ts";
import { shownPost } from "./post-dashboard.fixture.ts";

const rate = promql`rate(${bucketsOf(deliveryDuration)}[5m])`;
const panel = { title: "Delivery", description: "How long letters take." };

export const fails = shownPost({
  panels: [heatmap({ ...panel, queries: [{ expr: promql`sum by (kind) (${rate})`, legend: "{{kind}}" }] })],
});

export const passes = shownPost({
  panels: [heatmap({ ...panel, queries: [{ expr: promql`sum by (le) (${rate})`, legend: "{{le}}" }] })],
});
