import type { Check } from "../check.ts";
import { findWindows } from "./windows.ts";

/** A range that does not hold the samples that it needs. */
export const emptyRateWindow: Check = {
  code: "FAROL_EMPTY_RATE_WINDOW",
  level: "error",
  title: "A rate over fewer than two intervals",
  why: "A rate needs two samples within its range. A range shorter than the interval of the stack (`interval` of `defineStack`) never holds two, one under twice the interval only now and then: the alert is quiet, or fires and clears by the moment at which it is looked at. The range is at least four intervals long.",
  find: (subject) =>
    findWindows(subject, (intervals) => intervals < 2, {
      rule: "a rate needs two samples, and so short a range does not always hold them, or never",
      cure: "Make the range at least four intervals long.",
    }),
};
