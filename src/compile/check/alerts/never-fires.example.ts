import { bucketsOf, promql, select } from "../../../define/index.ts";
import { deliveryDuration, letters } from "../post.fixture.ts";
import { alerting } from "./condition.fixture.ts";

const bills = promql`sum(rate(${select(letters, { kind: "bill" })}[5m]))`;
const all = promql`sum(rate(${letters}[5m]))`;
const p99 = promql`histogram_quantile(0.99, sum by (le) (rate(${bucketsOf(deliveryDuration)}[5m])))`;

export const fails = [
  alerting(promql`${all} < 0`),
  alerting(promql`${all} > 10 and ${all} < 5`),
  // a part of the whole
  alerting(promql`${bills} / ${all} > 1`),
  // its buckets end at 10 seconds
  alerting(promql`${p99} > 10`),
];

export const passes = [
  alerting(promql`${all} > 5 and ${all} < 10`),
  alerting(promql`${bills} / ${all} >= 1`),
  alerting(promql`${p99} > 5`),
];
