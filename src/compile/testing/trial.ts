import { groupSpecsOf, type RuleGroup, type RuleGroupSpec } from "../../alerting/index.ts";
import type { Monitoring } from "../../define/index.ts";
import type { Stack } from "../stack.ts";
import type { GeneratedFile } from "../target.ts";
import { rulesFile } from "../targets/prometheus/prometheus.ts";
import type { TestDocument } from "../targets/promtool/document.ts";

/** A group of rules, as each evaluator reads it. */
export interface TestedGroup {
  readonly file: GeneratedFile;
  readonly spec: RuleGroupSpec;
}

/** A group of rules, and a document of promtool's that tests it. */
export interface Trial {
  readonly group: TestedGroup;
  readonly document: TestDocument;
}

/**
 * A group as Prometheus reads it from a file, and as the engine has it from the definition.
 * @param group whose name no other of these trials has
 * @throws FarolError what `generate` throws of rules
 */
export function testedGroup(group: RuleGroup, monitoring: Monitoring, stack: Stack): TestedGroup {
  const file = rulesFile(group, monitoring, stack);
  const alone = { ...monitoring, service: group.name, integrations: [], objectives: [], rules: group.rules };
  const [spec] = groupSpecsOf(alone, stack) as [RuleGroupSpec];
  return { file, spec };
}
