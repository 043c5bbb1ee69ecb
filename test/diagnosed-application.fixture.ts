/**
 * An application whose main thread does what its argument says (`spin`, `burn`, `sleep`, `idle`), with diagnoses beside
 * it. Sends its parent the evidence, and ends.
 */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { Diagnoses, lookAtBlockages } from "../src/engine/diagnoses/index.ts";
import { mainThreadStacks, Watchdog } from "../src/engine/watchdog/index.ts";
import { processes } from "../src/integrations/process/index.ts";
import { watch } from "../src/integrations/process/watch.ts";
import { systemClock } from "../src/model/index.ts";
import { recordedHost } from "./recorded-host.ts";

const BLOCKED_MS = 4000;

if (isMainThread) await application(process.argv[2]!);
else await engine(workerData as { readonly pulse: Float64Array; readonly isBlocked: boolean });

async function application(how: string): Promise<void> {
  const pulse = new Float64Array(new SharedArrayBuffer(8));
  const pulsate = () => {
    pulse[0] = systemClock.now();
  };
  // at once, as a thread that was never alive is not blocked
  pulsate();
  const beat = setInterval(pulsate, 100);
  const isBlocked = how === "spin" || how === "sleep";
  const worker = new Worker(new URL(import.meta.url), { workerData: { pulse, isBlocked } });
  await once(worker, "message");
  const evidence = once(worker, "message");
  let isOver = false;
  evidence.then(() => {
    isOver = true;
  });
  if (how === "spin") spinForTest(BLOCKED_MS);
  if (how === "sleep") execFileSync("sleep", [String(BLOCKED_MS / 1000)]);
  while (how === "burn" && !isOver) {
    burnForTest();
    await new Promise((resolve) => setImmediate(resolve));
  }
  process.send!((await evidence)[0]);
  clearInterval(beat);
  process.disconnect();
}

function spinForTest(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

function burnForTest(): string {
  return JSON.stringify(Array.from({ length: 10_000 }, (_, i) => ({ i, root: Math.sqrt(i) })));
}

async function engine({ pulse, isBlocked }: { readonly pulse: Float64Array; readonly isBlocked: boolean }) {
  const clock = systemClock;
  const stacks = mainThreadStacks(() => false);
  const watchdog = new Watchdog({ clock, pulseMs: () => pulse[0], stacks });
  const blockages = lookAtBlockages(watchdog, () => clock.now());
  const watching = watch(recordedHost());
  const diagnoses = new Diagnoses({
    clock,
    diagnoses: processes().diagnoses!,
    application: { ask: async () => [] },
    looks: [watching.looks!, { blockages }],
  });
  parentPort!.postMessage("ready");
  while (isBlocked && watchdog.look().kind !== "blocked")
    await new Promise((again) => setTimeout(again, 100));
  const occasion = { alert: "HighLatency", labels: {}, startsAtMs: clock.now() };
  parentPort!.postMessage(await diagnoses.of(occasion, ["busyFunctions", "blockages"]));
  watching.close();
}
