import { readdir, readFile } from "node:fs/promises";

/** A page of the folders of runbooks. */
export interface RunbookFile {
  readonly name: string;
  readonly url: URL;
}

/** The pages of these folders, by name. One that is in several is that of the first; a folder that is not there has none. */
export async function runbookFiles(folders: readonly URL[]): Promise<RunbookFile[]> {
  const all = (await Promise.all(folders.map(filesIn))).flat();
  const byName = Map.groupBy(all, ({ name }) => name);
  return [...byName.values()].map(([first]) => first!).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A page's text, which is Markdown. */
export function readRunbook({ url }: RunbookFile): Promise<string> {
  return readFile(url, "utf8");
}

async function filesIn(folder: URL): Promise<RunbookFile[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const base = folder.href.replace(/\/?$/, "/");
  return names
    .filter((name) => name.endsWith(".md"))
    .map((name) => ({ name, url: new URL(encodeURIComponent(name), base) }));
}
