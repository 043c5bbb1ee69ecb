import { promql } from "../../../define/index.ts";
import { letters, post } from "../post.fixture.ts";

export const stack = { interval: "30s" } as const;

export const fails = post({ expr: promql`sum by (kind) (rate(${letters}[1m])) > 10` });

export const passes = post({ expr: promql`sum by (kind) (rate(${letters}[2m])) > 10` });
