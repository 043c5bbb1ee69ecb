import { counter, promql, timeseries } from "../../../define/index.ts";
import { shownPost } from "../dashboards/post-dashboard.fixture.ts";
import { letters } from "../post.fixture.ts";

// not among the metrics of the post
const parcels = counter({ name: "parcels_total", help: "Parcels that were sent." });

const showing = (metric: typeof letters | typeof parcels) => {
  const queries = [{ expr: promql`sum(rate(${metric}[5m]))`, legend: "sent" }];
  return shownPost({ panels: [timeseries({ title: "Sent", description: "Each second.", queries })] });
};

export const fails = showing(parcels);

export const passes = showing(letters);
