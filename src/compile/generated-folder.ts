import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { FarolError } from "../model/index.ts";
import type { GeneratedFile } from "./target.ts";

/** Names what was generated here, so that what is generated no more can be told from what others put here. */
const MANIFEST = ".farol-generated.json";

/** How a folder differs from what would be generated. */
export interface Difference {
  readonly path: string;
  readonly kind: "missing" | "different" | "left over";
}

/** What is not as it would be generated. Files that were never generated are nobody's business here. */
export function differences(folder: string, files: readonly GeneratedFile[]): Difference[] {
  const wanted = withManifest(files);
  const paths = new Set(wanted.map(({ path }) => path));
  const leftOver = generatedBefore(folder).filter(
    (path) => !paths.has(path) && existsSync(join(folder, path)),
  );
  const others = wanted.flatMap(({ path, text }): Difference[] => {
    const found = read(join(folder, path));
    return found === text ? [] : [{ path, kind: found === undefined ? "missing" : "different" }];
  });
  return [...others, ...leftOver.map((path): Difference => ({ path, kind: "left over" }))];
}

/** Makes a folder as it would be generated, and tells what it had to change. What was never generated stays. */
export function writeGenerated(folder: string, files: readonly GeneratedFile[]): Difference[] {
  const changes = differences(folder, files);
  const texts = new Map(withManifest(files).map(({ path, text }) => [path, text]));
  for (const { path } of changes) {
    const text = texts.get(path);
    if (text === undefined) rmSync(join(folder, path));
    else write(join(folder, path), text);
  }
  return changes;
}

function withManifest(files: readonly GeneratedFile[]): GeneratedFile[] {
  const text = `${JSON.stringify({ files: files.map(({ path }) => path) }, undefined, 2)}\n`;
  return [...files, { path: MANIFEST, text }];
}

function generatedBefore(folder: string): string[] {
  const text = read(join(folder, MANIFEST));
  if (text === undefined) return [];
  const paths = pathsIn(text);
  if (paths?.every(isInside)) return paths;
  throw new FarolError({
    code: "FAROL_MANIFEST",
    found: join(folder, MANIFEST),
    rule: "it lists the paths of generated files, all of them in its folder",
    cure: "Delete it, and the generated files with it.",
  });
}

function pathsIn(text: string): string[] | undefined {
  try {
    const { files } = JSON.parse(text) as { files?: unknown };
    return Array.isArray(files) && files.every((path) => typeof path === "string") ? files : undefined;
  } catch {
    return undefined;
  }
}

/** What is removed must be of this folder, whoever wrote the manifest. */
function isInside(path: string): boolean {
  return !/^(\/|[A-Za-z]:|\.\.([\\/]|$))/.test(normalize(path));
}

function read(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
