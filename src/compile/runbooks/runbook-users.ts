import { isAlert } from "../../alerting/index.ts";
import type { Monitoring } from "../../define/index.ts";
import type { Runbook } from "../../model/index.ts";

/** Who names a runbook. */
export interface RunbookUser {
  readonly kind: "alert" | "objective";
  readonly name: string;
  readonly runbook: Runbook;
}

/** Alerts first. One that lacks a runbook, as JavaScript can leave it out, is a finding of its own. */
export function runbookUsers({ rules, objectives }: Monitoring): RunbookUser[] {
  return [...rules.filter(isAlert), ...objectives]
    .filter(({ runbook }) => (runbook as Runbook | undefined)?.page)
    .map(({ kind, name, runbook }) => ({ kind, name, runbook }));
}

/** The page of a runbook without the heading in it that it may lead to. */
export function pageName(address: string): string {
  return address.replace(/^\.\//, "").replace(/[?#].*$/, "");
}
