import assert from "node:assert/strict";
import { it } from "node:test";
import { webhook } from "../../../define/index.ts";
import type { Sent } from "../receiver.ts";
import { aCertificate, type Certificate } from "./fixtures/certificate.fixture.ts";
import { LocalServer } from "./fixtures/local-server.fixture.ts";
import { sentByMail } from "./fixtures/mail.fixture.ts";
import { aMessage } from "./fixtures/message.fixture.ts";
import { at465 } from "./fixtures/port-of-tls.fixture.ts";
import { sent } from "./fixtures/sending.fixture.ts";
import { MailServer } from "./fixtures/smtp.fixture.ts";
import { trusting } from "./fixtures/trusting.fixture.ts";

const expired = aCertificate({ isExpired: true });
const ofAnother = aCertificate({ names: "DNS:mail.example.org" });
trusting(expired, ofAnother);

const WRONG: readonly (readonly [Certificate, RegExp])[] = [
  [
    aCertificate(),
    /has a certificate that nobody vouches for who is trusted here \(DEPTH_ZERO_SELF_SIGNED_CERT\)$/,
  ],
  [expired, /has a certificate that has expired \(CERT_HAS_EXPIRED\)$/],
  [ofAnother, /has a certificate of another name \(ERR_TLS_CERT_ALTNAME_INVALID\)$/],
];

function keptBack(became: Sent, words: RegExp, received: readonly unknown[]): void {
  assert.equal(became.outcome, "retry");
  assert.match(became.reason, words);
  assert.deepEqual(received, []);
}

it("a server over HTTPS whose certificate is wrong gets nothing, and the reason says what is wrong", async () => {
  for (const [certificate, words] of WRONG) {
    await using server = await LocalServer.encrypted(certificate);
    const became = await sent(webhook({ name: "tested", url: server.origin }), aMessage());
    keptBack(became, words, server.received);
  }
});

it("a server for mail whose certificate is wrong gets nothing, whether TLS begins at once or is asked for", async (t) => {
  for (const [certificate, words] of WRONG)
    for (const secure of [true, false]) {
      await using server = await MailServer.listening({ ...certificate, secure });
      const smarthost = secure ? at465(t, server.smarthost) : server.smarthost;
      keptBack(await sentByMail(smarthost, { requireTls: true }), words, server.received);
    }
});
