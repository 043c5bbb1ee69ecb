import { promql, timeseries } from "../../../define/index.ts";
import type { Expression } from "../../../model/index.ts";
import { shownPost } from "../dashboards/post-dashboard.fixture.ts";
import { lettersWaiting } from "../post.fixture.ts";

const showing = (expr: Expression) => {
  const queries = [{ expr, legend: "waiting" }];
  return shownPost({
    panels: [timeseries({ title: "Swings", description: "How much they swing.", queries })],
  });
};

// experimental: the stack names no feature that Prometheus is started with
export const fails = showing(promql`max(mad_over_time(${lettersWaiting}[5m]))`);

export const passes = showing(promql`max(stddev_over_time(${lettersWaiting}[5m]))`);
