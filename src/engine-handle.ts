import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import { FarolError, type Logger } from "./model/index.ts";
import type { ThreadRecorder } from "./record/index.ts";
import type { EngineStart, FromEngine, ToEngine } from "./thread-messages.ts";

/** The engine, as the application's main thread holds it. */
export interface EngineHandle {
  /** The engine's own loopback port. */
  readonly port: number;
  /** Stops the engine. Never rejects. */
  close(): Promise<void>;
}

/**
 * Starts the engine's thread and waits until it listens. The thread does not keep the process alive.
 * @throws FarolError FAROL_ENGINE_START when it cannot.
 */
export async function startEngineThread(
  start: EngineStart,
  recorder: ThreadRecorder,
  logger: Logger,
): Promise<EngineHandle> {
  // Sources and build differ in their extension only.
  const program = new URL(`./engine-thread${extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(program, { name: "farol-engine", workerData: start, execArgv: [] });
  const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  const port = await listening(worker);
  worker.on("message", (message: FromEngine) => {
    if (message.kind === "expire") recorder.expire(message.idle);
    if (message.kind === "log") logger[message.level](message.fields, message.message);
  });
  worker.on("error", (error) =>
    logger.error({ err: error }, "Farol's engine stopped; metrics are still recorded"),
  );
  worker.unref();
  return { port, close: () => closeEngine(worker, ended) };
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
