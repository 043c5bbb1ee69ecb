import { type Deployed, podLabels } from "../deployed.ts";
import type { Manifest } from "../manifest.ts";

/** Nodes are emptied one pod of the service at a time. */
export function disruptionBudget(service: Deployed): Manifest {
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    body: { spec: { maxUnavailable: 1, selector: { matchLabels: podLabels(service) } } },
  };
}
