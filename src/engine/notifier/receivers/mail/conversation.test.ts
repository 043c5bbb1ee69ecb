import assert from "node:assert/strict";
import { it } from "node:test";
import type { SMTPServerOptions } from "smtp-server";
import { aCertificate } from "../fixtures/certificate.fixture.ts";
import { LocalServer } from "../fixtures/local-server.fixture.ts";
import { LOGIN, PASSWORDS, sentByMail } from "../fixtures/mail.fixture.ts";
import { muteAt, STEPS } from "../fixtures/mute-mail-server.fixture.ts";
import { at465 } from "../fixtures/port-of-tls.fixture.ts";
import { MailServer, type ReceivedMail, reply } from "../fixtures/smtp.fixture.ts";
import { trusting } from "../fixtures/trusting.fixture.ts";

const trusted = aCertificate();
trusting(trusted);

const REQUIRED = { requireTls: true };
const TAKEN = { outcome: "taken" };

/** Lets in who has the password, and repeats it to who has not, as it came and as it was sent. */
const loginOnly: SMTPServerOptions = {
  authOptional: false,
  onAuth: ({ username, password }, _, answer) =>
    password === PASSWORDS.smtp && username === LOGIN.authUsername
      ? answer(null, { user: username })
      : answer(
          reply(535, `5.7.8 ${password} or ${btoa(String(password))} is not the password of ${username}`),
        ),
};

it("a required TLS is spoken before anybody logs in, at once on port 465 and when asked for on others", async (t) => {
  for (const secure of [true, false]) {
    await using server = await MailServer.listening({ ...trusted, ...loginOnly, secure });
    const smarthost = secure ? at465(t, server.smarthost) : server.smarthost;
    assert.deepEqual(await sentByMail(smarthost, { ...LOGIN, ...REQUIRED }), TAKEN);
    const [{ isEncrypted, user }] = server.received as [ReceivedMail];
    assert.deepEqual([isEncrypted, user], [true, "farol"]);
  }
});

it("a required TLS that is not offered, or is not spoken on port 465, keeps the mail back", async (t) => {
  await using plain = await MailServer.listening();
  const offered = await sentByMail(plain.smarthost, REQUIRED);
  assert.match(JSON.stringify(offered), /"retry".* answered STARTTLS with 5\d\d /);
  const spoken = await sentByMail(at465(t, plain.smarthost), REQUIRED);
  assert.match(JSON.stringify(spoken), /"retry".*127\.0\.0\.1:465 could not agree with us on TLS/);
  assert.deepEqual(plain.received, []);
});

it("a TLS that is not required is spoken where it is offered, whoever vouches for it", async () => {
  await using server = await MailServer.listening(aCertificate());
  assert.deepEqual(await sentByMail(server.smarthost), TAKEN);
  assert.equal(server.received[0]?.isEncrypted, true);
});

it("a wrong password is tried again, as it may be mended, and is not repeated", async () => {
  const wrong = { files: { smtp: "battery staple" } };
  for (const method of ["PLAIN", "LOGIN"]) {
    await using server = await MailServer.listening({ ...trusted, ...loginOnly, authMethods: [method] });
    const became = await sentByMail(server.smarthost, { ...LOGIN, ...REQUIRED }, wrong);
    const reason = `${server.smarthost} answered AUTH ${method} with 535 5.7.8 [secret] or [secret] is not the password of farol`;
    assert.deepEqual(became, { outcome: "retry", reason });
  }
  const missing = await sentByMail("127.0.0.1:9", { ...LOGIN, authPasswordFile: "absent" });
  assert.match(JSON.stringify(missing), /"retry".*the secret file .*absent is not there/);
});

it("a server that wants a login is tried again, as one may be given to it", async () => {
  await using server = await MailServer.listening(loginOnly);
  const became = await sentByMail(server.smarthost);
  assert.match(JSON.stringify(became), /"retry".* answered MAIL FROM with 530 /);
});

it("a server that falls silent is given up at whichever step, with its connection", async () => {
  const given = STEPS.map(async (step) => {
    const { server, heard } = await muteAt(step);
    await using _ = server;
    const became = await sentByMail(server.host, LOGIN, { timeoutMs: 1_000 });
    assert.deepEqual(became, { outcome: "retry", reason: "no answer within 1 s" }, step);
    assert.equal(heard.at(-1) ?? "greeting", step === "handshake" ? "STARTTLS" : step);
    await server.abandoned();
  });
  await Promise.all(given);
});

it("a mail that was taken is, whatever the server does then, and its connection is given up", async () => {
  const { server, heard } = await muteAt("QUIT");
  await using _ = server;
  assert.deepEqual(await sentByMail(server.host), TAKEN);
  assert.equal(heard.at(-1), ".");
  await server.abandoned();
});

it("a server on port 465 that never shakes hands is given up, with its connection", async (t) => {
  await using server = await LocalServer.conversing(undefined, () => undefined);
  const became = await sentByMail(at465(t, server.host), REQUIRED, { timeoutMs: 200 });
  assert.deepEqual(became, { outcome: "retry", reason: "no answer within 0.2 s" });
  await server.abandoned();
});

it("a refusal for now is tried again at whichever step, and one for good is not where it is about the mail", async () => {
  const refusing: Record<string, (error: Error) => SMTPServerOptions> = {
    "MAIL FROM": (error) => ({ onMailFrom: (_, __, answer) => answer(error) }),
    "RCPT TO": (error) => ({ onRcptTo: (_, __, answer) => answer(error) }),
    DATA: (error) => ({ onData: (stream, _, answer) => stream.resume().on("end", () => answer(error)) }),
  };
  for (const [step, options] of Object.entries(refusing))
    for (const [code, outcome] of [
      [451, "retry"],
      [554, "refused"],
    ] as const) {
      await using server = await MailServer.listening(options(reply(code, "not this one")));
      const reason = `${server.smarthost} answered ${step} with ${code} not this one`;
      assert.deepEqual(await sentByMail(server.smarthost), { outcome, reason });
    }
  for (const code of [421, 554]) {
    const onConnect: SMTPServerOptions["onConnect"] = (_, answer) => answer(reply(code, "not from you"));
    await using server = await MailServer.listening({ onConnect });
    assert.match(JSON.stringify(await sentByMail(server.smarthost)), RegExp(`"retry".*${code} not from you`));
  }
});

it("what is no mail server, is away or unknown is tried again", async () => {
  await using garbage = await LocalServer.speaking("HTTP/1.1 400 Bad Request\r\n\r\n");
  assert.match(JSON.stringify(await sentByMail(garbage.host)), /"retry".*127\.0\.0\.1:\d+ /);
  const gone = await MailServer.listening();
  const { smarthost } = gone;
  await gone[Symbol.asyncDispose]();
  assert.match(JSON.stringify(await sentByMail(smarthost)), /"retry".*refuses connections \(ECONNREFUSED\)/);
  assert.match(JSON.stringify(await sentByMail("farol.invalid:25")), /"retry".*farol\.invalid:25 .*DNS/);
});
