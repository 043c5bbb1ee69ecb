import assert from "node:assert/strict";
import { test } from "node:test";
import { checkVersions, DEFAULT_VERSIONS, isAtLeast } from "./versions.ts";

test("versions are compared by number, and one without a minor is the last of its line", () => {
  assert.ok(isAtLeast("2.100", "2.42"));
  assert.ok(isAtLeast("3.0", "2.55"));
  assert.ok(isAtLeast("3", "3.12"));
  assert.ok(!isAtLeast("2.41", "2.42"));
  assert.ok(!isAtLeast("2.55", "3.0"));
});

test("known versions are taken, with a patch too", () => {
  checkVersions(DEFAULT_VERSIONS);
  checkVersions({ ...DEFAULT_VERSIONS, prometheus: "2.42.0", alertmanager: "0.25", grafana: "10" });
  checkVersions({ ...DEFAULT_VERSIONS, prometheus: "3.14", alertmanager: "0.34.1", grafana: "13.1" });
});

test("others are refused with those that are known", () => {
  const wrong = {
    prometheus: ["2.41", "4.0", "latest"],
    alertmanager: ["0.24", "0.35", "1.0"],
    grafana: ["9.5", "14.0"],
    jaeger: ["1.60", "3.0"],
    prometheusOperator: ["0.75", "1.0"],
  };
  for (const [program, versions] of Object.entries(wrong)) {
    for (const version of versions) {
      const given = { ...DEFAULT_VERSIONS, [program]: version };
      assert.throws(
        () => checkVersions(given),
        { code: "FAROL_VERSION", message: /files can be written for/ },
        version,
      );
    }
  }
});
