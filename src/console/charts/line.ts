/** Numbers at the times of a chart; null where there is none. */
export type Values = readonly (number | null)[];

/** One line of a chart. */
export interface Line {
  /** Tells lines of a chart apart and keeps a line's color from refresh to refresh. */
  readonly key: string;
  readonly label: string;
  readonly values: Values;
  /** The axis it is read on. Default: left. */
  readonly axis?: "left" | "right";
  /** Dashed: a limit rather than a measurement. Default: false. */
  readonly dashed?: boolean;
  /** Gray, without a color of its own: what remains beside the others. Default: false. */
  readonly muted?: boolean;
}

/** What a chart draws: lines over common times. */
export interface Frame {
  readonly timesMs: readonly number[];
  readonly lines: readonly Line[];
}

/** Whether there is anything to draw. */
export function hasNumbers({ lines }: Frame): boolean {
  return lines.some(({ values }) => values.some((value) => value !== null));
}

/** The newest number; null where there is none. */
export function lastNumber(values: Values): number | null {
  return values.findLast((value) => value !== null) ?? null;
}

/** The sum at each time; null where nobody has a number. */
export function sumValues(all: readonly Values[]): Values {
  const length = Math.max(0, ...all.map((values) => values.length));
  return Array.from({ length }, (_, i) =>
    all.reduce<number | null>((sum, { [i]: value }) => (value == null ? sum : (sum ?? 0) + value), null),
  );
}

/** The sum over all times, nulls aside. */
export function total(values: Values): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** The largest number; null where there is none. */
export function largest(values: Values): number | null {
  return values.reduce<number | null>(
    (most, value) => (value === null || (most !== null && most >= value) ? most : value),
    null,
  );
}
