import assert from "node:assert/strict";
import { test } from "node:test";
import { mailAlert, mailRecording, monitoringOf } from "../../../test/mail-monitoring.ts";
import { isAlert } from "../rule-groups.ts";
import { groupSpecsOf } from "./group-specs-of.ts";

const LINKS = { runbooksUrl: "https://runbooks", grafanaUrl: "https://grafana" };

test("the groups of a definition are what its rule files would hold", () => {
  const definition = monitoringOf(mailAlert("Late", { keepFiringFor: "5m" }), mailRecording("mails:rate5m"));
  const [group, ...others] = groupSpecsOf(definition, LINKS);
  assert.deepEqual(others, []);
  assert.deepEqual(
    group!.rules.map(({ name }) => name),
    ["mails:rate5m", "Late"],
  );
  assert.deepEqual(group!.rules[1], {
    ...{ kind: "alert", name: "Late", expr: "sum by (kind) (rate(mails_total[5m])) == 0" },
    ...{ forMs: 600_000, keepFiringForMs: 300_000, labels: { severity: "warning", owner: "post" } },
    annotations: {
      summary: "No {{ $labels.kind }} is sent",
      description: "Nothing left the queue for ten minutes.",
      runbook_url: "https://runbooks/RB-902-mails-stop.md",
      dashboard_url: "https://grafana/d/mail",
    },
  });
});

test("a clone without tests has the same groups", () => {
  const { service, owner, rules } = monitoringOf(mailAlert());
  const plain = rules.map((rule) => (isAlert(rule) ? { ...rule, tests: undefined } : rule));
  const definition = {
    service,
    owner,
    integrations: [{ name: "mail", rules: plain }],
    objectives: [],
    rules: plain,
  };
  const specs = groupSpecsOf(definition, LINKS);
  assert.equal(specs[0]!.name, "mail");
  assert.deepEqual(groupSpecsOf(structuredClone(definition), LINKS), specs);
});
