import { largest } from "../../charts/line.ts";
import { perSecond, quantity, written } from "../../charts/units.ts";
import { stat } from "../stat.ts";

const rate = "sum(rate(db_queries_total{$service}[$__rate_interval]))";
const unit = perSecond("q");

export const queries = stat({
  id: "queries",
  label: "Queries",
  course: rate,
  numbers: { now: rate },
  read: ({ now }, course) => ({
    value: now,
    quantity: quantity(unit, now),
    detail: `at most ${written(unit, largest(course))}`,
    level: "none",
  }),
});
