import { promql, timeseries } from "../../../define/index.ts";
import { shownPost } from "../dashboards/post-dashboard.fixture.ts";
import { letters } from "../post.fixture.ts";

const named = (legend: string) =>
  shownPost({
    panels: [
      timeseries({
        title: "Letters",
        description: "Sent, each second.",
        queries: [{ expr: promql`sum by (kind) (rate(${letters}[5m]))`, legend }],
      }),
    ],
  });

export const fails = named("{{office}}");

export const passes = named("{{kind}}");
