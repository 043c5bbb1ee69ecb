import type { MetricQuery } from "../../api/metric.ts";
import { largest, lastNumber } from "../../charts/line.ts";
import { perSecond, quantity, written } from "../../charts/units.ts";
import { courseOf } from "../reading.ts";
import type { Stat } from "../stat.ts";

const rate: MetricQuery = { metric: "db_queries_total", view: "rate", by: [] };
const unit = perSecond("q");

export const queries: Stat = {
  id: "queries",
  label: "Queries",
  queries: [rate],
  read(snapshot) {
    const course = courseOf(snapshot, rate);
    const value = lastNumber(course);
    const detail = `at most ${written(unit, largest(course))}`;
    return { value, quantity: quantity(unit, value), detail, level: "none", course };
  },
};
