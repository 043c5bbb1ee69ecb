import assert from "node:assert/strict";
import { test } from "node:test";
import { ok } from "neverthrow";
import type { Databases } from "../database/databases.ts";
import type { Database } from "../database/drizzle.ts";
import type { Handler, Message } from "./bus.ts";
import type { Context } from "./message.ts";
import { reading } from "./reading.ts";

const primary = { name: "primary" } as unknown as Database;
const replica = { name: "replica" } as unknown as Database;
const databases = {
  primary,
  forReading: (caller: string | undefined) => (caller === undefined ? primary : replica),
} as Databases;
const context = { actor: { id: "ada", role: "admin" } } as Context;
const message = {} as Message;

/** Asks a query that fails with each of these errors in turn; answers which servers it was given. */
async function ask(asked: Message, ...errors: unknown[]): Promise<Database[]> {
  const given: Database[] = [];
  const handler: Handler = async (_message, { database }) => {
    given.push(database);
    if (errors.length > 0) throw errors.shift();
    return ok("answer");
  };
  await reading(databases)(handler)(asked, context);
  return given;
}

test("a query is given the server that its caller may read from", async () => {
  assert.deepEqual(await ask(message), [replica]);
});

test("a query that lost its connection is asked once more, of the primary", async () => {
  const lost = () => new Error("Connection terminated unexpectedly");
  const conflict = Object.assign(new Error("conflict with recovery"), { code: "40001" });
  assert.deepEqual(await ask(message, lost()), [replica, primary]);
  assert.deepEqual(await ask(message, conflict), [replica, primary]);
  await assert.rejects(ask(message, lost(), lost()), /terminated/);
});

test("what went wrong otherwise is not asked again", async () => {
  const errors = [new TypeError("x"), new TypeError("y")];
  await assert.rejects(ask(message, ...errors), /x/);
});
