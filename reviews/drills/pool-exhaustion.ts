import { z } from "zod";
import { drill } from "./drill.ts";
import { holdConnections } from "./held-connections.ts";
import { endOf, seconds } from "./lasting.ts";

/** Every connection of the pool is in somebody's hands. */
export const poolExhaustion = drill({
  name: "pool-exhaustion",
  summary: "Take all connections of the pool",
  input: z.object({ seconds: seconds(10) }),
  where: "background",
  run: (parts, { seconds }) => holdConnections(parts.pool, parts.pool.options.max, endOf(parts, seconds)),
});
