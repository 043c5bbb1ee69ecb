import { goPlain } from "../../../promql/index.ts";

const EXPONENT_OF_ONE_DIGIT = /e([+-])(\d)$/;

/**
 * A sample's value as Prometheus writes it (util/jsonutil): with an exponent below 1e-6 and from 1e21 on, as JavaScript,
 * but of at least two digits.
 */
export function sampleText(value: number): string {
  if (!Number.isFinite(value) || Object.is(value, -0)) return goPlain(value);
  const text = String(value);
  return text.includes("e") ? text.replace(EXPONENT_OF_ONE_DIGIT, "e$10$2") : text;
}

/** An alert's value as Prometheus writes it: always with an exponent, of at least two digits. */
export function alertValueText(value: number): string {
  if (!Number.isFinite(value)) return goPlain(value);
  const sign = Object.is(value, -0) ? "-" : "";
  return sign + value.toExponential().replace(EXPONENT_OF_ONE_DIGIT, "e$10$2");
}

/** Seconds of milliseconds, with three decimals or none. */
export function timeText(ms: number): string {
  const rest = Math.abs(ms % 1000);
  const seconds = Math.trunc(ms / 1000);
  if (rest === 0) return `${seconds + 0}`;
  const sign = ms < 0 && seconds === 0 ? "-" : "";
  return `${sign}${seconds + 0}.${String(Math.trunc(rest)).padStart(3, "0")}`;
}
