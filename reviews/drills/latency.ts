import { z } from "zod";
import { drill } from "./drill.ts";
import { endOf, pause } from "./lasting.ts";
import { routeInput } from "./route-faults.ts";

/** One endpoint that takes its time. */
export const latency = drill({
  name: "latency",
  summary: "Let requests of one endpoint take longer",
  input: z.object({
    ...routeInput,
    milliseconds: z.int().min(1).max(60_000).default(1000).describe("How much longer"),
  }),
  where: "background",
  run: (parts, { milliseconds, ...input }) =>
    parts.routes.until(endOf(parts, input.seconds), input, () => pause(milliseconds, parts.signal)),
});
