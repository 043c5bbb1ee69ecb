import type { AuditEntry } from "../audit/index.ts";
import { isSqliteError } from "../database/index.ts";
import type { Context } from "./context.ts";
import { Problem } from "./problem.ts";

/**
 * What a write to the engine's database yields.
 * @param what It is named so in the log
 * @throws Problem FAROL_NOT_KEPT when it cannot be written
 */
export function kept<T>({ logger }: Pick<Context, "logger">, what: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (!isSqliteError(error)) throw error;
    logger.error({ err: error }, `Farol: ${what} could not be recorded`);
    throw new Problem("FAROL_NOT_KEPT", `The engine's database cannot be written: ${error.message}`);
  }
}

/**
 * Writes down what is about to be done, once it is known that it can be.
 * @throws Problem FAROL_NOT_KEPT: what is not on record is not done
 */
export function audited(context: Context, entry: Omit<AuditEntry, "atMs">): void {
  kept(context, "who changes what", () => context.audit.record(entry));
}
