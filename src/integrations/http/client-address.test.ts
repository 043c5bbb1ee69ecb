import assert from "node:assert/strict";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { describe, it } from "node:test";
import { clientAddress } from "./client-address.ts";

const addressOf = (remoteAddress: string | undefined, headers: IncomingHttpHeaders = {}) =>
  clientAddress({ headers, socket: { remoteAddress } } as IncomingMessage);

describe("the address that a request comes from", () => {
  it("is the connection's, when nobody forwards", () => {
    assert.equal(addressOf("203.0.113.9"), "203.0.113.9");
    assert.equal(addressOf("127.0.0.1"), "127.0.0.1");
  });

  it("is the address that a proxy on this machine forwards for", () => {
    assert.equal(addressOf("::1", { "x-forwarded-for": "203.0.113.9" }), "203.0.113.9");
    assert.equal(
      addressOf("127.0.0.1", { forwarded: 'for="[2001:db8::1]:4711";proto=https' }),
      "2001:db8::1",
    );
    assert.equal(addressOf("::ffff:127.0.0.1", { "x-real-ip": "203.0.113.9" }), "203.0.113.9");
  });

  it("is never local because of a header that a stranger wrote", () => {
    assert.equal(addressOf("203.0.113.9", { "x-forwarded-for": "127.0.0.1" }), "203.0.113.9");
    assert.equal(addressOf("127.0.0.1", { "x-forwarded-for": "127.0.0.1, 203.0.113.9" }), "203.0.113.9");
    assert.equal(addressOf("127.0.0.1", { forwarded: "for=127.0.0.1, for=203.0.113.9:80" }), "203.0.113.9");
  });

  it("is unknown when a proxy hides it or the connection has none", () => {
    assert.equal(addressOf("127.0.0.1", { forwarded: "for=_hidden" }), "unknown");
    assert.equal(addressOf("127.0.0.1", { forwarded: "proto=https" }), "unknown");
    assert.equal(addressOf(undefined), "unknown");
  });

  it("is local when every hop is", () => {
    assert.equal(addressOf("127.0.0.1", { "x-forwarded-for": "127.0.0.1, ::1" }), "127.0.0.1");
  });
});
