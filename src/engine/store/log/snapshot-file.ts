import { readFileSync } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Clock } from "../../../model/index.ts";
import { frame, pieces } from "./frame.ts";

/** How long, and for how many bytes, a snapshot is made before others have the thread. */
const STEP_MS = 4;
const STEP_BYTES = 1 << 20;
/** Ends a snapshot, so that one that lost its end is known. */
const END = frame(new Uint8Array(0));

/**
 * Writes a snapshot in small steps, beside its place until the disk has all of it.
 * @throws Error of the file system; AbortError. Nothing is left of it then.
 */
export async function writeSnapshotFile(
  path: string,
  chunks: Iterable<Uint8Array>,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const unfinished = `${path}.tmp`;
  try {
    const file = await open(unfinished, "w");
    try {
      for (const step of steps(chunks, clock)) {
        signal.throwIfAborted();
        await writeAll(file, step);
      }
      await writeAll(file, END);
      await file.sync();
    } finally {
      await file.close();
    }
    signal.throwIfAborted();
    await rename(unfinished, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** The chunks of a snapshot. @throws Error when it is not whole; what was yielded until then is not to be used. */
export function* readSnapshotFile(path: string): Generator<Uint8Array, void> {
  for (const piece of pieces(readFileSync(path))) {
    if (piece.kind !== "frame")
      throw new Error(`${piece.bytes} bytes at ${piece.at} are not as they were written`);
    if (piece.payload.length === 0) return;
    yield piece.payload;
  }
  throw new Error("its end is missing");
}

/** Frames, as many together as are made in one step. */
function* steps(chunks: Iterable<Uint8Array>, clock: Clock): Generator<Uint8Array, void> {
  let [began, bytes] = [clock.monotonic(), 0];
  let frames: Uint8Array[] = [];
  for (const chunk of chunks) {
    if (chunk.length > 0) frames.push(frame(chunk));
    bytes += chunk.length;
    if (bytes < STEP_BYTES && clock.monotonic() - began < STEP_MS) continue;
    yield Buffer.concat(frames);
    frames = [];
    [began, bytes] = [clock.monotonic(), 0];
  }
  yield Buffer.concat(frames);
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) written += (await file.write(bytes, written)).bytesWritten;
}

/** So that the file's new name outlives a power failure. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
