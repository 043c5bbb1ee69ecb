import { z } from "zod";
import { drill } from "./drill.ts";
import { holdConnections } from "./held-connections.ts";
import { endOf, seconds } from "./lasting.ts";

/** A checkout whose release was forgotten. */
export const connectionLeak = drill({
  name: "connection-leak",
  summary: "Take connections of the pool and forget to give them back",
  input: z.object({ connections: z.int().min(1).max(20).default(1), seconds: seconds(60) }),
  where: "background",
  run: (parts, { connections, seconds }) => holdConnections(parts.pool, connections, endOf(parts, seconds)),
});
