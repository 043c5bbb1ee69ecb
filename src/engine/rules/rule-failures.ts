import type { RunningGroup, RunningRule } from "../../alerting/index.ts";
import type { Logger } from "../../model/index.ts";

/** What each rule was last said to fail of: said again only when it is another reason. */
const said = new WeakMap<RunningRule, string>();

/** How many rules of a group failed at its last evaluation. Each is logged when it begins to fail, and when it no longer does. */
export function countFailures({ spec, rules }: RunningGroup, logger: Logger): number {
  let failures = 0;
  for (const running of rules) {
    const { outcome, rule } = running;
    const about = { group: spec.name, file: spec.file, rule: rule.spec.name };
    if (outcome.state === "failed") {
      failures += 1;
      if (said.get(running) !== outcome.message)
        logger.warn({ ...about, reason: outcome.message }, "Farol: a rule cannot be evaluated");
      said.set(running, outcome.message);
    } else if (said.delete(running)) logger.info(about, "Farol: a rule can be evaluated again");
  }
  return failures;
}
