/** The programs from Debian that tests run against: asked for by tests, installed by `npm test` and in CI. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A Debian package, what tests use of it, and where those tests are. */
export interface DebianPackage {
  readonly name: string;
  readonly programs: readonly string[];
  /** Where the tests stand that need it: the beginnings of their paths. */
  readonly neededBy: readonly string[];
  /** Services that Debian would start. */
  readonly services: readonly string[];
}

export const DEBIAN_PACKAGES = [
  {
    name: "prometheus",
    programs: ["prometheus", "promtool"],
    neededBy: ["test/stack/"],
    services: ["prometheus"],
  },
  {
    name: "prometheus-alertmanager",
    programs: ["prometheus-alertmanager", "amtool"],
    neededBy: ["test/stack/alertmanager-", "test/stack/deploy", "test/stack/fault-to-webhook"],
    services: ["prometheus-alertmanager"],
  },
  {
    name: "redis-server",
    programs: ["redis-server"],
    neededBy: [
      "test/stack/redis-",
      "test/stack/everything-",
      "src/integrations/cache/",
      "src/integrations/health/",
      "reviews/",
    ],
    services: ["redis-server"],
  },
  { name: "chromium", programs: ["chromium"], neededBy: ["test/stack/"], services: [] },
] as const satisfies readonly DebianPackage[];

export type Program = (typeof DEBIAN_PACKAGES)[number]["programs"][number];

/** Whether a program can be run by its name. */
export function isInstalled(program: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The packages that these test files need and that are not there. */
export function missingPackages(testFiles: readonly string[]): readonly DebianPackage[] {
  return DEBIAN_PACKAGES.filter(
    ({ programs, neededBy }) =>
      !programs.every(isInstalled) &&
      testFiles.some((file) => neededBy.some((place) => file.startsWith(place))),
  );
}

/** Whether this process may install packages: root, on Debian. */
export function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync("/etc/debian_version") && isInstalled("apt-get");
}

/** Asked by Debian's maintainer scripts before they start a service (invoke-rc.d(8)). */
const POLICY_FILE = "/usr/sbin/policy-rc.d";

/**
 * Installs packages without what they recommend, and without starting their services, now or at the next boot.
 * Writes what apt-get says to the terminal.
 * @throws Error when apt-get fails.
 */
export function install(packages: readonly DebianPackage[], policyFile = POLICY_FILE): void {
  const hadPolicy = existsSync(policyFile);
  // 101 forbids to start anything.
  if (!hadPolicy) writeFileSync(policyFile, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    run("apt-get", ["update", "-q"]);
    run("apt-get", ["install", "-q", "-y", "--no-install-recommends", ...packages.map(({ name }) => name)]);
    const services = packages.flatMap((each) => each.services);
    if (services.length > 0 && isInstalled("systemctl")) run("systemctl", ["disable", ...services]);
  } finally {
    if (!hadPolicy) rmSync(policyFile);
  }
}

function run(program: string, args: readonly string[]): void {
  const { status } = spawnSync(program, args, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} failed`);
}

if (import.meta.main) {
  const missing = DEBIAN_PACKAGES.filter(({ programs }) => !programs.every(isInstalled));
  if (process.argv.includes("--install") && missing.length > 0) install(missing);
  else for (const { name, programs } of DEBIAN_PACKAGES) console.log(`${name}: ${programs.join(", ")}`);
}
