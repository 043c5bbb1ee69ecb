import { isInstalled, type Program } from "../scripts/debian-packages.ts";

/**
 * For tests that run a program from Debian: `it("…", needs("promtool"), …)`. Without it the test is skipped, and says
 * so. `npm test` installs what is missing where it may; in CI nothing may be skipped.
 */
export function needs(...programs: readonly Program[]): { readonly skip: string | false } {
  const missing = programs.filter((program) => !isInstalled(program));
  return { skip: missing.length > 0 && `needs ${missing.join(", ")} from Debian, which is not installed` };
}
