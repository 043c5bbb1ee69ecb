import assert from "node:assert/strict";
import { test } from "node:test";
import { mailAlert, mailRecording, mails, monitoringOf } from "../../test/mail-monitoring.ts";
import { defineMonitoring, promql } from "../define/index.ts";
import { ruleGroups, withSources } from "./rule-groups.ts";

const late = mailAlert("MailsLate");
const stopped = mailAlert("MailsStopped");
const mail = { name: "mail", metrics: [mails], rules: [late, stopped] };

test("each integration has a group, and the service one for its own rules", () => {
  const own = mailAlert("Own");
  const empty = { name: "empty", metrics: [] };
  const groups = ruleGroups(
    defineMonitoring({ service: "Post Office", integrations: [empty, mail], rules: [own] }),
  );
  assert.deepEqual(groups, [
    { name: "mail", slug: "mail", rules: [late, stopped] },
    { name: "Post Office", slug: "post-office", rules: [own] },
  ]);
});

test("a changed alert stays in its group, and one that replaces it is the service's", () => {
  const changed = ruleGroups(
    defineMonitoring({
      service: "post",
      integrations: [mail],
      changes: { MailsLate: { severity: "info" }, MailsStopped: "off" },
      rules: [mailAlert("MailsStopped")],
    }),
  );
  const names = changed.map(({ name, rules }) => [name, ...rules.map((rule) => rule.name)]);
  assert.deepEqual(names, [
    ["mail", "MailsLate"],
    ["post", "MailsStopped"],
  ]);
});

test("recordings come before what uses them", () => {
  const ratio = mailRecording("a:ratio", promql`b:rate / {__name__="c:rate"}`);
  const b = mailRecording("b:rate");
  const c = mailRecording("c:rate");
  const [group] = ruleGroups(monitoringOf(late, ratio, b, c));
  assert.deepEqual(
    group?.rules.map(({ name }) => name),
    ["b:rate", "c:rate", "a:ratio", "MailsLate"],
  );
});

test("recordings that use each other stay, for the check to find", () => {
  const [group] = ruleGroups(
    monitoringOf(mailRecording("a:x", promql`b:x`), mailRecording("b:x", promql`a:x`)),
  );
  assert.deepEqual(
    group?.rules.map(({ name }) => name),
    ["b:x", "a:x"],
  );
});

test("a group's sources are the groups whose recordings it reads, and theirs", () => {
  const integration = (name: string, from: string) => ({
    name,
    metrics: [],
    rules: [
      mailRecording(
        `${name}:x`,
        promql`${{ kind: "expression", text: from, metrics: [], place: late.place }}`,
      ),
    ],
  });
  const integrations = [
    integration("c", "b:x"),
    integration("b", "a:x + b:x"),
    integration("a", "1"),
    integration("d", "a:x"),
  ];
  const groups = ruleGroups(defineMonitoring({ service: "post", integrations }));
  assert.deepEqual(
    withSources(groups[0]!, groups).map(({ name }) => name),
    ["a", "b", "c"],
  );
});
