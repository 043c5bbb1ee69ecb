import { isInstalled, type Program } from "../scripts/debian-packages.ts";
import { NOT_OURS } from "../scripts/test/excused.ts";

/**
 * For tests that run a program from Debian: `it("…", needs("promtool"), …)`. Without it the test is skipped, and says
 * so. `npm test` installs what is missing where it may; in CI nothing may be skipped.
 */
export function needs(...programs: readonly Program[]): { readonly skip: string | false } {
  const missing = programs.filter((program) => !isInstalled(program));
  return { skip: missing.length > 0 && `needs ${missing.join(", ")} from Debian, which is not installed` };
}

/**
 * For tests over data of others, in a folder that an environment variable names. Without it they are skipped, and say so,
 * in CI as well: it is not for us to publish.
 */
export function needsFolder(variable: string): { readonly skip: string | false } {
  return { skip: process.env[variable] === undefined && `${NOT_OURS}: ${variable} names no folder` };
}
