import { promql, select } from "../../../define/index.ts";
import { letters, post } from "../post.fixture.ts";
import { recorded } from "./shown-post.fixture.ts";

const bills = promql`sum(rate(${select(letters, { kind: "bill" })}[5m]))`;
const all = promql`sum(rate(${letters}[5m]))`;
const before = promql`sum by (kind) (rate(${letters}[5m] offset 1h))`;
const now = promql`sum by (kind) (rate(${letters}[5m]))`;

export const fails = [recorded(promql`${bills} / ${all}`), post({ expr: promql`${now} / ${before} > 3` })];

export const passes = [
  recorded(promql`${bills} / (${all} > 0)`),
  post({ expr: promql`${now} / ${before} > 3 and ${now} > 1` }),
];
