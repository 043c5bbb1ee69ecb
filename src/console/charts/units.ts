/** A way to write numbers: divided by `factor`, followed by `symbol`. */
interface Step {
  readonly factor: number;
  readonly symbol: string;
  /** The smallest number written so. Default: the factor. */
  readonly from?: number;
  /** Whether whole numbers are written without decimals: of things that cannot be parted. Default: false. */
  readonly whole?: boolean;
}

/** What a number counts, and how people write it. */
export interface Unit {
  /** Ascending. The last step that begins at or below the number is used, or else the first. */
  readonly steps: readonly Step[];
  /** How zero is written. */
  readonly zero: string;
  /** Distances between an axis' ticks, in the unit itself. Default: decimal ones. */
  readonly increments?: readonly number[];
}

/** A number as it is read: `12.3` and `ms`. */
export interface Quantity {
  readonly number: string;
  readonly symbol: string;
}

/** What stands where there is no number. */
export const NOTHING: Quantity = { number: "–", symbol: "" };

export const seconds: Unit = {
  steps: [
    { factor: 1e-6, symbol: "µs" },
    { factor: 1e-3, symbol: "ms" },
    { factor: 1, symbol: "s" },
  ],
  zero: "ms",
};

export const bytes: Unit = {
  steps: ["B", "KiB", "MiB", "GiB", "TiB"].map((symbol, i) => ({
    factor: 1024 ** i,
    symbol,
    whole: i === 0,
  })),
  zero: "B",
  increments: Array.from({ length: 45 }, (_, i) => 2 ** i),
};

/** A share of one, written in percent. */
export const ratio: Unit = { steps: [{ factor: 0.01, symbol: "%" }], zero: "%" };

/** Whole things; written in full up to 99,999. */
export const count: Unit = {
  steps: [
    { factor: 1, symbol: "", whole: true },
    { factor: 1e3, symbol: "k", from: 1e5 },
    { factor: 1e6, symbol: "M" },
    { factor: 1e9, symbol: "G" },
  ],
  zero: "",
  increments: Array.from({ length: 12 }, (_, i) => [1, 2, 5].map((n) => n * 10 ** i)).flat(),
};

/** So many a second: `perSecond("req")` writes `12.3 req/s`. */
export function perSecond(thing: string): Unit {
  const symbol = `${thing}/s`;
  const steps = ["", "k ", "M "].map((prefix, i) => ({ factor: 1000 ** i, symbol: prefix + symbol }));
  return { steps, zero: symbol };
}

/** Writes a number with three significant digits in the step that fits it. */
export function quantity(unit: Unit, value: number | null | undefined): Quantity {
  if (value === null || value === undefined || !Number.isFinite(value)) return NOTHING;
  if (value === 0) return { number: "0", symbol: unit.zero };
  const { factor, symbol, whole = false } = stepFor(unit, value);
  return { number: whole && Number.isInteger(value) ? grouped(value) : digits(value / factor), symbol };
}

/** The same in one text. */
export function written(unit: Unit, value: number | null | undefined): string {
  const { number, symbol } = quantity(unit, value);
  return symbol === "" ? number : `${number} ${symbol}`;
}

/** Writes an axis' ticks, all in the step that fits the largest one. */
export function ticks(unit: Unit, values: readonly number[]): string[] {
  const { factor, symbol } = stepFor(unit, Math.max(...values.map(Math.abs), 0));
  // A tick every 0.25 needs two decimals, whatever the ticks themselves need.
  const decimals = Math.max(...values.map((value) => decimalsOf(value / factor)), 0);
  return values.map((value) => `${(value / factor).toFixed(decimals)} ${symbol}`.trim());
}

function stepFor({ steps }: Unit, value: number): Step {
  return steps.findLast(({ factor, from = factor }) => Math.abs(value) >= from) ?? steps[0]!;
}

function digits(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return grouped(Math.round(value));
  if (size >= 10) return value.toFixed(1);
  return size >= 0.1 ? value.toFixed(2) : value.toPrecision(2);
}

function grouped(value: number): string {
  return value.toLocaleString("en-US");
}

function decimalsOf(value: number): number {
  return String(Number(value.toFixed(6))).split(".")[1]?.length ?? 0;
}
