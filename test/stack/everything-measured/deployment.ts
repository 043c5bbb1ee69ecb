import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Stage } from "./stage.ts";

const MAIN = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));
const run = promisify(execFile);

/** A pipeline deploys a version, and takes it back. */
export async function deploy({ origin, tokenFile }: Stage): Promise<void> {
  for (const phase of ["started", "completed", "rolled-back"]) {
    const said = ["deploy", phase, "--version", "2.0.1", "--url", origin, "--token-file", tokenFile];
    await run(process.execPath, [MAIN, ...said]);
  }
}
