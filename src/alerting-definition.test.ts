import assert from "node:assert/strict";
import { test } from "node:test";
import { mailAlert, mailRecording, mails } from "../test/mail-monitoring.ts";
import { groupSpecsOf } from "./alerting/index.ts";
import { alertingDefinition } from "./alerting-definition.ts";
import { defineMonitoring } from "./define/index.ts";

const links = { runbooksUrl: "http://localhost/", grafanaUrl: "http://localhost/" };
const monitoring = defineMonitoring({
  service: "post",
  integrations: [
    { name: "mail", metrics: [mails], rules: [mailAlert(), mailRecording("kind:mails:rate5m")] },
  ],
  rules: [mailAlert("Own")],
});

test("rules cross to another thread, and are grouped there as they are here", () => {
  const { rules } = structuredClone(alertingDefinition(monitoring, {}, {}));
  assert.deepEqual(groupSpecsOf(rules, links), groupSpecsOf(monitoring, links));
  assert.deepEqual(
    groupSpecsOf(rules, links).map(({ name, rules: own }) => [name, own.map((rule) => rule.name)]),
    [
      ["mail", ["kind:mails:rate5m", "MailsStopped"]],
      ["post", ["Own"]],
    ],
  );
});

test("who is told is said by the application, then by the environment, else it is the log", () => {
  const notify = (choice: object, environment: Record<string, string>) =>
    alertingDefinition(monitoring, choice, environment).notify;
  assert.equal(notify({}, {}), "console");
  assert.equal(notify({}, { FAROL_NOTIFY: "" }), "console");
  assert.equal(notify({}, { FAROL_WEBHOOK_URL: "http://hook/" }), "webhook");
  assert.equal(notify({}, { FAROL_WEBHOOK_URL: "http://hook/", FAROL_NOTIFY: "routing" }), "routing");
  assert.equal(notify({ notify: "off" }, { FAROL_NOTIFY: "routing" }), "off");
  assert.throws(() => notify({}, { FAROL_NOTIFY: "all" }), {
    code: "FAROL_NOTIFY",
    message: /FAROL_NOTIFY=all: it is one of console, webhook, routing, off/,
  });
});

test("rule files and addresses are taken from the environment where the application says nothing", () => {
  const environment = {
    FAROL_RULES: "a.yml, b.yml,",
    FAROL_PUBLIC_URL: "https://post.example.com",
    FAROL_GRAFANA_URL: "",
  };
  const { ruleFiles, publicUrl, grafanaUrl, intervalMs } = alertingDefinition(monitoring, {}, environment);
  assert.deepEqual(
    [ruleFiles, publicUrl, grafanaUrl],
    [["a.yml", "b.yml"], environment.FAROL_PUBLIC_URL, undefined],
  );
  assert.equal(intervalMs, 15_000);
});
