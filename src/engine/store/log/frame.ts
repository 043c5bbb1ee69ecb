import { crc32 } from "node:zlib";

/** Begins every frame: what wrote it, and the version of what follows. */
const MAGIC = Buffer.from("FTL1");
/** The magic, the payload's length, the checksum. */
const HEAD_BYTES = 12;

/** What lies in a file, from its beginning to its end. */
export type Piece =
  | { readonly kind: "frame"; readonly payload: Uint8Array }
  /** Bytes before a later frame that are no frame: something spoiled what was there. */
  | { readonly kind: "damage"; readonly at: number; readonly bytes: number }
  /** Bytes at the end that are no whole frame: the process or the machine stopped while it wrote them. */
  | { readonly kind: "torn"; readonly at: number; readonly bytes: number };

/** Puts a payload into a frame, by which it is found again and known to be whole. */
export function frame(payload: Uint8Array): Uint8Array {
  const framed = Buffer.allocUnsafe(HEAD_BYTES + payload.length);
  MAGIC.copy(framed);
  framed.writeUInt32LE(payload.length, 4);
  framed.writeUInt32LE(checksum(payload), 8);
  framed.set(payload, HEAD_BYTES);
  return framed;
}

/** Reads frame after frame. Where something else stands, it goes on at the next whole one. */
export function* pieces(file: Buffer): Generator<Piece, void> {
  let at = 0;
  while (at < file.length) {
    const payload = payloadAt(file, at);
    if (payload !== undefined) {
      yield { kind: "frame", payload };
      at += HEAD_BYTES + payload.length;
      continue;
    }
    const next = nextFrame(file, at + 1);
    yield { kind: next === file.length ? "torn" : "damage", at, bytes: next - at };
    at = next;
  }
}

/** Whether a file was written in another version of this format, which only that version can read. */
export function isOtherVersion(file: Buffer): boolean {
  const begins = file.subarray(0, MAGIC.length).toString("latin1");
  return /^FTL\d$/.test(begins) && begins !== MAGIC.toString("latin1");
}

function payloadAt(file: Buffer, at: number): Uint8Array | undefined {
  const begin = at + HEAD_BYTES;
  if (begin > file.length || MAGIC.compare(file, at, at + MAGIC.length) !== 0) return undefined;
  const end = begin + file.readUInt32LE(at + 4);
  if (end > file.length) return undefined;
  // No Buffer, whose `slice` is another than that of what it is declared to be.
  const payload = new Uint8Array(file.buffer, file.byteOffset + begin, end - begin);
  return checksum(payload) === file.readUInt32LE(at + 8) ? payload : undefined;
}

/** Where the next whole frame begins; the file's end when there is none. */
function nextFrame(file: Buffer, from: number): number {
  let at = file.indexOf(MAGIC, from);
  while (at !== -1 && payloadAt(file, at) === undefined) at = file.indexOf(MAGIC, at + 1);
  return at === -1 ? file.length : at;
}

/** The length is part of it, so that a spoiled length is no other frame's. */
function checksum(payload: Uint8Array): number {
  return crc32(payload, payload.length);
}
