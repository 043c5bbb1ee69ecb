import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { FarolError } from "../../model/index.ts";

const DEADLINE_MS = 30_000;

/**
 * The version of promtool, such as 2.42.0; undefined where it is not installed.
 * @throws FarolError FAROL_PROMTOOL when it does not say
 */
export async function promtoolVersion(): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await promisify(execFile)("promtool", ["--version"], { timeout: DEADLINE_MS });
    const [, version] = /version (\d+\.\d+\.\d+)/.exec(stdout + stderr) ?? [];
    if (version !== undefined) return version;
    throw new Error(`to --version it says ${JSON.stringify(stdout + stderr)}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw cannotRun((error as Error).message, error);
  }
}

/** promtool cannot be run, or is another program. */
export function cannotRun(reason: string, cause?: unknown): FarolError {
  return new FarolError(
    {
      code: "FAROL_PROMTOOL",
      found: `promtool (${reason})`,
      rule: "tests of rules are run by promtool, which comes with Prometheus",
      cure: "Install Prometheus (Debian: apt-get install prometheus; macOS: brew install prometheus), so that promtool is in the PATH; or let Farol alone run them: `farol test --engine embedded`.",
    },
    { cause },
  );
}
