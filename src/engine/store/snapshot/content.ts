import type { Family, Labels } from "../../../model/index.ts";

/** What a section of series says of each. */
export interface SeriesEntry {
  readonly id: number;
  readonly row: number;
  readonly name: string;
  readonly labels: Labels;
  readonly firstTick: number;
  readonly lastTick: number;
  /** When it was said to have ended, by the tick before. */
  readonly ends: readonly (readonly [tick: number, timestampMs: number])[];
}

export function jsonBytes(value: readonly SeriesEntry[] | readonly Family[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

export function fromJsonBytes<T>(bytes: Uint8Array): readonly T[] {
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** The bytes of numbers as they lie in memory. */
export function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** `count` numbers that begin at a byte; a copy, as they may lie anywhere. */
export function wordsAt(bytes: Uint8Array, at: number, count: number): Uint32Array {
  return new Uint32Array(bytes.slice(at, at + 4 * count).buffer);
}

export function doublesAt(bytes: Uint8Array, at: number, count: number): Float64Array {
  return new Float64Array(bytes.slice(at, at + 8 * count).buffer);
}
