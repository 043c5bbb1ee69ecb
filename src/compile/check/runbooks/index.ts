import type { Check } from "../check.ts";
import { brokenLink } from "./broken-link.ts";
import { missingPage } from "./missing-page.ts";
import { runbookMetric } from "./runbook-metric.ts";
import { unusedPage } from "./unused-page.ts";

/** Whether runbooks are where alerts lead to, and say what is so. */
export const RUNBOOK_CHECKS: readonly Check[] = [missingPage, unusedPage, brokenLink, runbookMetric];
