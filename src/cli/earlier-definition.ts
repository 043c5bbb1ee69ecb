import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Definition } from "../compile/index.ts";
import { UsageError } from "./command.ts";
import { loadDefinition } from "./definition.ts";

/**
 * Loads a definition as it stood at a commit, from a copy that is gone afterwards; the repository is only read. Packages
 * are today's, those of the repository itself the commit's.
 * @throws UsageError when there is no repository or no such commit, or the definition cannot be loaded there
 */
export async function withEarlierDefinition<T>(
  ref: string,
  path: string,
  use: (definition: Definition) => Promise<T>,
): Promise<T> {
  const root = git(dirname(resolve(path)), ["rev-parse", "--show-toplevel"]).trim();
  const copy = realpathSync(mkdtempSync(join(tmpdir(), "farol-diff-")));
  try {
    checkout(root, ref, copy);
    const within = relative(root, realpathSync(resolve(path)));
    for (const folder of foldersTo(within)) linkPackages(root, copy, folder);
    const { monitoring, stack } = await loadDefinition(join(copy, within));
    // an earlier Farol may not have known of runbooks
    return await use({ monitoring: { ...monitoring, runbooks: monitoring.runbooks ?? [] }, stack });
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** Through an index of its own, so that neither the repository's index nor its list of worktrees is touched. */
function checkout(root: string, ref: string, copy: string): void {
  const env = { GIT_INDEX_FILE: join(copy, ".git-index") };
  git(root, ["read-tree", `${ref}^{tree}`], env);
  git(root, ["checkout-index", "--all", `--prefix=${copy}${sep}`], env);
}

/** `.`, `reviews` for `reviews/monitoring.ts`. */
function foldersTo(path: string): string[] {
  const parts = dirname(path)
    .split(sep)
    .filter((part) => part !== ".");
  return [".", ...parts.map((_, i) => parts.slice(0, i + 1).join(sep))];
}

function linkPackages(root: string, copy: string, folder: string): void {
  const packages = join(root, folder, "node_modules");
  if (!existsSync(packages)) return;
  for (const name of packageNames(packages)) {
    const link = join(copy, folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(counterpart(realpathSync(join(packages, name)), root, copy), link);
  }
}

function packageNames(packages: string): string[] {
  return readdirSync(packages).flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(packages, name)).map((one) => join(name, one)) : [name],
  );
}

/** A package of the repository itself, such as one of its workspaces, is the one that stood there then. */
function counterpart(target: string, root: string, copy: string): string {
  const within = relative(realpathSync(root), target).split(sep);
  if (within[0] === ".." || within.includes("node_modules")) return target;
  const then = join(copy, ...within);
  return existsSync(then) ? then : target;
}

function git(folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const { status, stdout, stderr, error } = spawnSync("git", args, {
    cwd: folder,
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  if (error !== undefined) throw new UsageError(`git cannot be run: ${error.message}`);
  if (status !== 0) throw new UsageError(`git ${args.join(" ")} failed: ${stderr.trim()}`);
  return stdout;
}
