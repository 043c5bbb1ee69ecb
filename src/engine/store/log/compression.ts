import * as zlib from "node:zlib";

/** Node has zstd from 22.15 on; deflate is anywhere, half as fast and a little larger. */
const ZSTD = 1;
const DEFLATE = 2;
/** Level 1 of zstd: its higher ones take several times as long for a few percent. */
const ZSTD_OPTIONS = { params: { [zlib.constants.ZSTD_c_compressionLevel]: 1 } };

/** Compresses by the best way that this Node knows; the first byte says which. */
export function compress(bytes: Uint8Array): Uint8Array {
  const hasZstd = zlib.zstdCompressSync !== undefined;
  const packed = hasZstd
    ? zlib.zstdCompressSync(bytes, ZSTD_OPTIONS)
    : zlib.deflateRawSync(bytes, { level: 1 });
  return Buffer.concat([Uint8Array.of(hasZstd ? ZSTD : DEFLATE), packed]);
}

/** @throws Error when this Node does not know the way, or the bytes are none that `compress` made. */
export function decompress(packed: Uint8Array): Buffer {
  const bytes = packed.subarray(1);
  return packed[0] === ZSTD ? zlib.zstdDecompressSync(bytes) : zlib.inflateRawSync(bytes);
}
