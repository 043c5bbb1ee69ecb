import { promql } from "../../../define/index.ts";
import type { Expression } from "../../../model/index.ts";
import { letters, post } from "../post.fixture.ts";

const tooMany = (rate: Expression) => post({ expr: promql`sum by (kind) (${rate}) > 10` });

export const fails = [
  tooMany(promql`rate(${letters}{kind="bil"}[5m])`),
  tooMany(promql`rate(${letters}{kind=~"bill|noos"}[5m])`),
  tooMany(promql`rate(${letters}{kind!="noos"}[5m])`),
  tooMany(promql`rate(${letters}{job="mail"}[5m])`),
];

export const passes = [
  tooMany(promql`rate(${letters}{kind=~"bill|new."}[5m])`),
  tooMany(promql`rate(${letters}{kind!="news", job="post"}[5m])`),
];
