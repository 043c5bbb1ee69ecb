import { median } from "./result.ts";

/** Something that can be done `n` times. */
export interface Contender {
  readonly who: string;
  readonly run: (n: number) => void;
}

export interface Timing {
  readonly who: string;
  /** Median over the rounds, in nanoseconds an operation. */
  readonly nanoseconds: number;
  /** Median over the rounds of this contender's time by the first one's. */
  readonly ratio: number;
}

/**
 * Times contenders in turn, round by round, so that a machine that slows down slows all of them down.
 * The first contender is the one that the others are compared with.
 */
export function interleave(contenders: readonly Contender[], operations: number, rounds: number): Timing[] {
  for (const { run } of contenders) run(operations);
  const times = contenders.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    contenders.forEach(({ run }, i) => {
      const begin = process.hrtime.bigint();
      run(operations);
      times[i]!.push(Number(process.hrtime.bigint() - begin) / operations);
    });
  }
  return contenders.map(({ who }, i) => ({
    who,
    nanoseconds: median(times[i]!),
    ratio: median(times[i]!.map((time, round) => time / times[0]![round]!)),
  }));
}
