import { promql } from "../../../define/index.ts";
import { letters } from "../post.fixture.ts";
import { alerting } from "./condition.fixture.ts";

const sent = promql`sum(rate(${letters}[5m]))`;

export const fails = [alerting(promql`${sent} >= 0`), alerting(promql`count(${letters}) > 0`)];

export const passes = [
  alerting(promql`${sent} > 0`),
  // whether there are any
  alerting(promql`${sent} > 10 and count(${letters}) > 0`),
];
