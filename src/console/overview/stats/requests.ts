import { count, perSecond, quantity, written } from "../../charts/units.ts";
import { stat } from "../stat.ts";

const rate = "sum(rate(http_requests_total{$service}[$__rate_interval]))";

export const requests = stat({
  id: "requests",
  label: "Requests",
  course: rate,
  numbers: { now: rate, all: "round(sum(increase(http_requests_total{$service}[$__range])))" },
  read: ({ now, all }) => ({
    value: now,
    quantity: quantity(perSecond("req"), now),
    detail: `${written(count, all)} in all`,
    level: "none",
  }),
});
