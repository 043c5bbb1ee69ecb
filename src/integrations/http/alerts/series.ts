import { bucketsOf, countOf, matching, promql, select } from "../../../define/index.ts";
import { httpRequestDuration, httpRequests } from "../metrics.ts";

/** Requests that failed for a reason of the service's own. */
export const failed = select(httpRequests, { status_code: matching("5..") });

/** Requests that were refused; without 499, since a client that gives up says nothing about what it asked for. */
export const refused = select(httpRequests, { status_code: matching("4[0-8].|49[0-8]") });

export const p99 = promql`histogram_quantile(0.99, sum by (le) (rate(${bucketsOf(httpRequestDuration)}[5m])))`;
/** Among a hundred requests or fewer, the 99th percentile is the slowest one alone. */
export const isP99OfMany = promql`sum(increase(${countOf(httpRequestDuration)}[5m])) > 100`;

export const traffic = promql`sum(rate(${httpRequests}[5m]))`;
/**
 * What is usual: the average of the hour that ended 20 minutes ago, so that what is unusual now, seen over five minutes,
 * is not yet in it when an alert has waited for 15. Within the hour it becomes the usual, and the alert ends.
 */
export const usualTraffic = promql`avg_over_time(${traffic}[1h:1m] offset 20m)`;
/** Half of that hour is known: nothing is usual of a service that has just started. */
export const isUsualKnown = promql`count_over_time(${traffic}[1h:1m] offset 20m) > 30`;
