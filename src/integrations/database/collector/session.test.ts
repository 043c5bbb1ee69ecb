import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { describe, it } from "node:test";
import pg from "pg";
import { pgFixture } from "../pg/pg.fixture.ts";
import { openSession } from "./session.ts";

const { opened } = pgFixture();

describe("a session of Farol's own", { concurrency: true }, () => {
  it("ends a statement that takes longer than two seconds, and can be asked on", {
    timeout: 8000,
  }, async () => {
    const session = await openSession(opened());
    await assert.rejects(session.read("SELECT pg_sleep(60)"), { code: "57014" });
    assert.deepEqual(await session.read("SELECT 1 AS one"), [{ one: "1" }]);
    session.close();
  });

  it("gives up a server that takes connections and says nothing", { timeout: 8000 }, async (t) => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    t.after(() => silent.close());
    await once(silent, "listening");
    const { port } = silent.address() as { port: number };
    await assert.rejects(openSession(new pg.Pool({ host: "127.0.0.1", port })), /timeout|terminated/i);
  });

  it("takes the password from a function, as the pool does", async () => {
    let asked = 0;
    const password = () => {
      asked++;
      return "secret";
    };
    const silent = createServer((socket) => {
      // Asks for the password in clear text (PostgreSQL, Message Formats: AuthenticationCleartextPassword).
      socket.once("data", () => socket.write(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3])));
      socket.once("data", () => socket.once("data", () => socket.destroy()));
    }).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as { port: number };
    await assert.rejects(openSession(new pg.Pool({ host: "127.0.0.1", port, user: "me", password })));
    assert.equal(asked, 1);
    silent.close();
  });

  it("gives numbers as text, whatever parsers the application has set", async () => {
    const types = { getTypeParser: () => () => "parsed" } as unknown as pg.CustomTypesConfig;
    const session = await openSession(opened({ types, binary: true } as pg.PoolConfig));
    assert.deepEqual(await session.read("SELECT 1::bigint AS one, NULL AS none"), [{ one: "1", none: null }]);
    session.close();
  });
});
