import { bucketsOf, promql } from "../../../define/index.ts";
import { deliveryDuration } from "../post.fixture.ts";
import { drawn } from "./shown-post.fixture.ts";

const buckets = promql`rate(${bucketsOf(deliveryDuration)}[5m])`;

export const fails = drawn(promql`histogram_quantile(0.99, sum by (kind) (${buckets}))`);

export const passes = drawn(promql`histogram_quantile(0.99, sum by (kind, le) (${buckets}))`);
