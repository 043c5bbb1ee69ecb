import type { Integration } from "../../model/index.ts";
import { deploymentAlerts } from "./alerts.ts";
import { deploymentMarks } from "./marks.ts";
import { deploymentMetrics } from "./metrics.ts";

const extension = import.meta.url.slice(import.meta.url.lastIndexOf("."));

/** What Farol knows of deployments: which build runs, and what `farol deploy` told of others. */
export function deployments(): Integration {
  return {
    name: "deployment",
    metrics: deploymentMetrics,
    rules: deploymentAlerts,
    marks: deploymentMarks,
    watcher: new URL(`./watch${extension}`, import.meta.url),
  };
}
