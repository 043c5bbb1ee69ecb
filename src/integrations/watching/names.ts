import type { Recorder } from "../../model/index.ts";

/** Names of things that are watched: the values of one label, each of one thing at a time. */
export class Names {
  readonly #taken = new WeakMap<Recorder, Set<string>>();

  /** The first of the candidates that nothing else of this recorder has, else the last of them with a number. */
  take(recorder: Recorder, candidates: readonly string[]): string {
    const names = this.#taken.get(recorder) ?? new Set();
    this.#taken.set(recorder, names);
    const name = candidates.find((candidate) => !names.has(candidate)) ?? numbered(candidates.at(-1)!, names);
    names.add(name);
    return name;
  }

  giveUp(recorder: Recorder, name: string): void {
    this.#taken.get(recorder)?.delete(name);
  }
}

function numbered(name: string, names: ReadonlySet<string>): string {
  let number = 2;
  while (names.has(`${name}_${number}`)) number++;
  return `${name}_${number}`;
}
