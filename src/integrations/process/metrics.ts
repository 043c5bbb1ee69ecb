import { getHeapSpaceStatistics } from "node:v8";
import { counter, gauge, histogram } from "../../define/index.ts";
import { systemMetrics } from "./system/metrics.ts";

export * from "./system/metrics.ts";

/** The kinds of garbage collection, as Node tells them apart. */
export const GC_KINDS = ["major", "minor", "incremental", "weakcb"] as const;

/** The spaces of this Node's heap, as V8 calls them without the ending `_space`. */
export const HEAP_SPACES: readonly string[] = getHeapSpaceStatistics().map((space) =>
  spaceName(space.space_name),
);

/** `old_space` to `old`. */
export function spaceName(name: string): string {
  return name.replace(/_space$/, "");
}

export const residentMemory = gauge({
  name: "process_resident_memory_bytes",
  help: "Memory of the process that lies in RAM.",
});

export const virtualMemory = gauge({
  name: "process_virtual_memory_bytes",
  help: "Address space of the process.",
});

export const cpuSeconds = counter({
  name: "process_cpu_seconds_total",
  help: "CPU time of the process, user and system.",
});

export const cpuUserSeconds = counter({
  name: "process_cpu_user_seconds_total",
  help: "CPU time of the process in its own code.",
});

export const cpuSystemSeconds = counter({
  name: "process_cpu_system_seconds_total",
  help: "CPU time of the process in the kernel.",
});

export const openFds = gauge({
  name: "process_open_fds",
  help: "File descriptors that are open.",
});

export const maxFds = gauge({
  name: "process_max_fds",
  help: "File descriptors that may be open; absent when there is no limit.",
});

export const startTime = gauge({
  name: "process_start_time_seconds",
  help: "When the process began, in seconds since 1970.",
});

export const eventLoopLag = histogram({
  name: "nodejs_eventloop_lag_seconds",
  help: "How late the event loop ran a timer that is due every 100 ms.",
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

export const eventLoopUtilization = gauge({
  name: "nodejs_eventloop_utilization_ratio",
  help: "Share of the last second in which the event loop did not wait for events.",
});

export const heapSizeTotal = gauge({
  name: "nodejs_heap_size_total_bytes",
  help: "Memory that V8 has reserved for its heap.",
});

export const heapSizeUsed = gauge({
  name: "nodejs_heap_size_used_bytes",
  help: "Memory of V8's heap that is in use, garbage not yet collected included.",
});

export const heapSizeLimit = gauge({
  name: "nodejs_heap_size_limit_bytes",
  help: "The size at which V8's heap can grow no more and the process ends.",
});

export const externalMemory = gauge({
  name: "nodejs_external_memory_bytes",
  help: "Memory outside V8's heap that its objects hold, such as buffers.",
});

export const heapSpaceSizeUsed = gauge({
  name: "nodejs_heap_space_size_used_bytes",
  help: "Memory in use in each space of V8's heap.",
  labels: { space: HEAP_SPACES },
});

export const gcDuration = histogram({
  name: "nodejs_gc_duration_seconds",
  help: "Time that garbage collections took, by their kind.",
  labels: { kind: GC_KINDS },
  buckets: [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
});

/** Every metric of this integration, those that the watcher records included. */
export const processMetrics = [
  residentMemory,
  virtualMemory,
  cpuSeconds,
  cpuUserSeconds,
  cpuSystemSeconds,
  openFds,
  maxFds,
  startTime,
  eventLoopLag,
  eventLoopUtilization,
  heapSizeTotal,
  heapSizeUsed,
  heapSizeLimit,
  externalMemory,
  heapSpaceSizeUsed,
  gcDuration,
  ...systemMetrics,
] as const;
