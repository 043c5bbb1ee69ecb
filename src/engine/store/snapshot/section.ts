import { crc32 } from "node:zlib";

/** What a snapshot consists of, in the order in which it is put together again. */
export const SECTION_KINDS = ["slab", "ticks", "families", "series", "windows", "open"] as const;
export type SectionKind = (typeof SECTION_KINDS)[number];

/** The layout of all sections; another one is another version. */
const VERSION = 0x4653_0001;
const HEADER_BYTES = 12;

export interface Section {
  readonly kind: SectionKind;
  readonly payload: Uint8Array;
}

/** A section as bytes: version, kind, checksum, then what it holds in parts. */
export function toBytes(kind: SectionKind, ...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, HEADER_BYTES));
  let at = HEADER_BYTES;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  const header = new DataView(bytes.buffer);
  header.setUint32(0, VERSION, true);
  header.setUint32(4, SECTION_KINDS.indexOf(kind), true);
  header.setUint32(8, checksum(bytes), true);
  return bytes;
}

/** @throws Error when the bytes are not as they were written, or another version's. */
export function toSection(bytes: Uint8Array): Section {
  if (bytes.length < HEADER_BYTES) throw new Error(`a section of ${bytes.length} bytes is cut short`);
  const header = new DataView(bytes.buffer, bytes.byteOffset);
  const version = header.getUint32(0, true);
  if (version !== VERSION) throw new Error(`a section is of version ${version}, not ${VERSION}`);
  const kind = SECTION_KINDS[header.getUint32(4, true)];
  if (kind === undefined || header.getUint32(8, true) !== checksum(bytes)) {
    throw new Error(`a section of ${bytes.length} bytes (${kind ?? "unknown"}) is not as it was written`);
  }
  return { kind, payload: bytes.subarray(HEADER_BYTES) };
}

/** Of the kind and what follows the checksum. */
function checksum(bytes: Uint8Array): number {
  return crc32(bytes.subarray(HEADER_BYTES), crc32(bytes.subarray(4, 8)));
}
