import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { farol } from "./farol-program.ts";

const FAROL = fileURLToPath(new URL("..", import.meta.url));

let folder: string;
before(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "farol-check-")));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(FAROL, join(folder, "node_modules/farol"));
  write(".gitignore", "node_modules\n");
});
after(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  writeFileSync(join(folder, path), text);
}

function git(...args: readonly string[]): void {
  const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];
  execFileSync("git", [...who, ...args], { cwd: folder, stdio: "ignore" });
}

/** A service with one metric, one alert and a page for it. */
function definition(metric: string, read = `$\{parcels}`): string {
  return `import { alert, alertTests, counter, counterAt, dashboard, defineMonitoring, promql, runbook, timeseries } from "farol/define";
const parcels = counter({ name: "${metric}", help: "Parcels that were lost." });
const expr = promql\`sum(increase(${read}[5m])) > 10\`;
const levels = (lost: number) => [counterAt(parcels, {}, lost)];
const lost = alert("ParcelsLost", {
  expr, for: "5m", severity: "warning", summary: "Parcels are lost", description: "More than ten in five minutes.",
  runbook: runbook("RB-100", "Lost parcels"), dashboard: "parcels",
  tests: alertTests({ for: "5m", window: "5m", levels, firesAt: 4, silentAt: 1 }),
});
const panel = timeseries({ title: "Lost", description: "In five minutes.", queries: [{ expr: promql\`sum(increase(${read}[5m]))\`, legend: "lost" }] });
export const monitoring = defineMonitoring({
  service: "parcels", metrics: [parcels], rules: [lost], runbooks: new URL("runbooks/", import.meta.url),
  dashboards: [dashboard({ id: "parcels", title: "Parcels", description: "How they go.", panels: [panel] })],
});
`;
}

test("a definition that is right is said to be", () => {
  mkdirSync(join(folder, "runbooks"));
  write("runbooks/RB-100-lost-parcels.md", "# RB-100: Lost parcels\n\nLook at `parcels_lost_total`.\n");
  write("monitoring.ts", definition("parcels_lost_total"));
  const { code, out, err } = farol(folder, ["check"]);
  assert.deepEqual({ code, out, err }, { code: 0, out: "Nothing was found.\n", err: "" });
});

test("what is wrong is told with its place, the nearest name and its code", () => {
  write("wrong.ts", definition("parcels_lost_total", "parcels_lots_total"));
  const { code, out } = farol(folder, ["check", "--definition", "wrong.ts"]);
  assert.equal(code, 1);
  assert.match(out, /^wrong\.ts:3:20\n {2}error: parcels_lots_total in alert "ParcelsLost": .*\n/);
  assert.match(out, /Did you mean parcels_lost_total\? \[FAROL_UNKNOWN_METRIC\]/);
  assert.match(out, /^\d+ errors.*\.$/m);
});

test("JSON and SARIF tell the same for programs", () => {
  const { code, out } = farol(folder, ["check", "--definition", "wrong.ts", "--json"]);
  assert.equal(code, 1);
  const { findings } = JSON.parse(out);
  const [{ runs }] = [JSON.parse(farol(folder, ["check", "--definition", "wrong.ts", "--sarif"]).out)];
  const { results, tool } = runs[0];
  assert.equal(results.length, findings.length);
  for (const [i, { code: ruleId, level, place }] of findings.entries()) {
    const { artifactLocation, region } = results[i].locations[0].physicalLocation;
    assert.deepEqual([results[i].ruleId, results[i].level], [ruleId, level]);
    assert.deepEqual([artifactLocation.uri, region.startLine], [place.file, place.line]);
    assert.ok(tool.driver.rules.some(({ id }: { id: string }) => id === ruleId));
  }
});

test("--diff tells what a rename reaches, and leaves the repository as it was", () => {
  git("init", "--quiet");
  git("add", ".gitignore", "monitoring.ts", "runbooks");
  git("commit", "--quiet", "--message", "Watch parcels");
  write("monitoring.ts", definition("parcels_missing_total"));
  const { out, err } = farol(folder, ["check", "--diff", "HEAD"]);
  assert.match(
    out,
    / {2}renames metric parcels_lost_total to parcels_missing_total: 1 alert, 1 panel, 1 runbook\n {6}alerts: ParcelsLost\n/,
    err,
  );
  const status = execFileSync("git", ["status", "--porcelain"], { cwd: folder, encoding: "utf8" });
  assert.equal(status, " M monitoring.ts\n?? wrong.ts\n");
});

test("what was asked wrongly is refused", () => {
  const refusals: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [["--diff", "no-such-branch"], /no-such-branch/],
    [["--fail-on", "everything"], /--fail-on is error, warning, note, not everything/],
    [["--jsno"], /--jsno/],
  ];
  for (const [args, message] of refusals) {
    const { code, err } = farol(folder, ["check", ...args]);
    assert.equal(code, 2, args.join(" "));
    assert.match(err, message);
  }
});

test("--metrics compares the declarations with what a running service shows", () => {
  write("page.txt", "parcels_lost_total 3\n");
  write("right.ts", definition("parcels_lost_total"));
  const shown = ["check", "--definition", "right.ts", "--metrics", "page.txt"];
  assert.equal(farol(folder, shown).code, 0);
  write("page.txt", "parcels_found_total 3\n");
  const { code, out } = farol(folder, shown);
  assert.equal(code, 1);
  assert.match(out, /parcels_lost_total: the service shows no series of it\..*\[FAROL_METRIC_MISSING\]/);
  const unread = farol(folder, [...shown.slice(0, -1), "http://127.0.0.1:9/metrics"]);
  assert.deepEqual([unread.code, /127\.0\.0\.1:9\/metrics cannot be read/.test(unread.err)], [2, true]);
});
