import { FarolError } from "./errors.ts";

/** A length of time as Prometheus writes it: `15s`, `1h30m`, `500ms`. */
export type Duration = `${number}${"ms" | "s" | "m" | "h" | "d" | "w" | "y"}${string}`;

const UNITS_MS = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5, y: 31536e6 } as const;
const SHAPE = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const ORDER = ["y", "w", "d", "h", "m", "s", "ms"] as const;

/**
 * Reads a Prometheus duration into milliseconds.
 * @throws FarolError FAROL_DURATION when the text is not one.
 */
export function parseDuration(text: string): number {
  const parts = SHAPE.exec(text);
  if (text === "" || parts === null) {
    throw new FarolError({
      code: "FAROL_DURATION",
      found: `"${text}"`,
      rule: "a duration is whole numbers with units from the largest to the smallest (y, w, d, h, m, s, ms), each at most once",
      cure: 'Write it like "15s", "1h30m" or "500ms".',
    });
  }
  return ORDER.reduce((ms, unit, i) => ms + Number(parts[i + 1] ?? 0) * UNITS_MS[unit], 0);
}
