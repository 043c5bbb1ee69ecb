import { expectStatus } from "../../../reviews/visitor/cast.ts";
import type { Stage } from "./stage.ts";

/** Redis stands still while people read, and comes back. */
export async function loseRedis({ redis, send, cast, observed }: Stage): Promise<void> {
  const read = async (limit: number) => {
    const path = `/api/v1/reviews?limit=${limit}`;
    expectStatus(200, await send("GET", path, { token: cast.proposer }));
  };
  await read(1);
  redis.suspend();
  try {
    for (let limit = 1; limit <= 10; limit++) await read(limit);
    await observed.seen("cache_errors_total");
    await observed.seen("redis_pool_connections_active");
  } finally {
    redis.resume();
  }
  await observed.settled("redis_pool_connections_active", 0);
  await read(1);
}
