import type { GaugeSeries, Host, Watch } from "../../model/index.ts";
import { busyFunctions } from "../diagnoses/index.ts";
import { lookAtBusyFunctions } from "./diagnoses/busy-functions.ts";
import {
  cpuSeconds,
  cpuSystemSeconds,
  cpuUserSeconds,
  maxFds,
  openFds,
  residentMemory,
  startTime,
  virtualMemory,
} from "./metrics.ts";
import { readMaxFds, readOpenFds, readVirtualBytes } from "./proc.ts";
import { watchSystem } from "./system/system.ts";

/** Watches the whole process, and the machine around it, from the engine's thread. What the system does not tell stays absent. */
export const watch: Watch = (host) => {
  const { recorder, clock } = host;
  const gauges: readonly (readonly [GaugeSeries, () => number | undefined])[] = [
    [recorder.gauge(residentMemory), () => process.memoryUsage.rss()],
    [recorder.gauge(virtualMemory), readVirtualBytes],
    [recorder.gauge(openFds), readOpenFds],
    [recorder.gauge(maxFds), readMaxFds],
  ];
  const countCpu = cpuMeter(host);
  const system = watchSystem(host);
  recorder.gauge(startTime).set(clock.now() / 1000 - process.uptime());
  return {
    collect() {
      for (const [gauge, read] of gauges) {
        const value = read();
        if (value !== undefined) gauge.set(value);
      }
      countCpu();
      system.collect();
    },
    close: () => system.close(),
    looks: { [busyFunctions.name]: lookAtBusyFunctions(host) },
  };
};

/** Returns what adds the CPU time since it was called last; the first time, that since the process began. */
function cpuMeter({ recorder }: Host): () => void {
  const total = recorder.counter(cpuSeconds);
  const user = recorder.counter(cpuUserSeconds);
  const system = recorder.counter(cpuSystemSeconds);
  let last = { user: 0, system: 0 };
  return () => {
    const now = process.cpuUsage();
    user.inc((now.user - last.user) / 1e6);
    system.inc((now.system - last.system) / 1e6);
    total.inc((now.user + now.system - last.user - last.system) / 1e6);
    last = now;
  };
}
