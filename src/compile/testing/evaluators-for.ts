import { isAtLeast } from "../versions.ts";
import { embedded } from "./embedded.ts";
import type { Evaluator } from "./evaluator.ts";
import { promtool } from "./promtool.ts";
import { cannotRun, promtoolVersion } from "./promtool-version.ts";

/** By whom tests are run: by the evaluation that a service runs itself, by promtool, or by both, which have to agree. */
export const TEST_ENGINES = ["both", "embedded", "promtool"] as const;
export type TestEngine = (typeof TEST_ENGINES)[number];

/**
 * Those that run tests, the fastest first: of `both` only Farol where promtool is not installed. Beside a promtool Farol
 * reads expressions as that one does; alone as a service does, by the language of Prometheus 3.
 * @throws FarolError FAROL_PROMTOOL when it alone is asked for and not installed, or does not say its version
 */
export async function evaluatorsFor(engine: TestEngine): Promise<readonly [Evaluator, ...Evaluator[]]> {
  if (engine === "embedded") return [embedded("v3")];
  const version = await promtoolVersion();
  if (version === undefined) {
    if (engine === "promtool") throw cannotRun("not in the PATH");
    return [embedded("v3")];
  }
  if (engine === "promtool") return [promtool(version)];
  return [embedded(isAtLeast(version, "3.0") ? "v3" : "v2"), promtool(version)];
}
