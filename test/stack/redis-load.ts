import { setTimeout as delay } from "node:timers/promises";
import type { Cache } from "../../reviews/cache/cache.ts";

const LIMIT_MS = 1000;
const KEYS = 40;

/** Reads and changes under way all the time, of a source whose truth is known. */
export interface Load {
  /** How many answers there were. */
  readonly answers: number;
  /** Rejects once an answer was late, or not true. */
  readonly failure: Promise<never>;
  /** Ends it, and tells how long each read took, in milliseconds, in ascending order. */
  end(): Promise<readonly number[]>;
}

/**
 * Reads 40 numbers again and again, at some 500 a second, and changes one now and then. Each answer must come within a
 * second, and be no older than the latest change that was answered before the question.
 */
export function startLoad(cache: Cache): Load {
  const truth = Array.from({ length: KEYS }, () => 0);
  const durations: number[] = [];
  let isOver = false;
  const read = async (id: number) => {
    const atLeast = truth[id]!;
    const startMs = performance.now();
    const answer = await limited(
      cache.read({ key: `number:${id}`, tags: [`n${id}`], ttlMs: 60_000 }, async () => truth[id]!),
    );
    durations.push(performance.now() - startMs);
    if (answer < atLeast) throw new Error(`number ${id} was answered as ${answer} after it was ${atLeast}`);
  };
  const change = async (id: number) => {
    truth[id]!++;
    await limited(cache.invalidate({ tags: [`n${id}`] }));
  };
  const run = async () => {
    for (let turn = 0; !isOver; turn++) {
      // the change is certain once it was answered, so the reads come after it
      if (turn % 5 === 0) await change(turn % KEYS);
      await Promise.all(Array.from({ length: 10 }, (_, i) => read((turn * 7 + i) % KEYS)));
      await delay(20);
    }
  };
  const running = run();
  const failure = new Promise<never>((_, reject) => running.catch(reject));
  // told by `end`, too
  failure.catch(() => {});
  return {
    failure,
    get answers() {
      return durations.length;
    },
    async end() {
      isOver = true;
      await running;
      return durations.sort((a, b) => a - b);
    },
  };
}

async function limited<T>(answer: Promise<T>): Promise<T> {
  const late = delay(LIMIT_MS, undefined, { ref: false }).then(() => {
    throw new Error(`no answer within ${LIMIT_MS} ms`);
  });
  return Promise.race([answer, late]);
}

/** The duration that 99 % do not exceed. */
export const p99 = (ascending: readonly number[]): number =>
  ascending[Math.ceil(ascending.length * 0.99) - 1]!;
