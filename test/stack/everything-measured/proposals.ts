import { expectStatus } from "../../../reviews/visitor/cast.ts";
import type { Answer } from "../../../reviews/visitor/client.ts";
import type { Stage } from "./stage.ts";

/** A change that somebody may propose. */
export const PROPOSAL = {
  ...{ title: "Close a file handle", source: "formatter", severity: "low", diff: "+close()" },
  evidence: [{ kind: "test", summary: "All tests pass", content: "142 passed, 0 failed" }],
};

/** Proposes a change, which is scanned and notified. */
export async function propose({ send, cast }: Stage, change: object = {}): Promise<Answer["body"]> {
  const body = { ...PROPOSAL, ...change };
  return expectStatus(201, await send("POST", "/api/v1/reviews", { token: cast.proposer, body })).body;
}
