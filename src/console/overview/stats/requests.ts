import type { MetricQuery } from "../../api/metric.ts";
import { lastNumber } from "../../charts/line.ts";
import { count, perSecond, quantity, written } from "../../charts/units.ts";
import { courseOf, trafficOf } from "../reading.ts";
import type { Stat } from "../stat.ts";

const rate: MetricQuery = { metric: "http_requests_total", view: "rate", by: [] };
const unit = perSecond("req");

export const requests: Stat = {
  id: "requests",
  label: "Requests",
  queries: [rate],
  read(snapshot) {
    const course = courseOf(snapshot, rate);
    const value = lastNumber(course);
    const detail = `${written(count, trafficOf(snapshot)?.requests)} in all`;
    return { value, quantity: quantity(unit, value), detail, level: "none", course };
  },
};
