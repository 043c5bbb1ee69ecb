import { FarolError } from "../../../model/index.ts";

/** Why history cannot be written, or read again. */
export const LOG_FAULTS = ["full", "read_only", "missing", "locked", "damaged", "other"] as const;
export type LogFault = (typeof LOG_FAULTS)[number];

const OF_CODE: Readonly<Record<string, LogFault>> = {
  ENOSPC: "full",
  EDQUOT: "full",
  EROFS: "read_only",
  EACCES: "read_only",
  EPERM: "read_only",
  ENOENT: "missing",
  ENOTDIR: "missing",
  EBUSY: "locked",
};

/** What each means to a person, and what helps. */
const SAID: Readonly<Record<Exclude<LogFault, "damaged">, readonly [rule: string, cure: string]>> = {
  full: ["its disk has space", "Free some, or keep history for a shorter time."],
  read_only: ["the service's user may write there", "Give it that right, or choose another data folder."],
  missing: ["the folder is there while the service runs", "Mount it again, or choose another data folder."],
  locked: [
    "one process at a time writes a folder",
    "Stop the other process, or give this one another data folder.",
  ],
  other: ["the folder can be written", "Look after the disk, or choose another data folder."],
};

/** Which fault an error of the file system is. */
export function faultOf(error: unknown): Exclude<LogFault, "damaged"> {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? "";
  return (OF_CODE[code] as Exclude<LogFault, "damaged"> | undefined) ?? "other";
}

/** History is kept in memory only, until its folder can be written again. */
export function unusable(folder: string, cause: unknown): FarolError {
  const [rule, cure] = SAID[faultOf(cause)];
  const found = `${folder} (${cause instanceof Error ? cause.message : cause})`;
  return new FarolError({ code: "FAROL_HISTORY_UNUSABLE", found, rule, cure }, { cause });
}

/** Something of a file could not be read; the rest was. */
export function damaged(path: string, found: string): FarolError {
  return new FarolError({
    code: "FAROL_HISTORY_DAMAGED",
    found: `${path} (${found})`,
    rule: "the file is as Farol wrote it",
    cure: "Look after the disk; a copy of the file from a backup is read at the next start.",
  });
}
