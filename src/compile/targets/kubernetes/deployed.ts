import { slug } from "../../../alerting/index.ts";
import type { Monitoring } from "../../../define/index.ts";
import { FarolError } from "../../../model/index.ts";
import type { KubernetesStack } from "../../kubernetes-stack.ts";
import type { Stack } from "../../stack.ts";

/** A service in a cluster: what all of its objects are made of. */
export interface Deployed {
  /** What its objects are called. */
  readonly name: string;
  readonly monitoring: Monitoring;
  readonly stack: Stack;
  readonly cluster: KubernetesStack;
}

/** A DNS label (RFC 1035), as Services have for a name, with room for what is appended. */
const NAME = /^[a-z][a-z0-9-]{0,39}$/;

/** @throws FarolError FAROL_KUBERNETES for a service whose name can be no object's. */
export function deployed(monitoring: Monitoring, stack: Stack, cluster: KubernetesStack): Deployed {
  const name = slug(monitoring.service);
  if (NAME.test(name)) return { name, monitoring, stack, cluster };
  throw new FarolError({
    code: "FAROL_KUBERNETES",
    found: `the service "${monitoring.service}"`,
    rule: "its objects are called by its name, which begins with a letter of a to z and has 40 characters at most",
    cure: 'Rename it, or set kubernetes: "off" in the stack.',
  });
}

/** The labels by which a Service, a ServiceMonitor and others find the service's pods. */
export function podLabels({ name }: Deployed): Readonly<Record<string, string>> {
  return { "app.kubernetes.io/name": name };
}
