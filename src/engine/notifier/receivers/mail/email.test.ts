import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { SMTPServerOptions } from "smtp-server";
import { type EmailSpec, email } from "../../../../define/index.ts";
import type { OutgoingMessage, Sent } from "../../receiver.ts";
import { aCertificate } from "../fixtures/certificate.fixture.ts";
import { LocalServer } from "../fixtures/local-server.fixture.ts";
import { aMessage, anAlert, EVIDENCE } from "../fixtures/message.fixture.ts";
import { HeardLogger, sent, type Trial } from "../fixtures/sending.fixture.ts";
import { MailServer, type ReceivedMail, reply } from "../fixtures/smtp.fixture.ts";

const trusted = aCertificate();
const others = getCACertificates("default");
before(() => setDefaultCACertificates([...others, trusted.cert]));
after(() => setDefaultCACertificates(others));

const LOGIN = { authUsername: "farol", authPasswordFile: "smtp" };
const files = { smtp: "correct horse" };

function send(
  smarthost: string,
  spec: Partial<EmailSpec> = {},
  trial: Trial = {},
  message: OutgoingMessage = aMessage(),
): Promise<Sent> {
  const addresses = { to: "oncall@example.org", from: "Farol <farol@example.org>" };
  const receiver = email({ name: "mail", ...addresses, smarthost, requireTls: false, ...spec });
  return sent(receiver, message, { files, ...trial });
}

async function mailOf(message: OutgoingMessage): Promise<string> {
  await using server = await MailServer.listening();
  assert.deepEqual(await send(server.smarthost, {}, {}, message), { outcome: "taken" });
  const [{ raw }] = server.received as [ReceivedMail];
  const bytes = raw
    .replaceAll("=\r\n", "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
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

/** Lets in who has the password, and repeats it to who has not. */
const loginOnly: SMTPServerOptions = {
  authOptional: false,
  onAuth: ({ username, password }, _, answer) =>
    password === files.smtp && username === LOGIN.authUsername
      ? answer(null, { user: username })
      : answer(reply(535, `5.7.8 ${password} is not the password of ${username}`)),
};

it("a required TLS is spoken before anybody logs in", async () => {
  await using server = await MailServer.listening({ ...trusted, ...loginOnly });
  assert.deepEqual(await send(server.smarthost, { ...LOGIN, requireTls: true }), { outcome: "taken" });
  const [{ isEncrypted, user }] = server.received as [ReceivedMail];
  assert.deepEqual([isEncrypted, user], [true, "farol"]);
});

it("a wrong password is tried again, as it may be mended, and is not repeated", async () => {
  await using server = await MailServer.listening({ ...trusted, ...loginOnly });
  const wrong = { files: { smtp: "battery staple" } };
  const became = await send(server.smarthost, { ...LOGIN, requireTls: true }, wrong);
  assert.equal(became.outcome, "retry");
  assert.match(
    became.reason,
    /answered AUTH PLAIN with 535 5\.7\.8 \[secret\] is not the password of farol$/,
  );
  const missing = await send(server.smarthost, { ...LOGIN, authPasswordFile: "absent" });
  assert.match(JSON.stringify(missing), /"retry".*the secret file .*absent is not there/);
});

it("a required TLS that is not offered, or not to be trusted, keeps the mail back", async () => {
  await using plain = await MailServer.listening();
  await using untrusted = await MailServer.listening(aCertificate());
  const offered = await send(plain.smarthost, { requireTls: true });
  assert.match(JSON.stringify(offered), /"retry".* answered STARTTLS with 5\d\d /);
  const certified = await send(untrusted.smarthost, { requireTls: true });
  assert.match(JSON.stringify(certified), /"retry".*has a certificate that nobody vouches for/);
  assert.deepEqual([plain.received, untrusted.received], [[], []]);
});

it("a TLS that is not required is spoken where it is offered, whoever vouches for it", async () => {
  await using server = await MailServer.listening(aCertificate());
  assert.deepEqual(await send(server.smarthost), { outcome: "taken" });
  assert.equal(server.received[0]?.isEncrypted, true);
});

it("a mail goes to all addresses at once, and those that are refused are named in the log", async () => {
  const to = ["a@example.org", "nobody@example.org", "b@example.org"];
  const onRcptTo: SMTPServerOptions["onRcptTo"] = ({ address }, _, answer) =>
    address.startsWith("nobody") ? answer(reply(550, "5.1.1 no such mailbox")) : answer();
  await using server = await MailServer.listening({ onRcptTo });
  const logger = new HeardLogger();
  assert.deepEqual(await send(server.smarthost, { to }, { logger }), { outcome: "taken" });
  assert.deepEqual(
    server.received.map(({ recipients }) => recipients),
    [["a@example.org", "b@example.org"]],
  );
  assert.deepEqual(logger.heard[0]?.fields, { receiver: "mail", rejected: ["nobody@example.org"] });
  const none = await send(server.smarthost, { to: "nobody@example.org" });
  assert.equal(none.outcome, "refused");
  assert.match(none.reason, /answered RCPT TO with 550 5\.1\.1 no such mailbox$/);
});

it("a refusal for now is tried again, and one for good is not", async () => {
  const after = async (code: number) => {
    const onData: SMTPServerOptions["onData"] = (stream, _, answer) =>
      stream.resume().on("end", () => answer(reply(code, "not this one")));
    await using server = await MailServer.listening({ onData });
    const became = await send(server.smarthost);
    return [became.outcome, "reason" in became && became.reason.split("answered ")[1]];
  };
  assert.deepEqual(await after(451), ["retry", "DATA with 451 not this one"]);
  assert.deepEqual(await after(554), ["refused", "DATA with 554 not this one"]);
  const onConnect: SMTPServerOptions["onConnect"] = (_, answer) => answer(reply(554, "not from you"));
  await using server = await MailServer.listening({ onConnect });
  assert.match(JSON.stringify(await send(server.smarthost)), /"retry".*554 not from you/);
});

it("a server that never greets is given up, with its connection", async () => {
  await using server = await LocalServer.silent();
  const became = await send(server.host, {}, { timeoutMs: 200 });
  assert.deepEqual(became, { outcome: "retry", reason: "no answer within 0.2 s" });
  await server.abandoned();
});

it("what is no mail server, is away or unknown is tried again", async () => {
  await using garbage = await LocalServer.speaking("HTTP/1.1 400 Bad Request\r\n\r\n");
  assert.match(JSON.stringify(await send(garbage.host)), /"retry".*127\.0\.0\.1:\d+ /);
  const gone = await MailServer.listening();
  const { smarthost } = gone;
  await gone[Symbol.asyncDispose]();
  assert.match(JSON.stringify(await send(smarthost)), /"retry".*refuses connections \(ECONNREFUSED\)/);
  assert.match(JSON.stringify(await send("farol.invalid:25")), /"retry".*farol\.invalid:25 .*DNS/);
});
