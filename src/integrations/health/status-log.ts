import type { Logger } from "../../model/index.ts";
import type { CheckRunner } from "./runner.ts";
import type { Standing } from "./standing.ts";

/** Writes one line when a check begins to fail, and one when it passes again. */
export function logChange(logger: Logger, { check, standing }: CheckRunner, before: Standing): void {
  const { name, severity } = check;
  const { status, detail } = standing;
  if (status === "failed" && before.status !== "failed") {
    const level = severity === "critical" ? "error" : "warn";
    logger[level]({ check: name, severity, detail }, "a health check fails");
  }
  if (status === "ok" && before.status === "failed") {
    const failedForMs = standing.sinceMs - before.sinceMs;
    logger.info({ check: name, severity, failedForMs }, "a health check passes again");
  }
}
