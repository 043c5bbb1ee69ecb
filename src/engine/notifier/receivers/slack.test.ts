import assert from "node:assert/strict";
import { it } from "node:test";
import { slack } from "../../../define/index.ts";
import type { OutgoingMessage, Sent } from "../receiver.ts";
import { LocalServer } from "./fixtures/local-server.fixture.ts";
import { aMessage, anAlert, EVIDENCE } from "./fixtures/message.fixture.ts";
import { HeardLogger, sent, type Trial } from "./fixtures/sending.fixture.ts";
import { slackServer, type TakenMessage, WEBHOOK_PATH } from "./fixtures/slack.fixture.ts";

function send(
  server: LocalServer,
  message: OutgoingMessage,
  channel = "#oncall",
  path = WEBHOOK_PATH,
): Promise<Sent> {
  const receiver = slack({ name: "oncall", channel, apiUrlFile: "slack" });
  return sent(receiver, message, { files: { slack: `${server.origin}${path}` } });
}

async function attachmentOf(message: OutgoingMessage): Promise<TakenMessage["attachments"][number]> {
  await using server = await slackServer();
  assert.deepEqual(await send(server, message), { outcome: "taken" });
  const { attachments } = server.json as TakenMessage;
  return attachments[0]!;
}

it("Slack is told what is the matter, where to look and what was found, as markup that cannot be broken out of", async () => {
  const labels = { ...anAlert().labels, service: "`reviews`" };
  const told = await attachmentOf(aMessage({ alerts: [anAlert({ labels, evidence: EVIDENCE })] }));
  assert.equal(told.title, "[FIRING:1] CRITICAL SlowQueries: Queries of reviews &lt;are> slow");
  assert.equal(told.fallback, told.title);
  assert.equal(told.color, "danger");
  assert.equal(
    told.text,
    [
      "*Queries of reviews &lt;are&gt; slow*",
      "p99 is over 1 s &amp; rising",
      "`alertname=SlowQueries` `service='reviews'` `severity=critical` ",
      "Value: 1.5",
      "```Slowest statements:",
      "- 83 % of the time",
      "    SELECT * FROM reviews",
      "    WHERE rating &lt; ?",
      "Locks: nothing",
      "Heap: not known (it took too long)```",
      `<https://example.org/RB-005-slow-queries.md|Runbook> <${told.title_link}|Dashboard> <https://example.org/graph|Expression>`,
      "",
      "",
    ].join("\n"),
  );
});

it("the dashboard is shown at the time of the alert", async () => {
  const shownOf = async (alert: ReturnType<typeof anAlert>) => {
    const { title_link } = await attachmentOf(aMessage({ alerts: [alert] }));
    const { searchParams } = new URL(title_link!);
    return ["from", "to"].map((name) => new Date(Number(searchParams.get(name))).toISOString());
  };
  assert.deepEqual(await shownOf(anAlert()), ["2026-03-01T09:30:00.120Z", "2026-03-01T10:30:30.120Z"]);
  const ended = await shownOf(anAlert({ status: "resolved" }));
  assert.deepEqual(ended, ["2026-03-01T09:30:00.120Z", "2026-03-01T10:40:00.120Z"]);
});

it("what ended is green, and what is no emergency is not red", async () => {
  const ended = aMessage({ status: "resolved", alerts: [anAlert({ status: "resolved" })] });
  assert.equal((await attachmentOf(ended)).color, "good");
  const warning = aMessage({ alerts: [anAlert({ labels: { alertname: "A", severity: "warning" } })] });
  assert.equal((await attachmentOf(warning)).color, "warning");
});

it("a storm fits into one message, which says how much more there is", async () => {
  const alerts = Array.from({ length: 500 }, (_, i) => anAlert({ labels: { alertname: "A", i: `${i}` } }));
  const { text } = await attachmentOf(aMessage({ alerts, truncatedAlerts: 1 }));
  assert.match(text.slice(-200), /\n…\n_…and \d{3} more alerts_$/);
});

it("a block of code that is cut ends before what is said after it", async () => {
  const evidence = [
    { ...EVIDENCE[0]!, outcome: "found" as const, observations: [{ text: "x".repeat(3_900) }] },
  ];
  const alerts = Array.from({ length: 20 }, () => anAlert({ evidence }));
  const { text } = await attachmentOf(aMessage({ alerts, truncatedAlerts: 2 }));
  assert.match(text.slice(-80), /```[^`]*…```\n_…and 2 more alerts_$/);
});

it("Slack's refusals are told in its words", async () => {
  await using server = await slackServer();
  const refused = (reason: string) => ({ outcome: "refused", reason: `Slack answered ${reason}` });
  assert.deepEqual(await send(server, aMessage(), "#gone"), refused("404: channel_not_found"));
  assert.deepEqual(await send(server, aMessage(), "#archived"), refused("410: channel_is_archived"));
  assert.deepEqual(
    await send(server, aMessage(), "#oncall", "/services/T/B/revoked"),
    refused("404: no_service"),
  );
  const forbidden = { outcome: "retry", reason: "Slack answered 403: action_prohibited" };
  assert.deepEqual(await send(server, aMessage(), "#forbidden"), forbidden);
  const busy = { outcome: "retry", reason: "Slack answered 429: rate_limited", afterMs: 30_000 };
  assert.deepEqual(await send(server, aMessage(), "#busy"), busy);
});

it("a success that is not Slack's own is tried again", async () => {
  await using server = await LocalServer.answering((_, response) => response.end("<html>Sign in</html>"));
  const became = await send(server, aMessage());
  assert.deepEqual(became, { outcome: "retry", reason: "Slack answered 200: <html>Sign in</html>" });
});

it("a text that cannot be rendered keeps nobody from being told", async () => {
  const textOf = async (text: string, trial: Trial = {}) => {
    await using server = await slackServer();
    const receiver = slack({ name: "oncall", channel: "#oncall", apiUrlFile: "slack", text });
    const files = { slack: `${server.origin}${WEBHOOK_PATH}` };
    assert.equal((await sent(receiver, aMessage(), { files, ...trial })).outcome, "taken");
    return (server.json as TakenMessage).attachments[0]?.text;
  };
  const logger = new HeardLogger();
  assert.match((await textOf('{{ template "nowhere" . }}', { logger }))!, /^Firing:\n\nQueries of reviews/);
  assert.deepEqual(
    logger.heard.map(({ level, message }) => [level, message]),
    [["warn", `text "text" cannot be rendered; Farol's own is sent`]],
  );
  const templates = { mine: '{{ define "mine" }}{{ .ExternalURL }}{{ end }}' };
  assert.equal(await textOf('{{ template "mine" . }}', { templates }), "https://farol.example.org/");
  const broken = { templates: { mine: "{{ if }" } };
  assert.match((await textOf('{{ template "farol.slack" . }}', broken))!, /^\*Queries/);
});
