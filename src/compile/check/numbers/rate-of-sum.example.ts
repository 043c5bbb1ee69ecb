import { promql } from "../../../define/index.ts";
import { letters } from "../post.fixture.ts";
import { drawn } from "./shown-post.fixture.ts";

export const fails = drawn(promql`rate(sum(${letters})[5m:15s])`);

export const passes = drawn(promql`sum(rate(${letters}[5m]))`);
