import type { MetricQuery } from "../../api/metric.ts";
import { sumValues } from "../../charts/line.ts";
import { count, quantity, ratio, written } from "../../charts/units.ts";
import { trafficOf } from "../reading.ts";
import { seriesOf } from "../snapshot.ts";
import type { Stat } from "../stat.ts";

const byStatus: MetricQuery = {
  metric: "http_requests_total",
  view: "rate",
  by: ["endpoint", "status_code"],
};

export const errors: Stat = {
  id: "errors",
  label: "Server errors",
  queries: [byStatus],
  read(snapshot) {
    const traffic = trafficOf(snapshot);
    const value = traffic?.errorRatio ?? null;
    const failed = seriesOf(snapshot, byStatus).filter(({ labels }) => labels.status_code?.startsWith("5"));
    const detail = `${written(count, traffic?.errors)} 5xx, ${written(count, traffic?.clientErrors)} 4xx`;
    const course = sumValues(failed.map(({ values }) => values));
    return { value, quantity: quantity(ratio, value), detail, level: "none", course };
  },
};
