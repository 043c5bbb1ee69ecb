import assert from "node:assert/strict";
import { test } from "node:test";
import { mailAlert, mailRecording } from "../../../test/mail-monitoring.ts";
import { promql, recording } from "../../define/index.ts";
import { alertGroup } from "./alert-group.ts";

const rate = mailRecording("kind:mails:rate5m");
const daily = mailRecording("kind:mails:rate1d", promql`avg_over_time(kind:mails:rate5m[1d])`);
const unread = mailRecording("kind:mails:rate1h");
const sources = [
  { name: "mail", slug: "mail", rules: [rate, mailAlert("Another"), unread] },
  { name: "days", slug: "days", rules: [daily] },
];

test("an alert is alone with the recordings that it reads, and those that they read, in their order", () => {
  const late = mailAlert("MailsLate", { expr: promql`kind:mails:rate1d < 1` });
  assert.deepEqual(alertGroup("late", [late], sources), {
    name: "late",
    slug: "late",
    rules: [rate, daily, late],
  });
});

test("of recordings of one name, those are read whose labels a selector asks for, or says nothing of", () => {
  const of = (slo: string) => recording("slo:errors:rate5m", { expr: promql`vector(1)`, labels: { slo } });
  const both = [{ name: "slo", slug: "slo", rules: [of("a"), of("b")] }];
  const read = (expr: ReturnType<typeof promql>) =>
    alertGroup("burn", [mailAlert("Burn", { expr })], both)
      .rules.slice(0, -1)
      .map(({ labels }) => labels.slo);
  assert.deepEqual(read(promql`slo:errors:rate5m{slo="a"} > 1`), ["a"]);
  assert.deepEqual(read(promql`{__name__=~"slo:.*", slo!="a"} > 1`), ["b"]);
  assert.deepEqual(read(promql`slo:errors:rate5m{job="x"} > 1`), ["a", "b"]);
});
