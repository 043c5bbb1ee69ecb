import { count, quantity, ratio, written } from "../../charts/units.ts";
import { stat } from "../stat.ts";

const all = "sum(rate(http_requests_total{$service}[$__range]))";
const failed = 'sum(rate(http_requests_total{status_code=~"5..",$service}[$__range]))';

export const errors = stat({
  id: "errors",
  label: "Server errors",
  course: 'sum(rate(http_requests_total{status_code=~"5..",$service}[$__rate_interval]))',
  numbers: {
    share: `(${failed} or 0 * ${all}) / (${all} > 0)`,
    server: 'round(sum(increase(http_requests_total{status_code=~"5..",$service}[$__range])))',
    client: 'round(sum(increase(http_requests_total{status_code=~"4..",$service}[$__range])))',
  },
  read: ({ share, server, client }) => ({
    value: share,
    quantity: quantity(ratio, share),
    detail: `${written(count, server ?? 0)} 5xx, ${written(count, client ?? 0)} 4xx`,
    level: "none",
  }),
});
