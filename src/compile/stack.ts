import type { Duration } from "../model/index.ts";
import { DEFAULT_VERSIONS, type Versions } from "./versions.ts";

/** The stack that files are generated for: which versions run there, and where everything is. */
export interface Stack {
  readonly versions: Versions;
  /** Time between two scrapes, and between two evaluations of a rule. Default: 15s */
  readonly interval: Duration;
  /** Where Prometheus finds the service, as `host:port`. Default: localhost:8000 */
  readonly service: readonly string[];
  /** Where Prometheus finds Alertmanager, as `host:port`. Default: localhost:9093 */
  readonly alertmanagers: readonly string[];
  /** The address of the folder of runbooks. Default: http://localhost:8000/runbooks/ */
  readonly runbooksUrl: string;
  /** The address of Prometheus, as Grafana reaches it. Default: http://localhost:9090/ */
  readonly prometheusUrl: string;
  /** The address of Grafana. Default: http://localhost:3000/ */
  readonly grafanaUrl: string;
}

/** What a service says of its stack; for the rest the defaults hold. */
export type StackSpec = Partial<Omit<Stack, "versions">> & { readonly versions?: Partial<Versions> };

/** A whole stack, all on this machine unless said otherwise. */
export function defineStack(spec: StackSpec = {}): Stack {
  return {
    interval: "15s",
    service: ["localhost:8000"],
    alertmanagers: ["localhost:9093"],
    runbooksUrl: "http://localhost:8000/runbooks/",
    prometheusUrl: "http://localhost:9090/",
    grafanaUrl: "http://localhost:3000/",
    ...spec,
    versions: { ...DEFAULT_VERSIONS, ...spec.versions },
  };
}
