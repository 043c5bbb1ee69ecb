import { type Frame, frameOf } from "./frame.ts";

/** A stack, and for how long it stands: since the one before. */
export interface Sample {
  readonly frames: readonly string[];
  readonly ms: number;
}

/** Work that was seen, by the application's function that did it and what that called last. */
export interface Work {
  /** The application's function; the innermost one where none of the application's is on the stack. */
  readonly at: Frame;
  /** What it called, when that is another. */
  readonly within: Frame | undefined;
  readonly ms: number;
  /** One of its stacks. */
  readonly stack: readonly string[];
}

export interface Profile {
  readonly totalMs: number;
  readonly busyMs: number;
  /** That which took most first. */
  readonly work: readonly Work[];
}

/** Adds up what was sampled. */
export function profileOf(samples: readonly Sample[]): Profile {
  const busy = samples.filter(({ frames }) => frames.length > 0);
  const groups = Object.groupBy(busy.map(workOf), ({ at, within }) =>
    JSON.stringify([at.name, at.file, within?.name]),
  );
  const work = Object.values(groups).map((group) => ({ ...longest(group!), ms: total(group!) }));
  return {
    totalMs: total(samples),
    busyMs: total(busy),
    work: work.sort((a, b) => b.ms - a.ms),
  };
}

function workOf({ frames, ms }: Sample): Work {
  const stack = frames.map(frameOf);
  const inner = stack[0]!;
  const at = stack.find(({ kind }) => kind === "application") ?? inner;
  return { at, within: at === inner ? undefined : inner, ms, stack: stack.map(frameText) };
}

function frameText({ name, place }: Frame): string {
  return `${name} (${place})`;
}

function longest(group: readonly Work[]): Work {
  return group.reduce((best, one) => (one.ms > best.ms ? one : best));
}

function total(all: readonly { readonly ms: number }[]): number {
  return all.reduce((sum, { ms }) => sum + ms, 0);
}
