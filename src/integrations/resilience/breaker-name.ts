import type { Recorder } from "../../model/index.ts";

const taken = new WeakMap<Recorder, Set<string>>();

/** The name, or the name with a number when another breaker of this recorder has it. It is taken until it is given up. */
export function takeBreakerName(recorder: Recorder, wanted: string): string {
  const names = taken.get(recorder) ?? new Set();
  taken.set(recorder, names);
  let name = wanted;
  for (let number = 2; names.has(name); number++) name = `${wanted}_${number}`;
  names.add(name);
  return name;
}

export function giveUpBreakerName(recorder: Recorder, name: string): void {
  taken.get(recorder)?.delete(name);
}
