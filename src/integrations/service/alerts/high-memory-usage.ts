import { above, alert, alertTests, gaugeAt, type Limit, percentText, promql } from "../../../define/index.ts";
import { SERVICE_DASHBOARD } from "../../dashboards/index.ts";
import { WHEN_MEMORY_IS_SHORT } from "../../diagnoses/index.ts";
import { heapSizeLimit, heapSizeUsed, residentMemory, systemMemoryTotal } from "../../process/index.ts";
import { memoryLeak } from "../../runbooks/index.ts";

/** A process ends by either: V8's heap at its limit, or the kernel when the machine's or container's memory is used up. */
export function highMemoryUsage(limit: Limit) {
  return alert("HighMemoryUsage", {
    expr: promql`
      max(${heapSizeUsed} / ${heapSizeLimit}) > ${limit.threshold}
        or max(${residentMemory} / ${systemMemoryTotal}) > ${limit.threshold}`,
    for: limit.for,
    severity: "warning",
    summary: "A process of the service uses {{ $value | humanizePercentage }} of the memory that it may have",
    description:
      `For ${limit.for} a process has used more than ${percentText(limit.threshold)} of what V8's heap may grow to, or of the ` +
      "memory of its machine or container. It ends when there is no more.",
    runbook: memoryLeak,
    dashboard: SERVICE_DASHBOARD,
    diagnoses: WHEN_MEMORY_IS_SHORT,
    tests: tests(limit),
  });
}

function tests(limit: Limit) {
  const { firesAt, silentAt } = above(limit.threshold);
  const short = { heap: silentAt, resident: silentAt };
  return alertTests({
    for: limit.for,
    levels: (used) => [...levels("a", used), ...levels("b", { heap: 0.001, resident: 0.001 })],
    firesAt: { ...short, heap: firesAt },
    silentAt: short,
    alsoFiresAt: {
      "the process has nearly all of the machine's memory": { heap: 0.001, resident: firesAt },
    },
  });
}

function levels(instance: string, { heap, resident }: { readonly heap: number; readonly resident: number }) {
  return [
    gaugeAt(heapSizeUsed, { instance }, 1000 * heap),
    gaugeAt(heapSizeLimit, { instance }, 1000),
    gaugeAt(residentMemory, { instance }, 1000 * resident),
    gaugeAt(systemMemoryTotal, { instance }, 1000),
  ];
}
