import { type Debugger, Session } from "node:inspector";
import { isMainThread } from "node:worker_threads";
import { noStacks, type StackSource, type StackTaken } from "./stack-source.ts";

const MAX_FRAMES = 20;
const LIMIT_MS = 1000;

/**
 * Takes the main thread's stack by pausing it for a moment. Works from a worker only; elsewhere nothing is seen.
 * `isDebugged` says whether a developer's debugger may be attached: a worker cannot find out by itself.
 */
export function mainThreadStacks(isDebugged: () => boolean): StackSource {
  if (isMainThread) return noStacks;
  return { take: async () => (isDebugged() ? { kind: "debugger" } : await pauseMainThread()) };
}

/** Whether this process was started for a debugger, by flag or environment. */
export function startedForDebugger(): boolean {
  const flags = [...process.execArgv, process.env.NODE_OPTIONS ?? ""].join(" ");
  return /--inspect/.test(flags);
}

async function pauseMainThread(): Promise<StackTaken> {
  const session = new Session();
  const { promise: limit, resolve } = Promise.withResolvers<StackTaken>();
  const timer = setTimeout(() => resolve({ kind: "native" }), LIMIT_MS);
  try {
    session.connectToMainThread();
    return await Promise.race([framesOf(session), limit]);
  } catch {
    return { kind: "unavailable" };
  } finally {
    clearTimeout(timer);
    // A session that stays connected keeps the process from exiting.
    session.disconnect();
  }
}

function framesOf(session: Session): Promise<StackTaken> {
  const { promise, resolve, reject } = Promise.withResolvers<StackTaken>();
  const urls = new Map<string, string>();
  let asked = false;
  session.on("Debugger.scriptParsed", ({ params }) => urls.set(params.scriptId, params.url));
  session.on("Debugger.paused", ({ params }) => {
    // Somebody else's pause, told on enabling: resuming would take it from them.
    if (!asked) return resolve({ kind: "debugger" });
    const frames = params.callFrames.slice(0, MAX_FRAMES).map((frame) => frameText(frame, urls));
    session.post("Debugger.resume", () =>
      session.post("Debugger.disable", () => resolve({ kind: "taken", frames })),
    );
  });
  session.post("Debugger.enable", (error) => {
    if (error !== null) return reject(error);
    asked = true;
    session.post("Debugger.pause");
  });
  return promise;
}

function frameText(
  { functionName, location }: Debugger.CallFrame,
  urls: ReadonlyMap<string, string>,
): string {
  const url = urls.get(location.scriptId) || "unknown";
  // The protocol counts from 0, stack traces from 1.
  const place = `${url}:${location.lineNumber + 1}:${(location.columnNumber ?? 0) + 1}`;
  return `${functionName || "(anonymous)"} (${place})`;
}
