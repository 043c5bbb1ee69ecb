import { after } from "node:test";
import { silentLogger } from "farol";
import { type Companion, startCompanion } from "./companion.ts";
import type { FaultSettings } from "./faults.ts";

/** A companion as a process, which ends with the test file, and how it is told to misbehave. */
export async function companionForTests(): Promise<
  Companion & { tell(settings: FaultSettings): Promise<void> }
> {
  const companion = await startCompanion({ ...silentLogger, debug() {} });
  after(() => companion[Symbol.asyncDispose]());
  return {
    ...companion,
    async tell(settings) {
      const answer = await fetch(`${companion.url}/faults`, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(settings),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
  };
}
