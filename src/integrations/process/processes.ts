import type { LimitChanges } from "../../define/index.ts";
import type { ApplicationHost, Integration } from "../../model/index.ts";
import { answerDiagnoses, blockages, busyFunctions, heapSpaces } from "../diagnoses/index.ts";
import { RUNBOOK_PAGES } from "../runbooks/index.ts";
import { type ProcessLimits, processAlerts } from "./alerts.ts";
import { HeapHistory } from "./diagnoses/heap-history.ts";
import { LAG_INTERVAL_MS, lagMeter, utilizationMeter } from "./event-loop.ts";
import { observeGarbage } from "./garbage.ts";
import { heapMeter } from "./heap.ts";
import { processMetrics } from "./metrics.ts";

const HEAP_EVERY = 1000 / LAG_INTERVAL_MS;
const extension = import.meta.url.slice(import.meta.url.lastIndexOf("."));

export interface ProcessesOptions {
  /** When alerts fire otherwise than by PROCESS_LIMITS. */
  readonly limits?: LimitChanges<ProcessLimits>;
}

/**
 * What Farol knows of a Node process: on the application's thread its event loop, heap and garbage collection; from
 * the engine's thread its memory, CPU and file descriptors, so that these are known also while the loop is blocked.
 */
export function processes({ limits }: ProcessesOptions = {}): Integration<keyof ProcessLimits> {
  return {
    name: "process",
    metrics: processMetrics,
    rules: processAlerts(limits),
    runbooks: RUNBOOK_PAGES,
    diagnoses: [busyFunctions, blockages, heapSpaces],
    start,
    watcher: new URL(`./watch${extension}`, import.meta.url),
  };
}

/** One timer for all, which does not keep the process alive. */
function start(host: ApplicationHost): () => void {
  const measureLag = lagMeter(host);
  const history = new HeapHistory(host.clock);
  const measures = [utilizationMeter(host), heapMeter(host), () => history.note()];
  const stopAnswering = answerDiagnoses(host.engine, { [heapSpaces.name]: history.look });
  const stopGarbage = observeGarbage(host);
  let ticks = 0;
  const timer = setInterval(() => {
    measureLag();
    if (ticks++ % HEAP_EVERY === 0) for (const measure of measures) measure();
  }, LAG_INTERVAL_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    stopAnswering();
    stopGarbage();
  };
}
