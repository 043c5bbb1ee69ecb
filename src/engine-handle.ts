import { extname } from "node:path";
import { BroadcastChannel, Worker } from "node:worker_threads";
import type { ApplicationConversation } from "./application-conversation.ts";
import { FarolError, type Logger, type SlabMemory } from "./model/index.ts";
import type { ThreadRecorder } from "./record/index.ts";
import {
  type BetweenThreads,
  type EngineStart,
  type FromEngine,
  THREADS,
  type ToEngine,
} from "./thread-messages.ts";

/** The engine, as an observed thread holds it. */
export interface EngineHandle {
  /** The engine's own loopback port; undefined while it is not known. */
  readonly port: () => number | undefined;
  /** Stops the engine, or leaves the one that was joined. Never rejects. */
  close(): Promise<void>;
}

/**
 * Starts the engine's thread and waits until it listens. The thread does not keep the process alive.
 * @throws FarolError FAROL_ENGINE_START when it cannot.
 */
export async function startEngineThread(
  start: EngineStart,
  recorder: ThreadRecorder,
  conversation: ApplicationConversation,
  logger: Logger,
): Promise<EngineHandle> {
  // Sources and build differ in their extension only.
  const program = new URL(`./engine-thread${extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(program, { name: "farol-engine", workerData: start, execArgv: [] });
  const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  // Before it listens, as what it finds when it starts is logged, too.
  worker.on("message", (message: FromEngine) => {
    if (message.kind === "expire") recorder.expire(message.idle);
    if (message.kind === "ask") void conversation.asked(message);
    if (message.kind === "log") logger[message.level](message.fields, message.message);
  });
  const port = await listening(worker);
  worker.on("error", (error) =>
    logger.error({ err: error }, "Farol's engine stopped; metrics are still recorded"),
  );
  worker.unref();
  conversation.begin((message) => worker.postMessage(message));
  return { port: () => port, close: () => closeEngine(worker, ended) };
}

/** Lets a worker thread's memory be read by the engine, whichever of the two is there first. */
export function joinEngine(memory: SlabMemory, recorder: ThreadRecorder): EngineHandle {
  const threads = new BroadcastChannel(THREADS);
  let port: number | undefined;
  const attach = () => threads.postMessage({ kind: "attach", memory } satisfies BetweenThreads);
  threads.onmessage = (event: unknown) => {
    const message = (event as { data: BetweenThreads }).data;
    if (message.kind === "expire" && message.threadId === memory.threadId) recorder.expire(message.idle);
    if (message.kind !== "engine" || message.port === port) return;
    // An engine that says this for the first time may have begun after this thread attached.
    port = message.port;
    attach();
  };
  threads.unref();
  attach();
  return {
    port: () => port,
    close: async () => threads.close(),
  };
}

function listening(worker: Worker): Promise<number> {
  return new Promise((resolve, reject) => {
    const answer = (message: FromEngine) => {
      if (message.kind === "listening") resolve(message.port);
      else if (message.kind === "failed") refuse(message.message);
      else return;
      worker.off("message", answer);
      worker.off("error", crashed);
    };
    const refuse = (reason: string, cause?: unknown) => {
      void worker.terminate();
      reject(notStarted(reason, cause));
    };
    const crashed = (error: unknown) => refuse(String(error), error);
    worker.on("message", answer);
    worker.once("error", crashed);
  });
}

async function closeEngine(worker: Worker, ended: Promise<void>): Promise<void> {
  worker.ref();
  worker.postMessage({ kind: "close" } satisfies ToEngine);
  const overdue = setTimeout(() => void worker.terminate(), CLOSE_LIMIT_MS);
  await ended;
  clearTimeout(overdue);
}

const CLOSE_LIMIT_MS = 2000;

function notStarted(reason: string, cause?: unknown): FarolError {
  return new FarolError(
    {
      code: "FAROL_ENGINE_START",
      found: reason,
      rule: "Farol's engine needs a thread of its own and a loopback port",
      cure: "Mend what the reason names, or leave `enginePort` out so that a free port is taken.",
    },
    { cause },
  );
}
