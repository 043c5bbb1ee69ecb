import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Receiver } from "../../../model/index.ts";
import type { Sent } from "../receiver.ts";
import { type Answering, LocalServer } from "./fixtures/local-server.fixture.ts";
import { aMessage, BEGAN_MS } from "./fixtures/message.fixture.ts";
import { HeardLogger, sent, type Trial } from "./fixtures/sending.fixture.ts";

/** A kind of receiver that is told over HTTP. */
interface HttpKind {
  readonly name: string;
  /** One whose server is found there, with the files of its secrets. */
  at(origin: string): { readonly receiver: Receiver; readonly files: Readonly<Record<string, string>> };
  /** What may be in no reason, and no line of the log. */
  readonly secrets: readonly string[];
}

/** What every sender does that tells a server over HTTP, whatever that server does. */
export function senderContract({ name, at, secrets }: HttpKind): void {
  const tell = async (origin: string, trial: Trial = {}): Promise<Sent> => {
    const { receiver, files } = at(origin);
    const logger = new HeardLogger();
    const became = await sent(receiver, aMessage(), { files, logger, ...trial });
    const said = JSON.stringify([became, logger.heard]);
    for (const secret of secrets) assert.ok(!said.includes(secret), `${said} holds ${secret}`);
    return became;
  };
  const answered = async (answer: Answering, trial?: Trial) => {
    await using server = await LocalServer.answering(answer);
    return await tell(server.origin, trial);
  };
  const retried = (became: Sent, reason: RegExp, afterMs?: number) => {
    assert.equal(became.outcome, "retry");
    assert.match(became.reason, reason);
    assert.equal(became.afterMs, afterMs);
  };

  describe(name, () => {
    it("gives up a server that never answers, and its connection", async () => {
      await using server = await LocalServer.answering(() => {});
      retried(await tell(server.origin, { timeoutMs: 200 }), /^no answer within 0\.2 s$/);
      await server.abandoned();
    });

    it("stops when it is told to", async () => {
      const controller = new AbortController();
      await using server = await LocalServer.answering(() => controller.abort());
      retried(await tell(server.origin, { signal: controller.signal }), /^stopped before/);
      await server.abandoned();
      const early = await tell(server.origin, { signal: AbortSignal.abort() });
      retried(early, /^stopped before/);
      assert.equal(server.received.length, 1);
    });

    it("waits as long as a server asks for, in seconds or until a date, and at most an hour", async () => {
      const busy = (header: string) =>
        answered((_, response) => response.writeHead(429, { "retry-after": header }).end("slow down"));
      retried(await busy("30"), /answered 429: slow down$/, 30_000);
      retried(await busy(new Date(BEGAN_MS + 59_880).toUTCString()), /429/, 59_880);
      retried(await busy(new Date(BEGAN_MS - 60_000).toUTCString()), /429/, 0);
      retried(await busy("999999999"), /429/, 3_600_000);
      retried(await busy("soon"), /429/);
    });

    it("tries again what a server fails at", async () => {
      for (const status of [500, 502, 503])
        retried(
          await answered((_, response) => response.writeHead(status).end()),
          RegExp(`answered ${status}$`),
        );
      retried(await answered((_, response) => response.destroy()), /ended the connection/);
    });

    it("does not try again what a server refuses, and tries again what it forbids for now", async () => {
      for (const status of [400, 404, 410, 422]) {
        const became = await answered((_, response) => response.writeHead(status).end("it is\n wrong\0"));
        assert.equal(became.outcome, "refused");
        assert.match(became.reason, RegExp(`answered ${status}: it is wrong$`));
      }
      for (const status of [401, 403, 408, 425])
        retried(await answered((_, response) => response.writeHead(status).end()), /answered 4/);
    });

    it("takes what is no HTTP for a failure", async () => {
      await using server = await LocalServer.speaking("220 mail.example.org ESMTP\r\n");
      retried(await tell(server.origin), /answered with what is no HTTP/);
    });

    it("reads little of a body without end", async () => {
      await using server = await LocalServer.answering((_, response) => {
        const more = () => {
          while (response.write("x".repeat(16_384)));
          response.once("drain", more);
        };
        response.writeHead(500);
        more();
      });
      const became = await tell(server.origin);
      retried(became, /answered 500: x+…$/);
      assert.ok("reason" in became && became.reason.length < 400);
      await server.abandoned();
    });

    it("goes by the status of an answer whose body never ends", async () => {
      const half: Answering = (_, response) => response.writeHead(500).write("half");
      retried(await answered(half, { timeoutMs: 200 }), /answered 500: half$/);
      const torn: Answering = (_, response) => {
        response.writeHead(400, { "content-length": 100 });
        response.write("half", () => response.destroy());
      };
      assert.equal((await answered(torn)).outcome, "refused");
    });

    it("does not follow a redirect, and does not say where it led to", async () => {
      await using other = await LocalServer.answering((_, response) => response.end("ok"));
      const to = (status: number) =>
        answered(({ path }, response) =>
          response.writeHead(status, { location: `${other.origin}${path}` }).end(),
        );
      const moved = await to(308);
      assert.equal(moved.outcome, "refused");
      assert.match(moved.reason, /answered 308 and points to 127\.0\.0\.1:\d+; redirects are not followed/);
      retried(await to(302), /answered 302/);
      assert.deepEqual(other.received, []);
    });

    it("repeats no secret, though a server does", async () => {
      const echo: Answering = ({ path, headers, body }, response) => {
        const told = JSON.stringify([path, decodeURIComponent(path), headers, body]);
        response.writeHead(400).end(told + Buffer.from(path).toString("base64"));
      };
      assert.equal((await answered(echo)).outcome, "refused");
      for (const secret of secrets)
        await answered((_, response) =>
          response.writeHead(500).end(`${secret} ${encodeURIComponent(secret)}`),
        );
    });

    it("trusts no certificate that nobody vouches for", async () => {
      await using server = await LocalServer.encrypted();
      retried(
        await tell(server.origin),
        /certificate that nobody vouches for.*\(DEPTH_ZERO_SELF_SIGNED_CERT\)/,
      );
      assert.deepEqual(server.received, []);
    });

    it("says that a server is away, or unknown", async () => {
      const server = await LocalServer.answering(() => {});
      await server[Symbol.asyncDispose]();
      retried(await tell(server.origin), /refuses connections \(ECONNREFUSED\)/);
      retried(await tell("http://farol.invalid"), /has a name that .*DNS.* \((?:ENOTFOUND|EAI_AGAIN)\)/);
    });
  });
}
