import type { CheckOptions, HealthCheck } from "../check.ts";

/** What the check needs of a client; those of `ioredis` and `redis` have it. */
export interface CheckedRedis {
  ping(): Promise<string>;
}

/** Whether Redis answers PING. Default: "redis", optional, shared. */
export function redisCheck(client: CheckedRedis, options: CheckOptions = {}): HealthCheck {
  return {
    name: "redis",
    severity: "optional",
    ...options,
    run: async () => {
      const answer = await client.ping();
      if (answer !== "PONG") throw new Error(`answered PING with ${answer}`);
    },
  };
}
