import assert from "node:assert/strict";
import { test } from "node:test";
import { err, ok } from "neverthrow";
import type { Databases } from "../database/databases.ts";
import { failure } from "../errors.ts";
import type { DomainEvent } from "../events.ts";
import type { Handler, Message } from "./bus.ts";
import type { Context } from "./message.ts";
import { transactional } from "./transaction.ts";

const message = { definition: {} } as Message;
const single = { definition: { transaction: false } } as Message;

/** A database that lets each transaction run this often before it is committed. */
function databasesRunning(times: number): Databases {
  return {
    async transaction(_caller: unknown, work: (database: never) => Promise<unknown>) {
      for (let run = 1; run < times; run++) await work(undefined as never);
      return work(undefined as never);
    },
    statement: (_caller: unknown, work: (database: never) => Promise<unknown>) => work("single" as never),
  } as unknown as Databases;
}

async function run(databases: Databases, handler: Handler, sent = message, idempotencyKey?: string) {
  const told: DomainEvent[] = [];
  const context = { announce: (event) => void told.push(event), idempotencyKey } as Context;
  const result = await transactional(databases)(handler)(sent, context);
  return { told, result };
}

test("a command that is run again tells its events once, after the commit", async () => {
  const { told, result } = await run(databasesRunning(3), async (_message, { announce }) => {
    announce({ type: "user_registered" });
    return ok("done");
  });
  assert.deepEqual(told, [{ type: "user_registered" }]);
  assert.equal(result._unsafeUnwrap(), "done");
});

test("a failure rolls back, is handed on as it is, and tells nothing", async () => {
  const refused = failure("not_found", "There is none.");
  const { told, result } = await run(databasesRunning(1), async (_message, { announce }) => {
    announce({ type: "user_registered" });
    return err(refused);
  });
  assert.deepEqual(told, []);
  assert.equal(result._unsafeUnwrapErr(), refused);
});

test("a command of one statement has no transaction around it, unless it comes with an idempotency key", async () => {
  const database: Handler = async (_message, context) => ok(context.database);
  const alone = await run(databasesRunning(1), database, single);
  const keyed = await run(databasesRunning(1), database, single, "a key");
  assert.deepEqual([alone.result._unsafeUnwrap(), keyed.result._unsafeUnwrap()], ["single", undefined]);
});
