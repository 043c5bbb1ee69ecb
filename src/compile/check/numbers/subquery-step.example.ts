import { promql } from "../../../define/index.ts";
import { letters } from "../post.fixture.ts";
import { drawn } from "./shown-post.fixture.ts";

export const fails = drawn(promql`max_over_time(sum(rate(${letters}[5m]))[30m:1h])`);

export const passes = drawn(promql`max_over_time(sum(rate(${letters}[5m]))[30m:1m])`);
