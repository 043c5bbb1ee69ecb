import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { arrange } from "farol";
import { monitoring } from "../reviews/monitoring.ts";
import { DASHBOARD_CHECKS } from "../src/compile/check/dashboards/index.ts";
import { checkMonitoring, defineStack } from "../src/compile/index.ts";
import { readDashboard } from "../src/compile/targets/grafana/classic-dashboard.fixture.ts";
import { grafana } from "../src/compile/targets/grafana/grafana.ts";

/** How many panels each dashboard has at least; those with `only` have no other. */
const PANELS = {
  "farol-database-queries": { only: 7 },
  "farol-http": { only: 10 },
  "farol-infrastructure": { only: 12 },
  "farol-overview": { atLeast: 12 },
  "farol-service": { atLeast: 9 },
  "reviews-business": { atLeast: 11 },
  "farol-objectives": { atLeast: 4 },
  "farol-database": { atLeast: 12 },
  "farol-alerts": { atLeast: 4 },
} as const;

describe("the dashboards of the reference application", () => {
  it("are all there, with all of their panels", () => {
    const counts = Object.fromEntries(monitoring.dashboards.map(({ id, panels }) => [id, panels.length]));
    assert.deepEqual(Object.keys(counts).sort(), Object.keys(PANELS).sort());
    for (const [id, expected] of Object.entries(PANELS)) {
      if ("only" in expected) assert.equal(counts[id], expected.only, id);
      else assert.ok(counts[id]! >= expected.atLeast, id);
    }
  });

  it("have nothing that a check of dashboards finds", () => {
    const codes = new Set(DASHBOARD_CHECKS.map(({ code }) => code));
    const findings = checkMonitoring(monitoring, defineStack()).filter(({ code }) => codes.has(code));
    assert.deepEqual(findings, []);
  });

  it("leave no gap in a row", () => {
    for (const { id, panels } of monitoring.dashboards) {
      const areas = arrange(panels);
      const covered = areas.reduce((sum, { width, height }) => sum + width * height, 0);
      const bottom = Math.max(...areas.map(({ y, height }) => y + height));
      assert.equal(covered, bottom * 24, id);
    }
  });

  it("are what Grafana's schema asks for", () => {
    const files = grafana(monitoring, defineStack()).filter(({ path }) => path.endsWith(".json"));
    assert.equal(files.length, Object.keys(PANELS).length);
    for (const { text } of files) readDashboard(text);
  });
});
