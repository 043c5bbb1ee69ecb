import { type AlertRule, type AlertTest, FarolError, type RecordingRule } from "../model/index.ts";
import { placeOfCaller } from "./place.ts";

const ALERT_NAME = /^[A-Z][A-Za-z0-9]*$/;
const RECORD_NAME = /^[a-z_][a-z0-9_]*(?::[a-z0-9_]+)+$/i;

export type AlertSpec = Omit<AlertRule, "kind" | "name" | "place" | "labels"> &
  Partial<Pick<AlertRule, "labels">>;
export type RecordingSpec = Pick<RecordingRule, "expr"> & Partial<Pick<RecordingRule, "labels">>;

/**
 * An alert. What it needs to be of use cannot be left out: who is told what, which page says what to do, and tests that
 * show it fire, stay silent and clear.
 * @throws FarolError FAROL_ALERT_NAME
 */
export function alert<const Name extends string>(name: Name, spec: AlertSpec): AlertRule<Name> {
  if (!ALERT_NAME.test(name)) {
    throw new FarolError({
      code: "FAROL_ALERT_NAME",
      found: `alert "${name}"`,
      rule: "an alert's name is in camel case, like DatabaseDown",
      cure: "Rename it.",
    });
  }
  return { kind: "alert", labels: {}, ...spec, name, place: placeOfCaller(alert) };
}

/**
 * Keeps the answers of an expression under a name.
 * @throws FarolError FAROL_RECORDING_NAME
 */
export function recording(name: string, spec: RecordingSpec): RecordingRule {
  if (!RECORD_NAME.test(name)) {
    throw new FarolError({
      code: "FAROL_RECORDING_NAME",
      found: `recording "${name}"`,
      rule: "a recording's name is level:metric:operations, like endpoint:http_requests:rate5m",
      cure: "Rename it.",
    });
  }
  return { kind: "recording", labels: {}, ...spec, name, place: placeOfCaller(recording) };
}

/** What an alert shall do when the numbers are these. */
export function alertTest(name: string, spec: Omit<AlertTest, "name" | "place">): AlertTest {
  return { ...spec, name, place: placeOfCaller(alertTest) };
}
