import type { Clock } from "../model/index.ts";
import type { SlabWriter } from "./slab-writer.ts";

/** How often a thread says that its event loop turns, in milliseconds. */
export const PULSE_MS = 100;

/** Says so from now on, until the returned function is called. It does not keep the process alive. */
export function startPulse(slab: SlabWriter, clock: Clock): () => void {
  const beat = () => slab.pulse(clock.now());
  beat();
  const timer = setInterval(beat, PULSE_MS);
  timer.unref();
  return () => clearInterval(timer);
}
