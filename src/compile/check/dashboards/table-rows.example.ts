import { promql, table } from "../../../define/index.ts";
import type { Expression } from "../../../model/index.ts";
import { letters } from "../post.fixture.ts";
import { shownPost } from "./post-dashboard.fixture.ts";

const byKind = (expr: Expression) => {
  const queries = [{ expr, legend: "a second" }];
  return shownPost({ panels: [table({ title: "Kinds", description: "Sent.", rows: ["kind"], queries })] });
};

export const fails = [
  byKind(promql`sum(rate(${letters}[5m]))`),
  byKind(promql`sum by (kind, office) (rate(${letters}[5m]))`),
];

export const passes = byKind(promql`sum by (kind) (rate(${letters}[5m]))`);
