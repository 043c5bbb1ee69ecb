import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Definition, defineStack, type StackSpec } from "../compile/index.ts";
import type { Monitoring } from "../index.ts";
import { UsageError } from "./command.ts";

/** How commands say where the definition is. */
export const DEFINITION_OPTION = { definition: { type: "string", default: "monitoring.ts" } } as const;
export const DEFINITION_HELP = `  --definition <file>    a module that exports \`monitoring\`, made by defineMonitoring, and
                         may export \`stack\`: versions and addresses (default: monitoring.ts)`;

/**
 * Loads a definition.
 * @throws UsageError when the file is not there, cannot be loaded, or exports no monitoring; FarolError as it is thrown there
 */
export async function loadDefinition(path: string): Promise<Definition> {
  const file = resolve(path);
  if (!existsSync(file))
    throw new UsageError(`There is no ${path}: say with --definition which file exports the monitoring`);
  const { monitoring, stack } = await load(file, path);
  if (!isMonitoring(monitoring))
    throw new UsageError(
      `${path} exports no monitoring: write \`export const monitoring = defineMonitoring({ … })\` there`,
    );
  return { monitoring, stack: defineStack((stack ?? {}) as StackSpec) };
}

async function load(file: string, path: string): Promise<{ monitoring?: unknown; stack?: unknown }> {
  try {
    return await import(pathToFileURL(file).href);
  } catch (error) {
    if ((error as Error).name === "FarolError") throw error;
    throw new UsageError(`${path} cannot be loaded: ${(error as Error).message}`);
  }
}

function isMonitoring(value: unknown): value is Monitoring {
  return typeof value === "object" && value !== null && "service" in value && "rules" in value;
}
