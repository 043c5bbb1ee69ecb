import { join } from "node:path";
import type { Host } from "../../../model/index.ts";
import { textOf } from "../proc.ts";
import { systemNetworkReceived, systemNetworkTransmitted } from "./metrics.ts";

/** What a device has carried since it exists. */
export interface Traffic {
  readonly received: number;
  readonly transmitted: number;
}

/** The loop, and what hands packets on that another device has counted already: bridges, tunnels, container ends. */
const NOT_ITS_OWN =
  /^(?:lo|veth|docker|br-|virbr|cni|cali|flannel|cilium|lxc|ifb|dummy|tunl|sit|ip6tnl|gre|erspan)/;
// "  eth0: 2991115792   82666    0    0    0     0          0         0  5807088 ..." (proc_pid_net(5))
const LINE = /^\s*(\S+?):\s*(\d+)(?:\s+\d+){7}\s+(\d+)/;

/** The traffic of each network device. */
export function readTraffic(root: string): ReadonlyMap<string, Traffic> {
  const lines = (textOf(join(root, "proc/net/dev")) ?? "").split("\n");
  const devices = lines.flatMap((line): [string, Traffic][] => {
    const [, device, received, transmitted] = LINE.exec(line) ?? [];
    if (device === undefined || NOT_ITS_OWN.test(device)) return [];
    return [[device, { received: Number(received), transmitted: Number(transmitted) }]];
  });
  return new Map(devices);
}

/** Returns what counts the traffic since it was called last; the first time, that since the devices exist. */
export function trafficMeter({ recorder }: Host, root: string): () => void {
  const received = recorder.counter(systemNetworkReceived);
  const transmitted = recorder.counter(systemNetworkTransmitted);
  let last: ReadonlyMap<string, Traffic> = new Map();
  return () => {
    const now = readTraffic(root);
    for (const [device, traffic] of now) {
      const before = last.get(device) ?? NONE;
      received.inc({ device }, increase(before.received, traffic.received));
      transmitted.inc({ device }, increase(before.transmitted, traffic.transmitted));
    }
    for (const device of last.keys()) {
      if (now.has(device)) continue;
      received.remove({ device });
      transmitted.remove({ device });
    }
    last = now;
  };
}

const NONE: Traffic = { received: 0, transmitted: 0 };

/** A device that was made anew counts from 0 again. */
function increase(before: number, now: number): number {
  return now >= before ? now - before : now;
}
