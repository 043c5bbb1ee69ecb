import {
  close,
  closeSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  rmSync,
  writeSync,
} from "node:fs";
import { promisify } from "node:util";

const closeFile = promisify(close);
const syncFile = promisify(fdatasync);

/** A file that only grows, by whole frames. */
export class SegmentFile {
  readonly #path: string;
  readonly #descriptor: number;
  #bytes = 0;

  /** @throws Error EEXIST when there is such a file: nothing is written over. */
  constructor(path: string) {
    this.#path = path;
    this.#descriptor = openSync(path, "ax");
  }

  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Appends, in one call to the operating system. What was appended outlives the process from then on.
   * @throws Error of the file system; ENOENT when the file was deleted, as its folder was, and writing would go nowhere.
   */
  append(bytes: Uint8Array, isSynced: boolean): void {
    if (fstatSync(this.#descriptor).nlink === 0) throw deleted(this.#path);
    // A disk that fills up takes a part and refuses the rest at the next call.
    let written = 0;
    while (written < bytes.length) written += writeSync(this.#descriptor, bytes, written);
    if (isSynced) fdatasyncSync(this.#descriptor);
    this.#bytes += bytes.length;
  }

  /** Closes it once the disk has it. */
  async close(): Promise<void> {
    try {
      await syncFile(this.#descriptor);
    } finally {
      await closeFile(this.#descriptor);
    }
  }

  /** Closes it after a fault, cut to its whole frames; without any it is deleted. Does what of that can be done. */
  abandon(): void {
    try {
      ftruncateSync(this.#descriptor, this.#bytes);
      if (this.#bytes === 0) rmSync(this.#path, { force: true });
    } catch {
      // A reader leaves out what is not whole.
    } finally {
      closeSync(this.#descriptor);
    }
  }
}

function deleted(path: string): Error {
  return Object.assign(new Error(`ENOENT: ${path} was deleted`), { code: "ENOENT" });
}
