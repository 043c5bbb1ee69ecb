import { alert, alertTest, alertTests, gaugeAt, promql, testSeries } from "../../../define/index.ts";
import { SERVICE_DASHBOARD } from "../../dashboards/index.ts";
import { heapSizeLimit, heapSizeUsed, residentMemory, systemMemoryTotal } from "../../process/index.ts";
import { memoryLeak } from "../../runbooks/index.ts";

/** A process ends by either: V8's heap at its limit, or the kernel when the machine's or container's memory is used up. */
export const highMemoryUsage = alert("HighMemoryUsage", {
  expr: promql`
    max(${heapSizeUsed} / ${heapSizeLimit}) > 0.8
      or max(${residentMemory} / ${systemMemoryTotal}) > 0.8`,
  for: "15m",
  severity: "warning",
  summary: "A process of the service uses {{ $value | humanizePercentage }} of the memory that it may have",
  description:
    "For 15 minutes a process has used more than 80 % of what V8's heap may grow to, or of the memory of its machine or " +
    "container. It ends when there is no more.",
  runbook: memoryLeak,
  dashboard: SERVICE_DASHBOARD,
  tests: [
    ...alertTests({
      for: "15m",
      levels: (heap) => levels({ heap, resident: 0.79 }),
      firesAt: 0.81,
      silentAt: 0.79,
    }),
    alertTest("the process has nearly all of the machine's memory", {
      shows: "fires",
      interval: "1m",
      input: testSeries([{ lasts: "20m", levels: levels({ heap: 0.1, resident: 0.81 }) }], "1m"),
      expect: [{ at: "19m", firing: [{}] }],
    }),
    alertTest("one of two processes has a heap that is nearly full", {
      shows: "fires",
      interval: "1m",
      input: [
        { series: 'nodejs_heap_size_used_bytes{instance="a"}', values: "10x20" },
        { series: 'nodejs_heap_size_limit_bytes{instance="a"}', values: "100x20" },
        { series: 'nodejs_heap_size_used_bytes{instance="b"}', values: "81x20" },
        { series: 'nodejs_heap_size_limit_bytes{instance="b"}', values: "100x20" },
      ],
      expect: [{ at: "19m", firing: [{}] }],
    }),
  ],
});

function levels({ heap, resident }: { readonly heap: number; readonly resident: number }) {
  return [
    gaugeAt(heapSizeUsed, {}, 4096 * heap),
    gaugeAt(heapSizeLimit, {}, 4096),
    gaugeAt(residentMemory, {}, 8192 * resident),
    gaugeAt(systemMemoryTotal, {}, 8192),
  ];
}
