import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "../start-error.ts";
import { takeLock } from "./lock.ts";

/** What this version of the service writes. Raised when an older version could not read a folder any more. */
const FORMAT = 1;

/** A folder that this process alone uses. */
export interface DataFolder extends Disposable {
  readonly path: string;
  /** A secret that is made at random when it does not exist, in a file that only its owner may read. */
  secret(name: string): string;
}

/**
 * Takes the folder, which is made when it does not exist.
 * @throws StartError when it cannot be written, is in use, or belongs to something else.
 */
export function openDataFolder(path: string): DataFolder {
  return readable(path, () => {
    mkdirSync(path, { recursive: true, mode: 0o755 });
    checkFormat(path);
    const lock = takeLock(path);
    return {
      path,
      secret: (name) => readable(path, () => secretIn(join(path, name))),
      [Symbol.dispose]: () => lock[Symbol.dispose](),
    };
  });
}

function checkFormat(path: string): void {
  const file = join(path, "format.json");
  if (!existsSync(file)) {
    if (readdirSync(path).length > 0) {
      throw new StartError(
        `${path} is not a data folder of this service: it holds files, but no format.json.`,
      );
    }
    writeFileSync(file, `${JSON.stringify({ version: FORMAT })}\n`);
  }
  const version = versionIn(readFileSync(file, "utf8"));
  if (version === FORMAT) return;
  throw new StartError(
    `The data folder ${path} has format ${version ?? "unknown"}, this version of the service reads format ${FORMAT}: ` +
      "start the version that wrote it, or set FAROL_DATA_DIR to another folder.",
  );
}

function versionIn(json: string): unknown {
  try {
    return JSON.parse(json).version;
  } catch {
    return undefined;
  }
}

function secretIn(file: string): string {
  if (!existsSync(file))
    writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600, flag: "wx" });
  return readFileSync(file, "utf8").trim();
}

/** Turns what the file system refuses into a sentence. */
function readable<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof StartError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new StartError(
      `The data folder ${path} cannot be used (${code ?? message}): set FAROL_DATA_DIR to another.`,
    );
  }
}
