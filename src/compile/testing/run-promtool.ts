import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FarolError } from "../../model/index.ts";

/** What promtool says of one file of tests. */
export interface FileVerdict {
  readonly path: string;
  /** Undefined when all of its tests passed. */
  readonly failure: string | undefined;
}

/**
 * Runs files of rule tests in a folder, by promtool.
 * @throws FarolError FAROL_PROMTOOL when it is not installed, or ends without saying anything of a file
 */
export async function runPromtool(folder: string, paths: readonly string[]): Promise<FileVerdict[]> {
  const output = await outputOf(folder, ["test", "rules", ...paths]);
  const sections = new Map(
    output
      .split(/^Unit Testing: +/m)
      .slice(1)
      .map(sectionOf),
  );
  return paths.map((path) => {
    const said = sections.get(path);
    if (said === undefined) throw unfinished(output);
    return { path, failure: said === "SUCCESS" ? undefined : said.replace(/^FAILED:\s*/, "") };
  });
}

function sectionOf(section: string): [path: string, said: string] {
  const end = section.indexOf("\n");
  return [section.slice(0, end).trim(), section.slice(end).trim()];
}

/** Both streams into one file, since promtool names the file on one and its failures on the other. */
async function outputOf(folder: string, args: readonly string[]): Promise<string> {
  const log = join(folder, "promtool.log");
  const file = openSync(log, "w");
  try {
    const child = spawn("promtool", args, { cwd: folder, stdio: ["ignore", file, file] });
    await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
  } catch (error) {
    throw notInstalled(error);
  } finally {
    closeSync(file);
  }
  return readFileSync(log, "utf8");
}

function notInstalled(cause: unknown): FarolError {
  return new FarolError(
    {
      code: "FAROL_PROMTOOL",
      found: `promtool (${(cause as Error).message})`,
      rule: "tests of rules are run by promtool, which comes with Prometheus",
      cure: "Install Prometheus (Debian: apt-get install prometheus; macOS: brew install prometheus), so that promtool is in the PATH.",
    },
    { cause },
  );
}

function unfinished(output: string): FarolError {
  return new FarolError({
    code: "FAROL_PROMTOOL",
    found: "promtool, which ended before all tests were run",
    rule: "it says of each file whether its tests passed",
    cure: `It said: ${output.trim() || "nothing"}`,
  });
}
