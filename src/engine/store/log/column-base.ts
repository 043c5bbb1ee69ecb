/** A column of values that later ones are differences from. */
export interface ColumnBase {
  /** Whose values they are, by number in the segment. */
  readonly series: Uint32Array;
  readonly last: Float64Array;
  /** The last record that it was written in. */
  record: number;
}

/** Stands for a series that the store knows and the log does not; its values are not read again. */
export const UNKNOWN = 0xffff_ffff;

/** The last values of series, as another column has them; 0 for those that it does not have. */
export function carriedOver({ series: before, last }: ColumnBase, series: Uint32Array): Float64Array {
  const places = placesOf(before);
  const carried = new Float64Array(series.length);
  // As bits, since a number that is passed on may lose a NaN's payload.
  const [to, from] = [new BigUint64Array(carried.buffer), new BigUint64Array(last.buffer)];
  for (let i = 0; i < series.length; i++) {
    const place = places[series[i]!] ?? 0;
    if (place > 0) to[i] = from[place - 1]!;
  }
  return carried;
}

/** By a series' number, its place counted from 1; 0 where it has none. */
function placesOf(series: Uint32Array): Uint32Array {
  const numbers = series.reduce(
    (most, number) => (number === UNKNOWN ? most : Math.max(most, number + 1)),
    0,
  );
  const places = new Uint32Array(numbers);
  for (let i = 0; i < series.length; i++) places[series[i]!] = i + 1;
  return places;
}

/** The columns that were written last. */
export function latest<C extends ColumnBase>(columns: readonly C[], count: number): C[] {
  return columns.toSorted((a, b) => b.record - a.record).slice(0, count);
}
