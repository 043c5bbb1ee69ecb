import { promql, sumOf } from "../../../define/index.ts";
import { deliveryDuration, letters } from "../post.fixture.ts";
import { alerting } from "./condition.fixture.ts";

const sent = promql`sum by (kind) (rate(${letters}[5m]))`;
const sentBefore = promql`sum by (kind) (rate(${letters}[5m] offset 1h))`;
const delay = promql`sum by (kind) (rate(${sumOf(deliveryDuration)}[5m]))`;

export const fails = [
  alerting(promql`${sent}`),
  alerting(promql`${sent} > bool 10`),
  // fires as soon as letters are sent, however long they take
  alerting(promql`${delay} and ${sent} > 10`),
  // is there whenever its left side is
  alerting(promql`${sent} > 10 and ${sent}`),
];

export const passes = [
  alerting(promql`${sent} > 10`),
  alerting(promql`${delay} > 60 and ${sent} > 10`),
  // nothing is said of the first hour
  alerting(promql`${sent} > 10 and ${sentBefore}`),
];
