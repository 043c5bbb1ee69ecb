import { countOf, promql } from "../../../define/index.ts";
import { deliveryDuration, letters } from "../post.fixture.ts";
import { alerting } from "./condition.fixture.ts";

const byKind = promql`sum by (kind) (rate(${letters}[5m]))`;
const delivered = promql`sum(rate(${countOf(deliveryDuration)}[5m]))`;

export const fails = alerting(promql`${byKind} / on () ${delivered} > 0.9`);

export const passes = alerting(promql`${byKind} / on () group_left () ${delivered} > 0.9`);
