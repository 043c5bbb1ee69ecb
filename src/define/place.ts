import { fileURLToPath } from "node:url";
import type { Place } from "../model/index.ts";

const FRAME = /\(?((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^()]*?):(\d+):(\d+)\)?$/;
const NOWHERE: Place = { file: "unknown", line: 1, column: 1 };

/** Where the function that calls `defining` was called from: the line that a finding about a definition names. */
export function placeOfCaller(defining: (...args: never[]) => unknown): Place {
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder, defining);
  const frame = String(holder.stack).split("\n")[1] ?? "";
  const [, file, line, column] = FRAME.exec(frame) ?? [];
  if (file === undefined) return NOWHERE;
  const path = file.startsWith("file:") ? fileURLToPath(file) : file;
  return { file: path, line: Number(line), column: Number(column) };
}
