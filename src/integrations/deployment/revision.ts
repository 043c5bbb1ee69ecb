import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** Where builds and platforms say which commit they are of; the first that is set counts. */
const VARIABLES = [
  "FAROL_REVISION",
  "GIT_COMMIT",
  "GITHUB_SHA",
  "CI_COMMIT_SHA",
  "SOURCE_VERSION",
  "HEROKU_SLUG_COMMIT",
  "RENDER_GIT_COMMIT",
  "VERCEL_GIT_COMMIT_SHA",
  "RAILWAY_GIT_COMMIT_SHA",
] as const;

/**
 * The commit that the running program was made of: as the environment says, or else as the git repository does that
 * `folder` lies in. Undefined where neither does. Runs no program, and never throws.
 */
export function findRevision(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  folder: string = process.cwd(),
): string | undefined {
  const name = VARIABLES.find((variable) => environment[variable]);
  return name === undefined ? checkedOut(folder) : environment[name];
}

/** The commit that is checked out (git's gitrepository-layout page). */
function checkedOut(folder: string): string | undefined {
  const git = gitFolder(resolve(folder));
  const head = git && textOf(join(git, "HEAD"));
  if (git === undefined || head === undefined) return undefined;
  const [, branch] = /^ref: (.+)$/.exec(head) ?? [];
  return commitIn(branch === undefined ? head : branchCommit(git, branch));
}

/** The repository's own folder: `.git` here or further up, or what a file `.git` names, as in a worktree. */
function gitFolder(folder: string): string | undefined {
  const git = join(folder, ".git");
  if (textOf(join(git, "HEAD")) !== undefined) return git;
  const [, elsewhere] = /^gitdir: (.+)$/.exec(textOf(git) ?? "") ?? [];
  if (elsewhere !== undefined) return resolve(folder, elsewhere);
  const parent = dirname(folder);
  return parent === folder ? undefined : gitFolder(parent);
}

function branchCommit(git: string, branch: string): string | undefined {
  const shared = resolve(git, textOf(join(git, "commondir")) ?? ".");
  return textOf(join(git, branch)) ?? textOf(join(shared, branch)) ?? packedCommit(shared, branch);
}

function packedCommit(git: string, branch: string): string | undefined {
  const lines = textOf(join(git, "packed-refs"))?.split("\n");
  return lines?.find((line) => line.endsWith(` ${branch}`))?.split(" ")[0];
}

function commitIn(text: string | undefined): string | undefined {
  return /^[0-9a-f]{40,64}$/.exec(text ?? "")?.[0];
}

/** A file's text without the space around it; undefined when it cannot be read. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return undefined;
  }
}
