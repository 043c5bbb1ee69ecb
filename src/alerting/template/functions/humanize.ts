import { general } from "../float-text.ts";

const LARGE = ["k", "M", "G", "T", "P", "E", "Z", "Y"];
const BINARY = ["ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"];
const SMALL = ["m", "u", "n", "p", "f", "a", "z", "y"];
const DIGITS = 4;

/** `1234567` as `1.235M`. */
export function humanize(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return general(value, DIGITS);
  return Math.abs(value) >= 1 ? divided(value, 1000, LARGE) : multiplied(value);
}

/** `2048` as `2ki`. */
export function humanize1024(value: number): string {
  return Math.abs(value) <= 1 || !Number.isFinite(value)
    ? general(value, DIGITS)
    : divided(value, 1024, BINARY);
}

/** `0.1234` as `12.34%`. */
export function humanizePercentage(value: number): string {
  return `${general(value * 100, DIGITS)}%`;
}

/** Seconds: `3661` as `1h 1m 1s`, `0.012` as `12ms`. */
export function humanizeDuration(value: number): string {
  if (!Number.isFinite(value)) return general(value, DIGITS);
  if (value === 0) return `${general(value, DIGITS)}s`;
  if (Math.abs(value) < 1) return `${multiplied(value)}s`;
  const sign = value < 0 ? "-" : "";
  const whole = int64(Math.abs(value));
  const [seconds, minutes, hours, days] = [
    whole % 60n,
    (whole / 60n) % 60n,
    (whole / 3600n) % 24n,
    whole / 86400n,
  ];
  if (days !== 0n) return `${sign}${days}d ${hours}h ${minutes}m ${seconds}s`;
  if (hours !== 0n) return `${sign}${hours}h ${minutes}m ${seconds}s`;
  if (minutes !== 0n) return `${sign}${minutes}m ${seconds}s`;
  return `${sign}${general(Math.abs(value), DIGITS)}s`;
}

/** What does not fit becomes the least number that does, as on the processors that Prometheus runs on. */
function int64(value: number): bigint {
  return value < 2 ** 63 ? BigInt(Math.trunc(value)) : -(2n ** 63n);
}

function divided(value: number, by: number, prefixes: readonly string[]): string {
  const scaled = scale(
    value,
    prefixes,
    (rest) => Math.abs(rest) >= by,
    (rest) => rest / by,
  );
  return general(scaled.value, DIGITS) + scaled.prefix;
}

function multiplied(value: number): string {
  const scaled = scale(
    value,
    SMALL,
    (rest) => Math.abs(rest) < 1,
    (rest) => rest * 1000,
  );
  return general(scaled.value, DIGITS) + scaled.prefix;
}

function scale(
  value: number,
  prefixes: readonly string[],
  goesOn: (value: number) => boolean,
  step: (value: number) => number,
) {
  let scaled = { value, prefix: "" };
  for (const prefix of prefixes) {
    if (!goesOn(scaled.value)) break;
    scaled = { value: step(scaled.value), prefix };
  }
  return scaled;
}
