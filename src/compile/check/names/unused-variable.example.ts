import { labelValues, promql, type Selector, select, timeseries } from "../../../define/index.ts";
import { shownPost } from "../dashboards/post-dashboard.fixture.ts";
import { letters } from "../post.fixture.ts";

const office = labelValues({ name: "office", title: "Office", metric: letters, label: "office" });

const showing = (series: Selector) =>
  shownPost({
    variables: [office],
    panels: [
      timeseries({
        title: "Letters",
        description: "Sent, each second.",
        queries: [{ expr: promql`sum(rate(${series}[5m]))`, legend: "sent" }],
      }),
    ],
  });

export const fails = showing(select(letters));

export const passes = showing(select(letters, { office }));
