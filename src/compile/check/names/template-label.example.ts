import { promql } from "../../../define/index.ts";
import { letters, post } from "../post.fixture.ts";

// what aggregates by kind has no office any more
const expr = promql`sum by (kind) (rate(${letters}[5m])) > 10`;

export const fails = post({ expr, summary: "Too many letters from {{ $labels.office }}" });

export const passes = post({ expr, summary: "Too many letters of kind {{ $labels.kind }}" });
