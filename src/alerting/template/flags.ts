/** What stands between `%` and the verb. */
export interface Flags {
  readonly minus?: boolean;
  readonly plus?: boolean;
  readonly sharp?: boolean;
  readonly space?: boolean;
  readonly zero?: boolean;
  /** `%+v` and `%#v` ask for more of a value instead of signs. */
  readonly isVerbose?: boolean;
  readonly isGoSyntax?: boolean;
  readonly width?: number | undefined;
  readonly precision?: number | undefined;
}

/** Brings a text to the width, in characters. */
export function padded(text: string, { width = 0, minus, zero }: Flags): string {
  const missing = width === 0 ? 0 : width - Array.from(text).length;
  if (missing <= 0) return text;
  return minus ? text + " ".repeat(missing) : (zero ? "0" : " ").repeat(missing) + text;
}

/** Brings a number to the width; zeros stand between its sign and its digits. */
export function paddedNumber(sign: string, digits: string, flags: Flags): string {
  const { width = 0, zero } = flags;
  return zero
    ? sign + digits.padStart(width - sign.length, "0")
    : padded(sign + digits, { ...flags, zero: false });
}

/** What stands before a number that is not negative. */
export function signOf(isNegative: boolean, { plus, space }: Flags): string {
  if (isNegative) return "-";
  return plus ? "+" : space ? " " : "";
}
