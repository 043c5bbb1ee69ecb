import assert from "node:assert/strict";
import { it } from "node:test";
import { alertmanager, consoleReceiver, email, pagerDuty, slack, webhook } from "./receivers.ts";

it("a receiver tells that an alert has ended, with Farol's texts, unless said otherwise", () => {
  const plain = slack({ name: "oncall", channel: "#oncall", apiUrlFile: "slack" });
  assert.equal(plain.sendResolved, true);
  assert.equal(plain.text, '{{ template "farol.slack" . }}');
  const other = slack({
    name: "info",
    channel: "#info",
    apiUrlFile: "slack",
    sendResolved: false,
    text: "x",
  });
  assert.deepEqual([other.sendResolved, other.text], [false, "x"]);
});

it("mail goes to one address or to several, with TLS unless said otherwise", () => {
  const spec = { name: "mail", from: "a@example.org", smarthost: "mail.example.org:25" };
  assert.deepEqual(email({ ...spec, to: "b@example.org" }).to, ["b@example.org"]);
  assert.deepEqual(email({ ...spec, to: ["b@example.org", "c@example.org"] }).to.length, 2);
  assert.equal(email({ ...spec, to: "b@example.org" }).requireTls, true);
});

it("a secret in a definition compiles nowhere, and is refused where nothing was compiled", () => {
  const secret = { code: "FAROL_INLINE_SECRET" };
  // @ts-expect-error There is no place for the key itself.
  assert.throws(() => pagerDuty({ name: "p", routingKeyFile: "key", routingKey: "0123" }), secret);
  const channel = { name: "s", channel: "#s" };
  // @ts-expect-error Nor for the address itself.
  assert.throws(() => slack({ ...channel, apiUrl: "https://hooks.slack.com/services/T/B/x" }), secret);
  const mail = { name: "m", to: "a@b.c", from: "a@b.c", smarthost: "m:25", authPassword: "x" };
  assert.throws(() => email(mail), secret);
});

it("a secret where its file's path belongs is refused, and not repeated", () => {
  const address = "https://hooks.slack.com/services/T0/B0/abc";
  assert.throws(
    () => slack({ name: "s", channel: "#s", apiUrlFile: address }),
    (error: Error) => /FAROL_INLINE_SECRET/.test(error.message) && !error.message.includes("abc"),
  );
  assert.throws(() => pagerDuty({ name: "p", routingKeyFile: "0123456789abcdef0123456789ABCDEF" }), {
    code: "FAROL_INLINE_SECRET",
  });
});

it("a webhook's address stands in the definition only when it is no secret", () => {
  assert.deepEqual(webhook({ name: "w", url: "https://example.org/alerts?team=a" }).to, {
    url: "https://example.org/alerts?team=a",
  });
  assert.deepEqual(webhook({ name: "w", urlFile: "webhook" }).to, { urlFile: "webhook" });
  for (const url of [
    "https://user:password@example.org/",
    "https://example.org/?api_key=1",
    "https://hooks.slack.com/services/1",
  ]) {
    assert.throws(() => webhook({ name: "w", url }), { code: "FAROL_INLINE_SECRET" }, url);
  }
});

it("Alertmanagers are told at addresses that are no secrets", () => {
  const urls = ["http://alertmanager-0:9093", "http://alertmanager-1:9093/below"];
  assert.deepEqual(alertmanager({ name: "replicas", urls }).urls, urls);
  assert.throws(() => alertmanager({ name: "replicas", urls: [...urls, "http://user:password@a:9093"] }), {
    code: "FAROL_INLINE_SECRET",
  });
});

it("an address that leads nowhere is refused where it is written", () => {
  const refused = { code: "FAROL_RECEIVER" };
  for (const url of ["", "example.org/alerts", "ftp://example.org/"]) {
    assert.throws(() => webhook({ name: "w", url }), refused);
    assert.throws(() => alertmanager({ name: "a", urls: [url] }), refused);
    assert.throws(() => pagerDuty({ name: "p", routingKeyFile: "key", url }), refused);
  }
  assert.throws(() => alertmanager({ name: "a", urls: [] }), refused);
  const mail = { name: "m", to: "b@example.org", from: "a@example.org" };
  for (const smarthost of ["mail.example.org", "mail.example.org:smtp", "::1:25"])
    assert.throws(() => email({ ...mail, smarthost }), refused, smarthost);
  for (const smarthost of ["mail.example.org:587", "[::1]:25"])
    assert.equal(email({ ...mail, smarthost }).smarthost, smarthost);
});

it("the console needs nothing but a name", () => {
  const { kind, sendResolved } = consoleReceiver({ name: "log" });
  assert.deepEqual([kind, sendResolved], ["console", true]);
});

it("a name that could be taken for several receivers, or for none, is refused", () => {
  for (const name of ["a+b", "", "nobody"]) {
    assert.throws(() => webhook({ name, url: "https://example.org/" }), { code: "FAROL_RECEIVER" }, name);
  }
});
