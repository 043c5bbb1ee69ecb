import { bucketsOf, countOf, matching, not, promql, select } from "../../../define/index.ts";
import { httpRequestDuration, httpRequests } from "../../http/index.ts";

export const failed = select(httpRequests, { status_code: matching("5..") });
/**
 * What the service is judged by: requests that it refused (4xx) and that clients gave up (499) are neither good nor bad,
 * so that a bot's guesses do not thin a failure out.
 */
export const taken = select(httpRequests, { status_code: not(matching("4..")) });
export const failedShare = promql`sum(rate(${failed}[5m])) / sum(rate(${taken}[5m]))`;
/** Where hardly anyone asks, one failure is a large share, and wakes nobody. */
export const areSeveral = promql`sum(increase(${failed}[5m])) > 3`;

export const p95 = promql`histogram_quantile(0.95, sum by (le) (rate(${bucketsOf(httpRequestDuration)}[5m])))`;
/** Among twenty requests or fewer, the 95th percentile is the slowest one alone. */
export const isP95OfMany = promql`sum(increase(${countOf(httpRequestDuration)}[5m])) > 20`;
