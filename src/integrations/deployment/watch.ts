import { DEPLOYMENT_PHASES, type Watch } from "../../model/index.ts";
import { recentChanges } from "../diagnoses/index.ts";
import { lookAtChanges } from "./diagnoses/changes.ts";
import { deploymentInfo, deploymentsTotal } from "./metrics.ts";

/**
 * Counts deployments on the engine's thread, which is the one that is told of them. The counter begins with what was
 * recorded before this process: an event that the last process was told and nobody scraped is seen all the same, and
 * a restart, which is when deployments happen, looks like none.
 */
export const watch: Watch = (host) => {
  const { recorder, build, deployments } = host;
  const counter = recorder.counter(deploymentsTotal);
  for (const phase of DEPLOYMENT_PHASES) counter.inc({ phase }, deployments.total(phase));
  recorder.gauge(deploymentInfo).set({ ...build }, 1);
  const stop = deployments.onRecorded(({ phase }) => counter.inc({ phase }));
  return { collect() {}, close: stop, looks: { [recentChanges.name]: lookAtChanges(host) } };
};
