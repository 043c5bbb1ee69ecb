import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { StartError } from "../../start-error.ts";

/** Whom PostgreSQL runs as. */
export interface Account {
  /** Undefined: as this process does. */
  readonly ids: { readonly uid: number; readonly gid: number } | undefined;
  /** What to put before a command so that it runs as this account. */
  readonly prefix: readonly string[];
}

/**
 * Finds whom PostgreSQL may run as: it refuses root. Root hands it to the owner of an existing cluster, else to
 * `postgres` or `nobody`, and lets that account read past folders that it could not enter, where there are such.
 * @throws StartError when the account cannot get at `paths` by any means.
 */
export function findAccount(cluster: string, paths: readonly string[]): Account {
  if (process.getuid?.() !== 0) return { ids: undefined, prefix: [] };
  const ids = ownerOf(cluster) ?? idsOf("postgres") ?? idsOf("nobody")!;
  const drop = ["setpriv", `--reuid=${ids.uid}`, `--regid=${ids.gid}`, "--clear-groups"];
  for (const prefix of [drop, [...drop, ...readingAnywhere()]]) {
    if (canReach(prefix, paths)) return { ids, prefix };
  }
  throw new StartError(
    `PostgreSQL does not run as root, and the user ${ids.uid} cannot read ${paths.join(" or ")}: ` +
      "move the clone and the data folder where every user may enter, or set DATABASE_URL.",
  );
}

/** Bits of capabilities (linux/capability.h), the weaker one first; containers often lack it. */
const CAPABILITIES = [
  ["dac_read_search", 2n],
  ["dac_override", 1n],
] as const;

/**
 * The capability to read past a folder's mode. `no_setuid_fixup` is needed too: without it access(2), by which initdb
 * looks for postgres, leaves out the capabilities of everyone who is not root.
 */
function readingAnywhere(): readonly string[] {
  const bounding = /^CapBnd:\s*([0-9a-f]+)$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "0";
  const found = CAPABILITIES.find(([, bit]) => ((BigInt(`0x${bounding}`) >> bit) & 1n) === 1n);
  if (found === undefined) return [];
  return [`--inh-caps=+${found[0]}`, `--ambient-caps=+${found[0]}`, "--securebits=+no_setuid_fixup"];
}

function canReach([command, ...args]: readonly string[], paths: readonly string[]): boolean {
  return paths.every((path) => spawnSync(command!, [...args, "test", "-r", path]).status === 0);
}

function ownerOf(path: string): Account["ids"] {
  const { uid, gid } = statSync(path, { throwIfNoEntry: false }) ?? { uid: 0, gid: 0 };
  return uid === 0 ? undefined : { uid, gid };
}

function idsOf(name: string): Account["ids"] {
  try {
    const id = (flag: string) =>
      Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }));
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return undefined;
  }
}
