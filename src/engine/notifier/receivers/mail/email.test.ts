import assert from "node:assert/strict";
import { it } from "node:test";
import type { OutgoingMessage } from "../../receiver.ts";
import { decodedMail, sentByMail } from "../fixtures/mail.fixture.ts";
import { aMessage, anAlert, EVIDENCE } from "../fixtures/message.fixture.ts";
import { MailServer, type ReceivedMail } from "../fixtures/smtp.fixture.ts";

async function mailOf(message: OutgoingMessage): Promise<string> {
  await using server = await MailServer.listening();
  assert.deepEqual(await sentByMail(server.smarthost, {}, {}, message), { outcome: "taken" });
  const [{ raw }] = server.received as [ReceivedMail];
  return decodedMail(raw);
}

it("a mail says all as text and as HTML, and that a machine wrote it", async () => {
  const alerts = [anAlert({ evidence: EVIDENCE })];
  const mail = await mailOf(aMessage({ alerts, truncatedAlerts: 7 }));
  for (const header of [
    "From: Farol <farol@example.org>",
    "To: oncall@example.org",
    "Subject: [FIRING:1] CRITICAL SlowQueries: Queries of reviews <are> slow",
    "Date: Sun, 01 Mar 2026 10:00:30 +0000",
    "Auto-Submitted: auto-generated",
    "X-Auto-Response-Suppress: All",
    "Content-Type: multipart/alternative",
  ])
    assert.ok(mail.includes(`${header}\r\n`) || mail.includes(`${header};`), `${header} in ${mail}`);
  const [, text = "", html = ""] = mail.split("Content-Type: text/");
  assert.match(
    text,
    /^plain.*Firing:\r\n\r\nQueries of reviews <are> slow.*Value: 1\.5\r\nEvidence:\r\nSlowest/s,
  );
  assert.match(
    text,
    /Dashboard: https:\/\/grafana\.example\.org\/d\/database\?from=\d+&to=\d+\r\n.*…and 7 more/s,
  );
  assert.match(
    html,
    /^html.*<h3>Queries of reviews &lt;are&gt; slow<\/h3>.*<pre>Slowest statements:\r\n- 83 %/s,
  );
  assert.match(
    html,
    /<a href="https:\/\/example\.org\/RB-005-slow-queries\.md">Runbook<\/a>.*7 more alerts<\/p>/s,
  );
});

it("all mails of a group are one thread, and a repetition is told by its identity", async () => {
  const identity = async (changes: Partial<OutgoingMessage>) => {
    const mail = await mailOf(aMessage(changes));
    return ["Message-ID", "In-Reply-To", "References"].map(
      (name) => RegExp(`^${name}: (<.*@example\\.org>)\\r$`, "m").exec(mail)?.[1],
    );
  };
  const [first, repeated] = [await identity({}), await identity({})];
  const [second, other] = [await identity({ id: "2", sequence: 2 }), await identity({ groupKey: "other" })];
  assert.deepEqual(first, repeated);
  assert.notEqual(first[0], second[0]);
  assert.deepEqual(first.slice(1), second.slice(1));
  assert.equal(first[1], first[2]);
  assert.notEqual(first[1], other[1]);
});
