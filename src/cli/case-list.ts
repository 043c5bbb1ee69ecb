import { UsageError } from "./command.ts";

/** Cases of scripts, as a list names them: by the script's name and the line of each. */
export type CaseList = ReadonlyMap<string, ReadonlySet<number>>;

/**
 * Reads lines `file:line`; what follows a tab is ignored, and so are empty lines.
 * @param path The list's own, for what is said of it.
 * @throws UsageError naming a line that is none, or when there is none
 */
export function readCaseList(text: string, path: string): CaseList {
  const list = new Map<string, Set<number>>();
  for (const [i, whole] of text.split(/\r?\n/).entries()) {
    const [row] = whole.split("\t") as [string];
    if (row.trim() === "") continue;
    const [, file, line] = /^(.+):(\d+)$/.exec(row.trim()) ?? [];
    if (file === undefined) throw new UsageError(`${path}:${i + 1}: "${row}" is no file:line`);
    list.set(file, (list.get(file) ?? new Set()).add(Number(line)));
  }
  if (list.size === 0) throw new UsageError(`${path} names no case`);
  return list;
}

/**
 * The lines that a list names of each file; files of which it names none are not there, nor is what it names of others.
 * @throws UsageError when it names none of them
 */
export function casesOf(list: CaseList, files: readonly string[]): CaseList {
  const named = files.flatMap((file) => {
    const lines = [...list].filter(([name]) => isNamed(file, name)).flatMap(([, all]) => [...all]);
    return lines.length === 0 ? [] : ([[file, new Set(lines)]] as const);
  });
  if (named.length === 0) throw new UsageError(`The list names no case of ${files.join(", ")}`);
  return new Map(named);
}

function isNamed(file: string, name: string): boolean {
  return file === name || file.endsWith(`/${name}`);
}
