import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { alert, type Monitoring } from "farol";
import { defineStack, generate, testRules, testsOf, writeGenerated } from "farol/compile";
import { needs } from "../needs.ts";
import { databaseDown, monitoring } from "./compile-prometheus.monitoring.ts";

const stack = defineStack({ versions: { prometheus: "2.42" } });
const folder = mkdtempSync(join(tmpdir(), "farol-compile-"));

after(() => rmSync(folder, { recursive: true }));

function promtool(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync("promtool", args, { cwd: folder, encoding: "utf8" });
  assert.equal(status, 0, stdout + stderr);
  return stdout;
}

describe("what is generated for Prometheus", needs("promtool"), () => {
  writeGenerated(folder, generate(monitoring, stack));
  const files = (kind: string) => globSync(`prometheus/${kind}/*.yml`, { cwd: folder }).sort();

  it("is a configuration and rules that promtool finds nothing amiss with", () => {
    assert.match(promtool("check", "config", "prometheus/prometheus.yml"), /3 rule files found/);
    promtool("check", "rules", "--lint=all", "--lint-fatal", ...files("rules"));
  });

  it("is tests that pass", () => {
    const paths = files("tests");
    assert.deepEqual(
      paths,
      ["database", "jobs-1m", "jobs-30s"].map((name) => `prometheus/tests/${name}.yml`),
    );
    promtool("test", "rules", ...paths);
  });
});

describe("testRules", needs("promtool"), () => {
  const failures = async (changed: Monitoring) => {
    const verdicts = await testRules(changed, stack);
    return verdicts.filter(({ failure }) => failure !== undefined).map(({ test }) => test.name);
  };

  it("passes what is right", async () => {
    assert.deepEqual(await failures(monitoring), []);
  });

  it("names each test that fails, whatever the defect is", async () => {
    const [fires, silent, boundary, clears] = testsOf(databaseDown).map(({ name }) => name);
    const defects = {
      for: [{ ...databaseDown, for: "2m" }, [fires, boundary, clears]],
      keepFiringFor: [{ ...databaseDown, keepFiringFor: "10m" }, [clears]],
      expr: [
        { ...databaseDown, expr: { ...databaseDown.expr, text: "min by (pool) (db_up) >= 0" } },
        [fires, silent, clears],
      ],
    } as const;
    for (const [defect, [broken, expected]] of Object.entries(defects)) {
      const changed = { ...monitoring, rules: [alert(databaseDown.name, broken)] };
      assert.deepEqual(await failures(changed), expected, defect);
    }
  });
});
