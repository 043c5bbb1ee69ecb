import { getHeapStatistics } from "node:v8";
import { z } from "zod";
import { drill } from "./drill.ts";
import { endOf, over, pause, seconds } from "./lasting.ts";

const NUMBERS_A_MEBIBYTE = 131_072;
const STEP_MS = 100;
/** Above this share of its limit the heap is left alone: the process shall survive. */
const MAX_HEAP = 0.8;

/** A cache without a limit. */
export const memoryLeak = drill({
  name: "memory-leak",
  summary: "Keep more and more memory",
  input: z.object({
    mebibytes: z.int().min(1).max(16_384).default(256).describe("In all; less when the heap allows less"),
    mebibytesASecond: z.int().min(10).max(1000).default(50),
    seconds: seconds(60),
  }),
  where: "background",
  async run(parts, { mebibytes, mebibytesASecond, seconds }) {
    const end = endOf(parts, seconds);
    const answers = new Map<number, readonly number[]>();
    while (!end.aborted && answers.size < mebibytes && !isHeapFull()) {
      for (let i = 0; i < (mebibytesASecond * STEP_MS) / 1000; i++) {
        answers.set(answers.size, new Array(NUMBERS_A_MEBIBYTE).fill(0.5));
      }
      await pause(STEP_MS, end);
    }
    await over(end);
    answers.clear();
  },
});

function isHeapFull(): boolean {
  const { used_heap_size, heap_size_limit } = getHeapStatistics();
  return used_heap_size > MAX_HEAP * heap_size_limit;
}
