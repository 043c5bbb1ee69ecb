import { countOf, promql, select } from "../../../define/index.ts";
import { deliveryDuration, letters } from "../post.fixture.ts";
import { alerting } from "./condition.fixture.ts";

const byKind = promql`sum by (kind) (rate(${letters}[5m]))`;
const bills = promql`sum by (kind) (rate(${select(letters, { kind: "bill" })}[5m]))`;
const news = promql`sum by (kind) (rate(${select(letters, { kind: "news" })}[5m]))`;
const delivered = promql`sum(rate(${countOf(deliveryDuration)}[5m]))`;

export const fails = [
  // the sum over all kinds has no kind
  alerting(promql`${byKind} > 10 and ${delivered} > 1`),
  alerting(promql`${bills} - ${news} > 2`),
];

export const passes = [
  alerting(promql`${byKind} > 10 and on () ${delivered} > 1`),
  alerting(promql`${bills} - ignoring (kind) ${news} > 2`),
];
