import { counter, gauge } from "../../../define/index.ts";
import { unboundedLabel } from "../../../model/index.ts";

const byMount = { labels: { mount: unboundedLabel }, maxSeries: 64 } as const;
const byDevice = { labels: { device: unboundedLabel }, maxSeries: 64 } as const;

export const systemCpuUsage = gauge({
  name: "system_cpu_usage_ratio",
  help: "Share of the machine's CPU time that was in use since the last tick; in a container with a CPU limit, of that limit.",
});

export const systemMemoryTotal = gauge({
  name: "system_memory_total_bytes",
  help: "Memory of the machine, or the memory limit of the container.",
});

export const systemMemoryAvailable = gauge({
  name: "system_memory_available_bytes",
  help: "Memory that can be had without swapping, page cache that can be dropped included.",
});

export const systemDiskUsed = gauge({
  name: "system_disk_used_bytes",
  help: "Space in use on a file system.",
  ...byMount,
});

export const systemDiskTotal = gauge({
  name: "system_disk_total_bytes",
  help: "Size of a file system, with what is reserved for root.",
  ...byMount,
});

export const systemNetworkReceived = counter({
  name: "system_network_receive_bytes_total",
  help: "Bytes that a network device received since it exists.",
  ...byDevice,
});

export const systemNetworkTransmitted = counter({
  name: "system_network_transmit_bytes_total",
  help: "Bytes that a network device sent since it exists.",
  ...byDevice,
});

/** The metrics of the machine, or of the container, around the process. */
export const systemMetrics = [
  systemCpuUsage,
  systemMemoryTotal,
  systemMemoryAvailable,
  systemDiskUsed,
  systemDiskTotal,
  systemNetworkReceived,
  systemNetworkTransmitted,
] as const;
