import { promql, up } from "../../../define/index.ts";
import { alerting } from "./condition.fixture.ts";

export const fails = alerting(promql`absent(${up}{job="post"})`);

export const passes = alerting(promql`absent(${up}{job="post"} == 1)`);
