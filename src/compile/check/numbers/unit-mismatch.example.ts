import { bucketsOf, countOf, promql, sumOf } from "../../../define/index.ts";
import { deliveryDuration, letterSize } from "../post.fixture.ts";
import { drawn } from "./shown-post.fixture.ts";

const duration = promql`sum(rate(${sumOf(deliveryDuration)}[5m])) / sum(rate(${countOf(deliveryDuration)}[5m]))`;
const size = promql`sum(rate(${sumOf(letterSize)}[5m])) / sum(rate(${countOf(letterSize)}[5m]))`;

const halfOfThem = promql`histogram_quantile(0.5, sum by (le) (rate(${bucketsOf(deliveryDuration)}[5m])))`;

export const fails = drawn(promql`${duration} > ${size}`);

export const passes = drawn(promql`${duration} > ${halfOfThem}`);
