import { BroadcastChannel, parentPort, threadId, workerData } from "node:worker_threads";
import { openRemembered, startEngine } from "./engine/index.ts";
import { type EngineHost, type Logger, systemClock, type Watch } from "./model/index.ts";
import { type Idle, SlabWriter, ThreadRecorder } from "./record/index.ts";
import { stepBack } from "./step-back.ts";
import {
  type BetweenThreads,
  type EngineStart,
  type FromEngine,
  THREADS,
  type ToEngine,
} from "./thread-messages.ts";

stepBack();

const start = workerData as EngineStart;
const application = parentPort!;
const threads = new BroadcastChannel(THREADS);
const slab = new SlabWriter(threadId);
const recorder = new ThreadRecorder(slab, systemClock);

/** Logs through the application's logger. */
const logger: Logger = {
  info: (fields, message) => tell({ kind: "log", level: "info", fields, message }),
  warn: (fields, message) => tell({ kind: "log", level: "warn", fields, message }),
  error: (fields, message) => tell({ kind: "log", level: "error", fields, message }),
};

try {
  await run();
} catch (error) {
  tell({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
}

async function run(): Promise<void> {
  const { version, revision, dataDir } = start;
  const remembered = openRemembered({ dataDir, clock: systemClock, logger });
  remembered.starts.begin(
    { version, revision, atMs: start.startedAtMs, node: process.version, environment: process.env },
    logger,
  );
  const watchers = await startWatchers({
    recorder,
    clock: systemClock,
    logger,
    build: { version, revision },
    deployments: remembered.deployments,
    starts: remembered.starts,
    debugged: start.debugged,
  });
  const engine = await startEngine({
    ...start,
    clock: systemClock,
    logger,
    threads: [start.application, slab.memory],
    isDebugged: () => start.debugged,
    collect: () => {
      for (const watcher of watchers) watcher.collect();
    },
    requestExpiry,
    ask: tell,
    remembered,
    looks: watchers.map(({ looks }) => looks ?? {}),
    environment: process.env,
  });
  // The channel's listeners are typed for the browser's MessageEvent.
  threads.onmessage = (event: unknown) => {
    const message = (event as { data: BetweenThreads }).data;
    if (message.kind !== "attach") return;
    engine.attach(message.memory);
    announce(engine.port);
  };
  announce(engine.port);
  application.on("message", async (message: ToEngine) => {
    if (message.kind === "report") engine.application.heard(message.subject, message.report);
    if (message.kind === "answer") engine.application.answered(message);
    if (message.kind !== "close") return;
    for (const watcher of watchers) watcher.close();
    await engine.close();
    remembered.close();
    threads.close();
    application.close();
  });
  tell({ kind: "listening", port: engine.port });
}

async function startWatchers(host: EngineHost) {
  const modules: { watch: Watch }[] = await Promise.all(start.watchers.map((url) => import(url)));
  return modules.map(({ watch }) => watch(host));
}

/** Asks the thread that owns these series to forget them. */
function requestExpiry(owner: number, idle: readonly Idle[]): void {
  if (owner === threadId) recorder.expire(idle);
  else if (owner === start.application.threadId) tell({ kind: "expire", idle });
  else threads.postMessage({ kind: "expire", threadId: owner, idle } satisfies BetweenThreads);
}

/** Tells threads that began before the engine, or without knowing it, where it listens. */
function announce(port: number): void {
  threads.postMessage({ kind: "engine", port } satisfies BetweenThreads);
}

function tell(message: FromEngine): void {
  application.postMessage(message);
}
