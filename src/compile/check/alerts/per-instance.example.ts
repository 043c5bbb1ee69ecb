import { promql } from "../../../define/index.ts";
import { lettersWaiting } from "../post.fixture.ts";
import { alerting } from "./condition.fixture.ts";

export const fails = alerting(promql`${lettersWaiting} > 100`);

export const passes = [
  alerting(promql`sum(${lettersWaiting}) > 100`),
  alerting(promql`max by (instance) (${lettersWaiting}) > 100`),
];
