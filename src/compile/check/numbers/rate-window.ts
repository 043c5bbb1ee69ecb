import type { Check } from "../check.ts";
import { findWindows } from "./windows.ts";

/** A range that one lost sample leaves a hole in. */
export const rateWindow: Check = {
  code: "FAROL_RATE_WINDOW",
  level: "warning",
  title: "A rate over fewer than four intervals",
  why: "A rate needs two samples within its range. Where the range is under four intervals of the stack (`interval` of `defineStack`), one scrape that fails, or that comes late, leaves too few: the graph has holes, and an alert that had waited most of its `for` starts anew. Four intervals or more carry it over.",
  find: (subject) =>
    findWindows(subject, (intervals) => intervals >= 2 && intervals < 4, {
      rule: "one scrape that fails leaves too few samples for an answer",
      cure: "Make the range at least four intervals long.",
    }),
};
