import { setTimeout as wait } from "node:timers/promises";
import type { Clock, Look, Observation } from "../../../model/index.ts";
import { durationText, shareText } from "../../diagnoses/index.ts";
import { type Profile, profileOf, type Sample, type Work } from "./profile.ts";
import { mainThreadStacks, type ThreadStacks } from "./thread-stacks.ts";

/** How long is looked, and how often: with a fifth of a millisecond each, five milliseconds of the thread in all. */
const LASTS_MS = 500;
const EVERY_MS = 20;
/** For how long native code is waited for. */
const PATIENCE_MS = 2000;
/** Below, a function is not worth a line. */
const MIN_SHARE = 0.05;
const MAX_FUNCTIONS = 4;

export interface Looking {
  readonly clock: Clock;
  /** Whether a developer's debugger may be attached, which is left alone. */
  readonly debugged: boolean;
  /** Default: those of the process' main thread. */
  readonly stacks?: () => ThreadStacks;
}

/** Looks for half a second which functions the application's thread is in. */
export function lookAtBusyFunctions({ clock, debugged, stacks = mainThreadStacks }: Looking): Look {
  return async () => {
    if (debugged) throw new Error("a debugger is attached, which is left alone");
    const taken = stacks();
    try {
      const samples = await sampled(taken, clock);
      return samples === undefined ? [silent] : observationsOf(profileOf(samples));
    } finally {
      taken.close();
    }
  };
}

const silent: Observation = {
  text: `The thread gave no sign for ${durationText(PATIENCE_MS)}: it is in native code, or in a call such as execSync that waits`,
};

/** Undefined when the thread does not answer. */
async function sampled(stacks: ThreadStacks, clock: Clock): Promise<Sample[] | undefined> {
  const samples: Sample[] = [];
  const beginMs = clock.monotonic();
  let lastMs = beginMs;
  while (lastMs - beginMs < LASTS_MS) {
    const frames = await inTime(stacks.take());
    if (frames === undefined) return samples.length === 0 ? undefined : samples;
    const nowMs = clock.monotonic();
    // what native code made wait was its time
    samples.push({ frames, ms: nowMs - lastMs });
    lastMs = nowMs;
    await wait(EVERY_MS);
  }
  return samples;
}

async function inTime<T>(taken: Promise<T>): Promise<T | undefined> {
  const { promise: limit, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  return await Promise.race([taken, limit]).finally(() => clearTimeout(timer));
}

function observationsOf({ totalMs, busyMs, work }: Profile): Observation[] {
  const share = busyMs / totalMs;
  const worth = work.filter(({ ms }) => ms / totalMs >= MIN_SHARE).slice(0, MAX_FUNCTIONS);
  return [
    {
      text: `Busy for ${shareText(share)} of ${durationText(totalMs)}${share < 0.5 ? ": most of the time it waits for events" : ""}`,
      details: { busyShare: share, totalMs },
    },
    ...worth.map((one) => functionText(one, totalMs)),
  ];
}

function functionText({ at, within, ms, stack }: Work, totalMs: number): Observation {
  const called = within === undefined ? "" : `, in ${within.name}`;
  return {
    text: `${shareText(ms / totalMs)} ${at.name} (${at.place})${called}`,
    details: { function: at.name, place: at.place, share: ms / totalMs },
    block: stack.join("\n"),
  };
}
