/**
 * Writes the pages that are made from the sources, and `deploy/` from the monitoring of reviews: `npm run generate`. With
 * `--check` it writes nothing and fails when one is not current. The page of errors is written by hand; its codes are
 * checked in either case.
 */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { defineStack, differences, generate, writeGenerated } from "farol/compile";
import { caches } from "farol/integrations/cache";
import { postgres } from "farol/integrations/database";
import { deployments } from "farol/integrations/deployment";
import { health } from "farol/integrations/health";
import { http } from "farol/integrations/http";
import { processes } from "farol/integrations/process";
import { resilience } from "farol/integrations/resilience";
import { type Answers, toPage } from "../benchmarks/harness/page.ts";
import { declarations } from "../reviews/metrics.ts";
import { monitoring, stack } from "../reviews/monitoring.ts";
import { readExamples } from "../src/compile/check/examples.fixture.ts";
import { ENGINE_METRICS } from "../src/engine/sampling/engine-metrics.ts";
import { checkPages } from "./generate/checks.ts";
import { errorPageFaults } from "./generate/errors.ts";
import { metricsPage } from "./generate/metrics.ts";

const SECTIONS = [
  { title: "HTTP: `farol/integrations/http`", metrics: http().metrics },
  { title: "Database: `farol/integrations/database`", metrics: postgres().metrics },
  { title: "Cache: `farol/integrations/cache`", metrics: caches().metrics },
  { title: "Resilience: `farol/integrations/resilience`", metrics: resilience().metrics },
  { title: "Process and system: `farol/integrations/process`", metrics: processes().metrics },
  { title: "Health: `farol/integrations/health`", metrics: health().metrics },
  { title: "Deployment: `farol/integrations/deployment`", metrics: deployments().metrics },
  { title: "Farol itself", metrics: ENGINE_METRICS },
  { title: "The reference application: `reviews/`", metrics: Object.values(declarations) },
];
const PAGES: Readonly<Record<string, string>> = {
  ...checkPages(await readExamples()),
  "docs/reference/metrics.md": metricsPage(SECTIONS),
  "docs/benchmarks.md": toPage(JSON.parse(read("benchmarks/results.json") || '{"answers":[]}') as Answers),
};
const DEPLOY = "deploy";
const deployFiles = generate(monitoring, defineStack(stack));

const faults = errorPageFaults(productSources(), read("docs/errors.md"));
if (process.argv.includes("--check")) faults.push(...stalePages(), ...staleDeployFiles());
else writePages();
for (const fault of faults) console.log(fault);
process.exitCode = faults.length === 0 ? 0 : 1;

function stalePages(): string[] {
  const stale = Object.entries(PAGES).filter(([path, text]) => read(path) !== text);
  return [...stale.map(([path]) => path), ...leftOver()].map(
    (path) => `${path} is not current: run "npm run generate"`,
  );
}

/** Pages of checks that are no more. */
function leftOver(): string[] {
  return globSync("docs/checks/*.md").filter((path) => PAGES[path] === undefined);
}

function staleDeployFiles(): string[] {
  return differences(DEPLOY, deployFiles).map(
    ({ path, kind }) => `${DEPLOY}/${path} is ${kind}: run "npm run generate"`,
  );
}

function writePages(): void {
  writeGenerated(DEPLOY, deployFiles);
  for (const path of leftOver()) rmSync(path);
  for (const [path, text] of Object.entries(PAGES)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

/** Their texts by path. */
function productSources(): Record<string, string> {
  const paths = globSync("{src,reviews}/**/*.ts", { exclude: (path) => path.includes("node_modules") });
  const sources = paths.filter((path) => !path.endsWith(".test.ts"));
  return Object.fromEntries(sources.map((path) => [path, read(path)]));
}

function read(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}
