import { relative } from "node:path";
import { fileURLToPath } from "node:url";

/** A source file as a person names it: relative to where the process runs, when it lies there. Takes paths and file URLs. */
export function sourcePath(file: string): string {
  const path = file.startsWith("file:") ? fileURLToPath(file) : file;
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short;
}
