import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { pathToFileURL } from "node:url";

/** A folder of these pages, by their names; it is gone when the process ends. */
export function runbookFolder(pages: Readonly<Record<string, string>>): URL {
  const folder = mkdtempSync(join(tmpdir(), "farol-runbooks-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(pages)) writeFileSync(join(folder, name), text);
  return pathToFileURL(folder + sep);
}

const folders: string[] = [];
process.once("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});
