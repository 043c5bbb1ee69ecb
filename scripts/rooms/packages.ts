import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The packages that a part of the repository declares. */
export interface Packages {
  /** Installed with the library for whoever uses it. */
  readonly dependencies: ReadonlySet<string>;
  /** Installed for those who work on it, as well. */
  readonly all: ReadonlySet<string>;
}

/** @param folder From the repository's root; it holds a package.json. */
export function readPackages(root: string, folder: string): Packages {
  const manifest = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as Record<
    string,
    object
  >;
  const dependencies = Object.keys(manifest.dependencies ?? {});
  return {
    dependencies: new Set(dependencies),
    all: new Set([...dependencies, ...Object.keys(manifest.devDependencies ?? {})]),
  };
}

/** `@scope/name/sub/path` → `@scope/name`. */
export function packageName(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}
