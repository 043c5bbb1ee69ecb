import { type Look, type Observation, sourcePath } from "../../model/index.ts";
import type { Blockage, StackTaken, ThreadState, Watchdog } from "../watchdog/index.ts";

const RECENT_MS = 15 * 60_000;

/** Tells how the application's thread is blocked now, or was in the last quarter of an hour, with its stack then. */
export function lookAtBlockages(watchdog: Pick<Watchdog, "lookClosely">, nowMs: () => number): Look {
  return async () => {
    const state = await watchdog.lookClosely();
    return [...blockedNow(state), ...blockedBefore(state, nowMs())];
  };
}

function blockedNow(state: ThreadState): Observation[] {
  if (state.kind !== "blocked") return [];
  return [observation(state.now, `The event loop has been blocked for ${seconds(state.now.durationMs)}`)];
}

function blockedBefore({ last }: ThreadState, nowMs: number): Observation[] {
  if (last === undefined || nowMs - last.sinceMs - last.durationMs > RECENT_MS) return [];
  const at = new Date(last.sinceMs).toISOString().slice(11, 19);
  return [observation(last, `The event loop was blocked for ${seconds(last.durationMs)} at ${at} UTC`)];
}

function observation({ sinceMs, durationMs, stack }: Blockage, text: string): Observation {
  const { where, block } = seen(stack);
  return {
    text: `${text}${where}`,
    details: { sinceMs, durationMs },
    ...(block !== undefined && { block }),
  };
}

function seen(stack: StackTaken | undefined): { readonly where: string; readonly block?: string } {
  if (stack?.kind === "native") return { where: ", in native code or in a call such as execSync" };
  if (stack?.kind !== "taken") return { where: "" };
  const frames = stack.frames.map(shortened);
  const at = frames.find((frame) => !frame.includes("(node:")) ?? frames[0];
  return { where: at === undefined ? "" : `, in ${at}`, block: frames.join("\n") };
}

/** Of a frame such as `spin (file:///home/me/app/src/spin.ts:3:1)`. */
function shortened(frame: string): string {
  return frame.replace(/\((file:.+?)(?=:\d+:\d+\)$)/, (_, file: string) => `(${sourcePath(file)}`);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
