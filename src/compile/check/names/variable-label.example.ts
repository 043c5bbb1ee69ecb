import { labelValues, promql, select, timeseries } from "../../../define/index.ts";
import { shownPost } from "../dashboards/post-dashboard.fixture.ts";
import { letters } from "../post.fixture.ts";

const office = labelValues({ name: "office", title: "Office", metric: letters, label: "office" });

const offering = (label: string) =>
  shownPost({
    variables: [{ ...office, label }],
    panels: [
      timeseries({
        title: "Letters",
        description: "Sent, each second.",
        queries: [{ expr: promql`sum(rate(${select(letters, { office })}[5m]))`, legend: "sent" }],
      }),
    ],
  });

export const fails = offering("ofice");

export const passes = offering("office");
