import type { TimeRange } from "../../model/index.ts";
import { oneStep, type Steps, stepsOf } from "../query/index.ts";
import { badParameter, duration, moment, type ValuesOf } from "./parameter.ts";

const DEFAULT_RANGE_MS = 15 * 60 * 1000;
const DEFAULT_STEPS = 240;
/** As many as Prometheus allows. */
const MOST_STEPS = 11_000;

/** The parameters that say which time is asked about. */
export const rangeParameters = {
  range: duration("How long before `end`, such as `15m`, which is the default."),
  start: moment("Begin of the time, instead of `range`: unix seconds or RFC 3339."),
  end: moment("End of the time; default: now."),
};

/** How far apart the answers are. */
export const stepParameter = {
  step: duration(
    "Time between two answers, rounded up to whole ticks. Default: a 240th of the range. As long as the range or longer: one answer for all of it.",
  ),
};

type RangeValues = ValuesOf<typeof rangeParameters>;

/** Whether the request says which time it is about. */
export function isRanged({ range, start, end }: RangeValues): boolean {
  return range !== undefined || start !== undefined || end !== undefined;
}

/** @throws Problem FAROL_BAD_PARAMETER when the range has no length or is said twice. */
export function rangeOf({ range, start, end }: RangeValues, nowMs: number): TimeRange {
  if (range !== undefined && start !== undefined) {
    throw badParameter("range", `${range}ms`, "it is given instead of start, not beside it");
  }
  const endMs = end ?? nowMs;
  const startMs = start ?? endMs - (range ?? DEFAULT_RANGE_MS);
  if (startMs >= endMs)
    throw badParameter("start", `${startMs / 1000}`, `it is before the end, ${endMs / 1000}`);
  return { startMs, endMs };
}

/** @throws Problem FAROL_BAD_PARAMETER when there were too many steps. */
export function readSteps(range: TimeRange, stepMs: number | undefined, tickMs: number): Steps {
  const lengthMs = range.endMs - range.startMs;
  const step = Math.ceil((stepMs ?? lengthMs / DEFAULT_STEPS) / tickMs) * tickMs;
  if (step >= lengthMs) return oneStep(range);
  if (lengthMs / step > MOST_STEPS) {
    throw badParameter("step", `${step}ms`, `it cuts the range into more than ${MOST_STEPS} steps`);
  }
  return stepsOf(range, step);
}
