import { readdirSync, readFileSync } from "node:fs";

/** Bytes of address space, from `/proc/self/status`; undefined where there is no such file or line. */
export function readVirtualBytes(proc = "/proc/self"): number | undefined {
  const kibibytes = numberIn(`${proc}/status`, /^VmSize:\s+(\d+) kB$/m);
  return kibibytes === undefined ? undefined : kibibytes * 1024;
}

/** How many file descriptors are open; undefined where the system does not say. */
export function readOpenFds(proc = "/proc/self"): number | undefined {
  try {
    // The folder itself is open while it is read.
    return readdirSync(`${proc}/fd`).length - 1;
  } catch {
    return undefined;
  }
}

/** How many may be open (the soft limit); undefined where the system does not say, or sets none. */
export function readMaxFds(proc = "/proc/self"): number | undefined {
  return numberIn(`${proc}/limits`, /^Max open files\s+(\d+)/m);
}

/** The number that the pattern's first group finds in a file; undefined without such a file, or a match. */
export function numberIn(path: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(textOf(path) ?? "")?.[1];
  return found === undefined ? undefined : Number(found);
}

/** What stands in a file; undefined where there is none that can be read. */
export function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
