/**
 * Reads what a `ChunkWriter` wrote. Bits are read four bytes at a time, so that the memory must go on for `PADDING`
 * bytes after a chunk.
 */
export class ChunkReader {
  view: DataView = new DataView(new ArrayBuffer(0));
  /** Where the next byte is. */
  at = 0;

  /** Goes to a place. */
  seek(view: DataView, at: number): void {
    this.view = view;
    this.at = at;
  }

  byte(): number {
    const value = this.view.getUint8(this.at);
    this.at += 1;
    return value;
  }

  word(): number {
    const value = this.view.getUint32(this.at, true);
    this.at += 4;
    return value;
  }

  varint(): number {
    let byte = this.byte();
    let value = byte & 0x7f;
    for (let unit = 0x80; byte >= 0x80; unit *= 0x80) {
      byte = this.byte();
      value += (byte & 0x7f) * unit;
    }
    return value;
  }

  signed(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}

/** Bytes that are read, though not used, behind the last bits. */
export const PADDING = 8;
