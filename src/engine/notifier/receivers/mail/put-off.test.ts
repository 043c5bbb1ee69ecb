import assert from "node:assert/strict";
import { it } from "node:test";
import { defineRouting, email, route } from "../../../../define/index.ts";
import { ManualClock } from "../../../../model/index.ts";
import type { Sent } from "../../receiver.ts";
import { sentByMail } from "../fixtures/mail.fixture.ts";
import { aMessage, BEGAN_MS } from "../fixtures/message.fixture.ts";
import { HeardLogger } from "../fixtures/sending.fixture.ts";
import { MailServer, reply } from "../fixtures/smtp.fixture.ts";
import { senderOf } from "../sender-of.ts";
import { PutOff } from "./put-off.ts";

const TAKEN: Sent = { outcome: "taken" };

/** A server that answers for each mailbox by its name with what is next in turn, and then takes mail for it. */
async function answering(answers: Readonly<Record<string, number[]>>) {
  const server = await MailServer.listening({
    onRcptTo: ({ address }, _, answer) => {
      const code = answers[address.split("@")[0]!]?.shift();
      answer(code === undefined ? null : reply(code, "no"));
    },
  });
  const logger = new HeardLogger();
  const to = ["a", "b", "c"].map((name) => `${name}@example.org`);
  const { smarthost } = server;
  const receiver = email({ name: "mail", to, from: "farol@example.org", smarthost, requireTls: false });
  const routing = defineRouting({ root: route({ receivers: [receiver] }) });
  const sender = senderOf(receiver, { routing, environment: {}, clock: new ManualClock(BEGAN_MS), logger });
  return {
    server,
    send: (id = "1") => sender.send(aMessage({ id }), new AbortController().signal),
    /** Who got which mail, by the letters of their mailboxes. */
    got: () => server.received.map(({ recipients }) => recipients.map(([letter]) => letter).join("")),
    refused: () => logger.heard.map(({ fields }) => fields),
    untaken: (code: number): Sent => ({
      outcome: code < 500 ? "retry" : "refused",
      reason: `${smarthost} answered RCPT TO with ${code} no`,
    }),
  };
}

it("an address that is put off is tried again without those that took the mail, and one that is refused is not", async () => {
  const { server, send, got, refused, untaken } = await answering({ b: [450, 451], c: [550] });
  await using _ = server;
  assert.deepEqual([await send(), await send(), await send()], [untaken(450), untaken(451), TAKEN]);
  assert.deepEqual(got(), ["a", "b"]);
  for (const { raw } of server.received) assert.match(raw, /^To: a@example\.org, b@example\.org, c@/m);
  assert.deepEqual(refused(), [{ receiver: "mail", rejected: ["c@example.org"] }]);
});

it("a mail that some addresses took is taken, though one that was put off refuses it in the end", async () => {
  const { server, send, got, refused } = await answering({ b: [450, 550] });
  await using _ = server;
  assert.equal((await send()).outcome, "retry");
  assert.deepEqual([await send(), got()], [TAKEN, ["ac"]]);
  assert.deepEqual(refused(), [{ receiver: "mail", rejected: ["b@example.org"] }]);
});

it("the next mail goes to all addresses, whoever lacks the one before", async () => {
  const { server, send, got } = await answering({ b: [450] });
  await using _ = server;
  await send();
  assert.deepEqual([await send("2"), got()], [TAKEN, ["ac", "abc"]]);
});

it("a mail that no address takes is tried again while one of them may", async () => {
  const { server, send, got, untaken } = await answering({ a: [550, 550], b: [450, 550], c: [550, 550] });
  await using _ = server;
  assert.deepEqual([await send(), await send(), got()], [untaken(450), untaken(550), []]);
  const none = await sentByMail(server.smarthost, { to: "Ana <a@example.org>" });
  assert.deepEqual([none, got()], [TAKEN, ["a"]]);
});

it("of messages that nobody asks for again the oldest are forgotten", () => {
  const putOff = new PutOff();
  for (let i = 0; i <= 1_000; i++) putOff.set(`${i}`, ["a@example.org"]);
  assert.deepEqual([putOff.of("0"), putOff.of("1")], [undefined, ["a@example.org"]]);
});
