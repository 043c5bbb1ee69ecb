import { pieces } from "./frame.ts";
import type { Memory } from "./memory.ts";
import { decodeRecord, type LogRecord } from "./record.ts";
import { SegmentDecoder, type WantedTime } from "./segment-decoder.ts";

/** What was read of a segment, and what was not. */
export interface Replayed {
  readonly records: number;
  /** Whole records that go on from one that is not, or cannot be understood. */
  readonly lostRecords: number;
  /** Records that are later than the store may have any. */
  readonly lateRecords: number;
  /** Bytes between whole records that are none. */
  readonly damagedBytes: number;
  /** Where bytes at the end begin that are no whole record; undefined when the last one is whole. */
  readonly tornAt: number | undefined;
}

/** Gives a store what a segment holds of the wanted time. What cannot be read is left out, and nothing guessed. */
export function replaySegment(file: Buffer, store: Memory, wanted: WantedTime): Replayed {
  const decoder = new SegmentDecoder(store);
  let [records, lostRecords, lateRecords, damagedBytes] = [0, 0, 0, 0];
  let tornAt: number | undefined;
  for (const piece of pieces(file)) {
    if (piece.kind === "torn") tornAt = piece.at;
    if (piece.kind === "damage") damagedBytes += piece.bytes;
    if (piece.kind !== "frame") continue;
    const record = read(decoder, piece.payload, wanted);
    if (record === undefined) lostRecords += 1;
    else records += 1;
    if ((record?.tick?.timestampMs ?? 0) > wanted.untilMs) lateRecords += 1;
  }
  return { records, lostRecords, lateRecords, damagedBytes, tornAt };
}

/** Undefined when it cannot be read. */
function read(decoder: SegmentDecoder, payload: Uint8Array, wanted: WantedTime): LogRecord | undefined {
  try {
    const record = decodeRecord(payload);
    return decoder.read(record, wanted) ? record : undefined;
  } catch {
    // Its checksum is right, so another program wrote it, or a Node that compresses in another way.
    return undefined;
  }
}
