import type { GeneratedFile } from "../../target.ts";
import { yamlFile } from "../../yaml.ts";
import { type Deployed, podLabels } from "./deployed.ts";

/** An object of Kubernetes, as far as it is not the same for all of a service. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  /** Default: the service's. */
  readonly name?: string;
  readonly namespace?: string;
  /** Beside those that all objects of the service have. */
  readonly labels?: Readonly<Record<string, string>>;
  /** What it says. */
  readonly body: { readonly spec: object } | { readonly data: Readonly<Record<string, string>> };
}

/** `kubernetes/<path>.yml` */
export function manifestFile(
  path: string,
  program: string,
  service: Deployed,
  manifest: Manifest,
): GeneratedFile {
  const { apiVersion, kind, name = service.name, namespace = service.cluster.namespace, body } = manifest;
  const labels = { ...podLabels(service), ...manifest.labels };
  const document = { apiVersion, kind, metadata: { name, namespace, labels }, ...body };
  return {
    path: `kubernetes/${path}.yml`,
    text: yamlFile(service.monitoring.service, program, document),
  };
}
