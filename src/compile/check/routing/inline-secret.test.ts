import assert from "node:assert/strict";
import { it } from "node:test";
import { email, pagerDuty, slack, webhook } from "../../../define/index.ts";
import type { Receiver } from "../../../model/index.ts";
import { defineStack } from "../../stack.ts";
import { sentenceOf } from "../finding.ts";
import { checkMonitoring } from "../index.ts";
import { post } from "../post.fixture.ts";
import { pager, routedPost } from "./routed-post.fixture.ts";

function found(monitoring: ReturnType<typeof post>): string[] {
  const findings = checkMonitoring(monitoring, defineStack());
  return findings.filter(({ code }) => code === "FAROL_SECRET_INLINE").map(sentenceOf);
}

function inText(text: string): string[] {
  const receiver = slack({ name: "post", channel: "#post", apiUrlFile: "slack", text });
  return found(routedPost({ receivers: [pager, receiver] }));
}

it("secrets are told by their shapes, and never repeated", () => {
  for (const [secret, what] of [
    ["https://hooks.slack.com/services/T0/B0/abcdef", "the address of a Slack webhook"],
    ["https://discord.com/api/webhooks/1/abcdef", "the address of a Discord webhook"],
    ["https://post.webhook.office.com/webhookb2/abcdef", "the address of a Teams webhook"],
    ["xoxb-123456789-abcdef", "a token of Slack"],
    ["postgres://post:abcdef@db/post", "an address with a password"],
    ["https://example.org/hook?team=post&access_token=abcdef123", "an address with a token"],
    ["0123456789abcdef0123456789abcdef", "what looks like a key of PagerDuty"],
  ] as const) {
    const sentences = inText(`Look at ${secret} now`);
    assert.equal(sentences.length, 1);
    assert.ok(sentences[0]!.startsWith(`${what} in text of receiver "post"`), sentences[0]);
    assert.ok(!sentences[0]!.includes("abcdef"));
  }
});

it("what only looks like a secret is none", () => {
  for (const text of [
    "https://example.org/d/http?var-status_code=500&var-key=bill",
    "https://{{ .GroupLabels.user }}:{{ .GroupLabels.kind }}@example.org/?token={{ .GroupLabels.kind }}",
    "post@example.org at 12:30, https://example.org:8443/a@b, 0123456789abcdef",
  ])
    assert.deepEqual(inText(text), [], text);
});

it("every text is looked at: of receivers, their addresses and details, templates, and alerts", () => {
  const secret = "https://post:secret@example.org/";
  const smarthost = "mail.example.org:25";
  const receivers: Receiver[] = [
    pagerDuty({ name: "pager", routingKeyFile: "k", details: { hint: secret } }),
    { ...webhook({ name: "hook", url: "https://example.org/" }), to: { url: secret } },
    email({ name: "mail", to: "a@example.org", from: "b@example.org", smarthost, html: secret }),
  ];
  assert.equal(found(routedPost({ receivers }, { templates: { own: secret } })).length, 4);
  assert.equal(found(post({ summary: secret, description: secret })).length, 2);
});
