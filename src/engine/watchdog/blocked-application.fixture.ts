/**
 * An application that blocks its main thread as its parent says, with an engine beside it.
 * Prints the engine's port; then waits for one message, `spin` or `execute`, and exits by itself afterwards.
 */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { type SlabMemory, silentLogger, systemClock } from "../../model/index.ts";
import { startEngine } from "../index.ts";
import { TestSlab } from "../slab/test-slab.fixture.ts";

const BLOCKED_MS = 4000;

if (isMainThread) await application();
else await engine(workerData as SlabMemory);

async function application(): Promise<void> {
  const slab = new TestSlab(0);
  slab.lifecycle("ready");
  slab.pulse(systemClock.now());
  const pulse = setInterval(() => slab.pulse(systemClock.now()), 100);
  const worker = new Worker(new URL(import.meta.url), { workerData: slab.memory });
  const [port] = await once(worker, "message");
  process.send!(port);
  const [how] = await once(process, "message");
  if (how === "spin") spinForTest();
  else execFileSync("sleep", [String(BLOCKED_MS / 1000)]);
  // The parent asks once more, now that it is over.
  await once(process, "message");
  clearInterval(pulse);
  worker.postMessage("close");
  await once(worker, "exit");
  process.disconnect();
}

function spinForTest(): void {
  const end = systemClock.monotonic() + BLOCKED_MS;
  while (systemClock.monotonic() < end);
}

async function engine(application: SlabMemory): Promise<void> {
  const started = await startEngine({
    service: "blocked",
    version: "1",
    farolVersion: "1",
    tickMs: 1000,
    port: 0,
    clock: systemClock,
    logger: silentLogger,
    collect: () => {},
    threads: [application],
    requestExpiry: () => {},
  });
  parentPort!.postMessage(started.port);
  await once(parentPort!, "message");
  await started.close();
  parentPort!.close();
}
