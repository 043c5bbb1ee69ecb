import { readFileSync } from "node:fs";
import { type RuleGroupSpec, readRuleFile } from "../../alerting/index.ts";
import type { Logger } from "../../model/index.ts";

/** A rule file that is not evaluated, and why. */
export interface RuleFileFault {
  readonly file: string;
  readonly message: string;
}

export interface ReadRuleFiles {
  readonly groups: readonly RuleGroupSpec[];
  readonly faults: readonly RuleFileFault[];
}

/** Reads rule files. One that cannot be read, or is wrong, is logged and left out: the others are evaluated. */
export function readRuleFiles(paths: readonly string[], logger: Logger): ReadRuleFiles {
  const faults: RuleFileFault[] = [];
  const groups = paths.flatMap((file) => {
    try {
      return readRuleFile(readFileSync(file, "utf8"), file);
    } catch (error) {
      logger.error({ err: error, path: file }, "Farol: the rules of a file are not evaluated");
      faults.push({ file, message: error instanceof Error ? error.message : String(error) });
      return [];
    }
  });
  return { groups, faults };
}
