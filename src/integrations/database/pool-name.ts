import type { Recorder } from "../../model/index.ts";

const taken = new WeakMap<Recorder, Set<string>>();

/**
 * A name that no other pool of this recorder has: the first of the candidates that is free, else the last of them
 * with a number. It is taken until `giveUpPoolName`.
 */
export function takePoolName(recorder: Recorder, candidates: readonly string[]): string {
  const names = taken.get(recorder) ?? new Set();
  taken.set(recorder, names);
  const name = candidates.find((candidate) => !names.has(candidate)) ?? numbered(candidates.at(-1)!, names);
  names.add(name);
  return name;
}

export function giveUpPoolName(recorder: Recorder, name: string): void {
  taken.get(recorder)?.delete(name);
}

function numbered(name: string, names: ReadonlySet<string>): string {
  let number = 2;
  while (names.has(`${name}_${number}`)) number++;
  return `${name}_${number}`;
}
