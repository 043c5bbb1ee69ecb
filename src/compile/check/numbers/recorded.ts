import type { Subject } from "../subject.ts";
import type { Use } from "../use.ts";

/** Asks of every expression that is recorded under a name, once a name; undefined for one that nothing records. */
export function askRecordings<T>({ uses }: Subject, ask: (uses: readonly Use[]) => T, whileAsked: T) {
  const recordings = Map.groupBy(uses, ({ origin }) =>
    origin.kind === "recording" ? origin.recording.name : undefined,
  );
  const answers = new Map<string, T>();
  return (name: string | undefined): T | undefined => {
    const recorded = name === undefined ? undefined : recordings.get(name);
    if (name === undefined || recorded === undefined) return undefined;
    if (answers.has(name)) return answers.get(name);
    // a recording that reads itself
    answers.set(name, whileAsked);
    answers.set(name, ask(recorded));
    return answers.get(name);
  };
}
