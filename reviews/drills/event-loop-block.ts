import { pbkdf2Sync } from "node:crypto";
import { performance } from "node:perf_hooks";
import { z } from "zod";
import { drill } from "./drill.ts";

const ITERATIONS = 5000;

/** Work on the event loop, while nobody else gets a turn. */
export const eventLoopBlock = drill({
  name: "event-loop-block",
  summary: "Block the event loop",
  input: z.object({ milliseconds: z.int().min(1).max(60_000).default(2000) }),
  where: "request",
  async run(_parts, { milliseconds }) {
    const endMs = performance.now() + milliseconds;
    while (performance.now() < endMs) pbkdf2Sync("password", "salt", ITERATIONS, 64, "sha512");
  },
});
