import { bucketsOf, countOf, promql } from "../../../define/index.ts";
import { deliveryDuration } from "../post.fixture.ts";
import { drawn } from "./shown-post.fixture.ts";

export const fails = [
  drawn(promql`histogram_quantile(0.99, sum by (le) (${bucketsOf(deliveryDuration)}))`),
  drawn(promql`histogram_quantile(0.99, rate(${countOf(deliveryDuration)}[5m]))`),
];

export const passes = drawn(
  promql`histogram_quantile(0.99, sum by (le) (rate(${bucketsOf(deliveryDuration)}[5m])))`,
);
