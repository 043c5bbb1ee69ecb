import { readFileSync } from "node:fs";
import { type RuleGroupSpec, readRuleFile } from "../../alerting/index.ts";
import type { Logger } from "../../model/index.ts";

/** The groups of rule files. One that cannot be read, or is wrong, is logged and left out: the others are evaluated. */
export function readRuleFiles(paths: readonly string[], logger: Logger): RuleGroupSpec[] {
  return paths.flatMap((path) => {
    try {
      return readRuleFile(readFileSync(path, "utf8"), path);
    } catch (error) {
      logger.error({ err: error, path }, "Farol: the rules of a file are not evaluated");
      return [];
    }
  });
}
