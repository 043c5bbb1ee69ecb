import { globSync, readFileSync } from "node:fs";
import type { Monitoring } from "../../define/index.ts";
import { defineStack, type StackSpec } from "../stack.ts";
import type { Check } from "./check.ts";
import { CHECKS, checkMonitoring, type Finding } from "./index.ts";
import type { CheckOptions } from "./subject.ts";

const FOLDER = import.meta.dirname;

/** What a check finds, and what is near to that and right. */
export interface Example {
  readonly check: Check;
  /** The check's source, from this folder. */
  readonly source: string;
  /** The example's own text, without what it imports. */
  readonly text: string;
  readonly fails: readonly Monitoring[];
  readonly passes: readonly Monitoring[];
  findings(monitoring: Monitoring): Finding[];
}

interface Written {
  readonly fails: Monitoring | readonly Monitoring[];
  readonly passes: Monitoring | readonly Monitoring[];
  readonly stack?: StackSpec;
  readonly options?: CheckOptions;
}

/** Every check's example, in the order of the checks: `unknown-metric.example.ts` is that of `unknown-metric.ts`. */
export async function readExamples(): Promise<Example[]> {
  const found = await Promise.all(globSync("*/*.example.ts", { cwd: FOLDER }).map(readExample));
  return found.sort((a, b) => CHECKS.indexOf(a.check) - CHECKS.indexOf(b.check));
}

async function readExample(path: string): Promise<Example> {
  const source = path.replace(".example.ts", ".ts");
  const module: Readonly<Record<string, Check>> = await import(`${FOLDER}/${source}`);
  const check = Object.values(module).find((one) => CHECKS.includes(one));
  if (check === undefined) throw new Error(`${source} exports nothing that stands among the checks`);
  const { fails, passes, stack, options }: Written = await import(`${FOLDER}/${path}`);
  return {
    ...{ check, source, text: withoutImports(readFileSync(`${FOLDER}/${path}`, "utf8")) },
    fails: [fails].flat(),
    passes: [passes].flat(),
    findings: (monitoring) => checkMonitoring(monitoring, defineStack(stack), options),
  };
}

function withoutImports(text: string): string {
  return text.replace(/^import [^;]*;\n/gm, "").trim();
}
