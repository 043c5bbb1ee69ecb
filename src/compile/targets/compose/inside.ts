import type { Stack } from "../../stack.ts";

/** This machine, as containers know it. */
export const HOST = "host.docker.internal";
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?=:|$)/;

/**
 * The stack as its containers reach it: each other by name, and what runs on this machine, such as the service, as
 * `host.docker.internal`. The network of the machine itself (`network_mode: host`) would spare that, but is not there for
 * Docker on macOS and Windows unless it is asked for.
 */
export function insideStack(stack: Stack, hasAlertmanager: boolean): Stack {
  return {
    ...stack,
    service: stack.service.map(fromContainer),
    alertmanagers: hasAlertmanager ? ["alertmanager:9093"] : stack.alertmanagers.map(fromContainer),
    prometheusUrl: "http://prometheus:9090/",
    tracesUrl: "http://jaeger:16686/",
  };
}

function fromContainer(address: string): string {
  return address.replace(LOOPBACK, HOST);
}
