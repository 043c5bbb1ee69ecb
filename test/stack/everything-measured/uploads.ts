import { expectStatus } from "../../../reviews/visitor/cast.ts";
import { propose } from "./proposals.ts";
import type { Stage } from "./stage.ts";

/** More than the 64 MiB that the cache has for answers, of which each takes two bytes a character. */
const UPLOADS = 40;
const AT_ONCE = 4;
const LARGE = {
  diff: "+".repeat(200_000),
  evidence: Array.from({ length: 40 }, (_, i) => ({
    ...{ kind: "log", summary: `Part ${i}` },
    content: "0123456789".repeat(1900),
  })),
};

/** Large changes are proposed and read, until the cache has no room for all of them. @returns How many. */
export async function uploadLargeReviews(stage: Stage): Promise<number> {
  const { send, cast, observed } = stage;
  const upload = async () => {
    for (let i = 0; i < UPLOADS / AT_ONCE; i++) {
      const { id } = await propose(stage, LARGE);
      expectStatus(200, await send("GET", `/api/v1/reviews/${id}`, { token: cast.reviewers[0] }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, upload));
  await observed.seen("cache_evictions_total");
  return UPLOADS;
}
