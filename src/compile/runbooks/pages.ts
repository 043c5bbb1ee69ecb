import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Markdown, readMarkdown } from "./markdown.ts";

/** A page of a folder of runbooks. */
export interface RunbookPage extends Markdown {
  /** From its folder: `RB-006-database-pool-exhausted.md`. */
  readonly name: string;
  readonly folder: URL;
  readonly file: string;
}

/** Pages by their names, in the order of these. */
export type RunbookPages = ReadonlyMap<string, RunbookPage>;

/** The pages of folders. One that is in several is taken from the first; a folder that is not there has none. */
export function runbookPages(folders: readonly URL[]): RunbookPages {
  const all = folders.toReversed().flatMap(pagesIn);
  return new Map([...new Map(all.map((page) => [page.name, page]))].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function pagesIn(folder: URL): RunbookPage[] {
  const path = folder.protocol === "file:" ? fileURLToPath(folder) : "";
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith(".md"))
    .map((name) => {
      const file = join(path, name);
      return { name, folder, file, ...readMarkdown(readFileSync(file, "utf8")) };
    });
}
