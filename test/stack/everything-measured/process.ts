import { expectStatus } from "../../../reviews/visitor/cast.ts";
import { CONTRACT } from "./contract.ts";
import type { Stage } from "./stage.ts";

/** Exceptions, a failing endpoint, a blocked event loop, memory that grows, and an instance that is not ready. */
export async function strainProcess({ send, cast, drill, observed }: Stage): Promise<void> {
  for (const type of CONTRACT.A24!.exceptions_total!.type!)
    expectStatus(500, await drill("exceptions", { type }));
  const endpoint = "/api/v1/reviews";
  expectStatus(200, await drill("endpoint-errors", { endpoint, requests: 1 }));
  expectStatus(500, await send("GET", endpoint, { token: cast.proposer }));
  expectStatus(200, await drill("event-loop-block", { milliseconds: 300 }));
  expectStatus(200, await drill("cpu", { seconds: 1 }));
  expectStatus(200, await drill("memory-leak", { mebibytes: 200, mebibytesASecond: 200, seconds: 2 }));
  expectStatus(200, await drill("health-check", { seconds: 2 }));
  await observed.settled("readiness_status", 0);
  await observed.settled("readiness_status", 1);
}
