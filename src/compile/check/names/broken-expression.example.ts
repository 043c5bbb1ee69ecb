import { promql } from "../../../define/index.ts";
import { letters, post } from "../post.fixture.ts";

export const fails = post({ expr: promql`sum by kind (rate(${letters}[5m])) > 10` });

export const passes = post({ expr: promql`sum by (kind) (rate(${letters}[5m])) > 10` });
