import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ManualClock, silentLogger } from "farol";
import { err, ok } from "neverthrow";
import { z } from "zod";
import { Cache } from "../cache/cache.ts";
import { DatabaseAway, OutcomeUnknown } from "../database/faults.ts";
import { failure } from "../errors.ts";
import type { Role } from "../identity/roles.ts";
import { authorized } from "./authorization.ts";
import { dispatcher } from "./bus.ts";
import { caching } from "./caching.ts";
import { type AnyDefinition, define, type Services } from "./message.ts";
import { validated } from "./validation.ts";

const log = { ...silentLogger, debug() {} };
const as = (role: Role, id: string = role) => ({ actor: { id, role }, log });

/** A bus over one number, with a query that is kept and a command that changes it. */
function opened(stale: "unchanged" | "changed" = "changed") {
  const source = { number: 1, asked: 0, actors: [] as unknown[], fault: undefined as Error | undefined };
  const getNumber = define({
    name: "get_number",
    input: z.object({ id: z.coerce.number() }),
    allow: ["reviewer", "admin"],
    cache: { ttlMs: 60_000, tags: () => ["number"], stale },
    async handle({ id }, { actor }) {
      source.asked++;
      source.actors.push(actor);
      if (source.fault) throw source.fault;
      return id < 0 ? err(failure("not_found", "no such number")) : ok(source.number);
    },
  });
  const setNumber = define({
    name: "set_number",
    input: z.object({ to: z.number() }),
    allow: ["admin"],
    invalidates: () => ["number"],
    async handle({ to }) {
      if (to < 0) return err(failure("stale", "not that one"));
      if (source.fault) throw source.fault;
      source.number = to;
      if (to > 100) throw new OutcomeUnknown("the commit's answer was lost");
      return ok(null);
    },
  });
  const { queries, commands } = caching(new Cache({ log }));
  const services = { clock: new ManualClock() } as unknown as Services;
  const ask = dispatcher<AnyDefinition>(services, [authorized, validated, queries]);
  const execute = dispatcher<AnyDefinition>(services, [authorized, validated, commands]);
  return {
    source,
    read: (caller = as("reviewer"), id: unknown = 1) => ask(getNumber, { id }, caller),
    write: (to: number, caller = as("admin")) => execute(setNumber, { to }, caller),
  };
}

describe("a query whose answer is kept", () => {
  it("is asked once for all who may ask, however they spell the question, and for nobody in particular", async () => {
    const { source, read } = opened();
    for (const caller of [as("reviewer"), as("admin")]) {
      for (const id of [1, "1"]) assert.equal((await read(caller, id))._unsafeUnwrap(), 1);
    }
    assert.deepEqual([source.asked, source.actors], [1, [undefined]]);
    await read(as("admin"), 2);
    assert.equal(source.asked, 2);
  });

  it("is refused to who may not ask, though its answer is there", async () => {
    const { source, read } = opened();
    await read();
    assert.equal((await read(as("proposer")))._unsafeUnwrapErr().kind, "forbidden");
    assert.equal(source.asked, 1);
  });

  it("gives a failure anew each time", async () => {
    const { source, read } = opened();
    for (const _ of [1, 2]) assert.equal((await read(as("admin"), -1))._unsafeUnwrapErr().kind, "not_found");
    assert.equal(source.asked, 2);
  });

  it("tells what a command changed as soon as the command is answered, also when its outcome is not known", async () => {
    const { read, write } = opened();
    await read();
    await write(2);
    assert.equal((await read())._unsafeUnwrap(), 2);
    await assert.rejects(write(101), /lost/);
    assert.equal((await read())._unsafeUnwrap(), 101);
  });

  it("is not asked again for a command that was refused", async () => {
    const { source, read, write } = opened();
    await read();
    assert.equal((await write(-1)).isErr(), true);
    await read();
    assert.equal(source.asked, 1);
  });
});

describe("while the database is out", () => {
  const away = new DatabaseAway("away");

  it("others are given the latest answer, and who changed something since is not", async () => {
    const { source, read, write } = opened();
    await read();
    await write(2);
    source.fault = away;
    assert.equal((await read())._unsafeUnwrap(), 1);
    await assert.rejects(read(as("admin")), away);
  });

  it("who wanted to change something and could not, is given it too", async () => {
    const { source, read, write } = opened();
    await read();
    source.fault = away;
    await assert.rejects(write(2), away);
    assert.equal((await read(as("admin")))._unsafeUnwrap(), 1);
  });

  it("nobody is given what is known to have changed, where that is not allowed", async () => {
    const { source, read, write } = opened("unchanged");
    await read();
    await write(2);
    source.fault = away;
    await assert.rejects(read(), away);
  });

  it("a defect is not hidden behind an older answer", async () => {
    const { source, read, write } = opened();
    await read();
    await write(2);
    source.fault = new TypeError("defect");
    await assert.rejects(read(), TypeError);
  });
});
