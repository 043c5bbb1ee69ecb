import { mark, promql } from "../../define/index.ts";
import { deploymentInfo, deploymentsTotal } from "./metrics.ts";

// Five minutes, so that none is missed where a chart of a month has a point every four.

/** What a pipeline told of deployments, and when a build began to run. */
export const deploymentMarks = [
  mark({
    title: "Deployment",
    expr: promql`sum by (phase) (increase(${deploymentsTotal}[5m])) > 0`,
    text: "{{phase}}",
  }),
  mark({
    title: "New build",
    expr: promql`max by (version, revision) (${deploymentInfo}) unless max by (version, revision) (${deploymentInfo} offset 5m)`,
    text: "{{version}} {{revision}}",
  }),
];
