import assert from "node:assert/strict";
import { test } from "node:test";
import { promql } from "../../define/index.ts";
import { embedded } from "./embedded.ts";
import { isRecorded, mailTrial } from "./trial.fixture.ts";

const { failuresOf } = embedded("v3");
const silent = { alert_rule_test: [{ eval_time: "2m", alertname: "MailsStopped", exp_alerts: [] }] } as const;

test("trials that pass have no failure, and each failure is its own trial's", async () => {
  const right = mailTrial(promql`m + 1`, [isRecorded(1)]);
  const wrong = mailTrial(promql`m + 2`, [isRecorded(1)]);
  assert.deepEqual(await failuresOf([right, wrong, right]), [
    undefined,
    'expr: kind:mails:any, time: 300s,\n    exp: kind:mails:any{kind="bill"} 1\n    got: kind:mails:any{kind="bill"} 2',
    undefined,
  ]);
});

test("an alert is compared with its labels and annotations, in every test of a document", async () => {
  const labels = { kind: "bill", severity: "warning", owner: "post" };
  const texts = {
    summary: "No bill is sent",
    description: "Nothing left the queue for ten minutes.",
    runbook_url: "http://localhost:8000/runbooks/RB-902-mails-stop.md",
    dashboard_url: "http://localhost:3000/d/mail",
  };
  const fires = (exp_labels: object, exp_annotations: object) => ({
    alert_rule_test: [
      { ...silent.alert_rule_test[0], exp_alerts: [{ exp_labels, exp_annotations }] as never },
    ],
  });
  const expected = [
    fires(labels, texts),
    fires({ ...labels, severity: "info" }, texts),
    fires(labels, { ...texts, summary: "No news is sent" }),
    silent,
  ];
  const [failure] = await failuresOf([mailTrial(promql`m`, expected)]);
  assert.deepEqual(failure?.match(/exp: (?:nil|.*(?:info|news))/g)?.length, 3, failure);
  assert.match(
    failure,
    /^alertname: MailsStopped, time: 120s,\n {4}exp: \{alertname="MailsStopped", kind="bill"/,
  );
  assert.match(failure, /exp: nil\n {4}got: \{alertname="MailsStopped", .*summary="No bill is sent"\}$/);
});

test("a rule that cannot be evaluated ends its test, and is named with when and why", async () => {
  const clashing = promql`m * on () (m or label_replace(m, "kind", "news", "", ""))`;
  const [failure] = await failuresOf([mailTrial(clashing, [isRecorded(1), silent])]);
  assert.match(failure!, /^rule: kind:mails:any, time: 0s, err: /);
});
