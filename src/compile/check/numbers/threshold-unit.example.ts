import { bucketsOf, countOf, promql, sumOf } from "../../../define/index.ts";
import { deliveryDuration } from "../post.fixture.ts";
import { drawn } from "./shown-post.fixture.ts";

const mean = promql`sum(rate(${sumOf(deliveryDuration)}[5m])) / sum(rate(${countOf(deliveryDuration)}[5m]))`;
const p99 = promql`histogram_quantile(0.99, sum by (le) (rate(${bucketsOf(deliveryDuration)}[5m])))`;

export const fails = [drawn(promql`${mean} > 500`), drawn(p99, { yellow: 250, red: 500 })];

export const passes = [drawn(promql`${mean} > 0.5`), drawn(p99, { yellow: 0.25, red: 0.5 })];
