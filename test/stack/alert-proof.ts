import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { coverage, defineStack, generate, SHOWN, testRules, writeGenerated } from "farol/compile";
import { defineMonitoring, type Monitoring } from "farol/define";
import type { AlertRule, Integration } from "farol/model";
import { needs } from "../needs.ts";
import { type Mutation, mutations } from "./rule-mutations.ts";

/** What is promised of an alert by its name: how long it waits before it fires, and how grave it is. */
export type PromisedAlerts = Readonly<Record<string, readonly [waits: string, severity: string]>>;

const service = "reviews";
const stack = defineStack({ versions: { prometheus: "2.42" } });

/** Declares the tests that prove the alerts of integrations: by promtool, and by defects that their own tests find. */
export function proveAlerts(integrations: readonly Integration[], promised: PromisedAlerts): void {
  const monitoring = defineMonitoring({ service, integrations });
  const alerts = monitoring.rules.filter((rule) => rule.kind === "alert");

  it("are those that are promised, as grave and as patient", () => {
    const found = alerts.map(({ name, for: waits = "0m", severity }) => [name, [waits, severity]]);
    assert.deepEqual(Object.fromEntries(found), promised);
  });

  it("are rules that promtool finds nothing amiss with", needs("promtool"), () => {
    const folder = mkdtempSync(join(tmpdir(), "farol-alerts-"));
    try {
      writeGenerated(folder, generate(monitoring, stack));
      const files = globSync("prometheus/rules/*.yml", { cwd: folder });
      const args = ["check", "rules", "--lint=all", "--lint-fatal", ...files];
      const { status, stdout, stderr } = spawnSync("promtool", args, { cwd: folder, encoding: "utf8" });
      assert.equal(status, 0, stdout + stderr);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it(
    "are shown to fire, to stay silent, to wait and to clear, by tests that pass",
    needs("promtool"),
    async () => {
      const failures = (await testRules(apart(alerts), stack)).flatMap(({ alert, test, failure }) =>
        failure === undefined ? [] : `${alert.name}, ${test.name}: ${failure}`,
      );
      assert.deepEqual(failures, []);
      const notShown = coverage(monitoring).flatMap(({ alert: { name }, tests }) =>
        SHOWN.filter((shows) => tests[shows] === 0).map((shows) => `${name} ${shows}`),
      );
      // a heartbeat is never silent
      assert.deepEqual(
        notShown.filter((one) => !one.startsWith("Watchdog ")),
        [],
      );
    },
  );

  it("do not pass their tests with any defect", needs("promtool"), async () => {
    assert.deepEqual(await survivors(alerts.flatMap(mutations)), []);
  });
}

/** Each in a group of its own, so that a test evaluates no other. */
function apart(alerts: readonly AlertRule[]): Monitoring {
  const groups = alerts.map((alert) => ({ name: alert.name, metrics: [], rules: [alert] }));
  return defineMonitoring({ service, integrations: groups });
}

/** Which defects no test finds. */
async function survivors(all: readonly Mutation[]): Promise<string[]> {
  const found = new Set<string>();
  // promtool takes longer for each file than for the one before: a few at a time are ten times as fast
  for (let i = 0; i < all.length; i += 2) {
    const verdicts = await testRules(apart(all.slice(i, i + 2).map(({ alert }) => alert)), stack);
    for (const { alert, failure } of verdicts) if (failure !== undefined) found.add(alert.name);
  }
  return all
    .filter(({ alert }) => !found.has(alert.name))
    .map(({ alert, defect }) => `${alert.name}: ${defect}`);
}
