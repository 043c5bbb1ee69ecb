import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock, silentLogger } from "farol";
import { err, ok } from "neverthrow";
import { z } from "zod";
import { failure } from "../errors.ts";
import type { Access, Actor } from "../identity/roles.ts";
import { authorized } from "./authorization.ts";
import { dispatcher, type Middleware } from "./bus.ts";
import { logged } from "./logging.ts";
import { type AnyDefinition, define, type Services } from "./message.ts";
import { measured } from "./metrics.ts";
import { validated } from "./validation.ts";

const clock = new ManualClock();
const services = { clock } as unknown as Services;
const log = { ...silentLogger, debug() {} };
const nobody = { actor: undefined, log };
const as = (role: Actor["role"]) => ({ actor: { id: role, role }, log });

const double = (allow: Access = "anyone") =>
  define({
    name: "double",
    input: z.object({ number: z.coerce.number() }),
    allow,
    handle: async ({ number }) => {
      if (number < 0) return err(failure("not_found", "no such number"));
      if (number === 0) throw new TypeError("zero");
      return ok(number * 2);
    },
  });

const through = (...chain: Middleware[]) => dispatcher<AnyDefinition>(services, chain);

test("a message passes the chain from the outside to its handler and back", async () => {
  const seen: string[] = [];
  const note =
    (name: string): Middleware =>
    (next) =>
    async (message, context) => {
      seen.push(`${name} in`);
      const result = await next(message, context);
      seen.push(`${name} out`);
      return result;
    };
  const result = await through(note("a"), note("b"))(double(), { number: 2 }, nobody);
  assert.equal(result._unsafeUnwrap(), 4);
  assert.deepEqual(seen, ["a in", "b in", "b out", "a out"]);
});

test("the handler gets what the schema reads, and never what it refuses", async () => {
  const dispatch = through(validated);
  assert.equal((await dispatch(double(), { number: "21" }, nobody))._unsafeUnwrap(), 42);
  const refused = (await dispatch(double(), { number: "many" }, nobody))._unsafeUnwrapErr();
  assert.equal(refused.kind, "invalid");
  assert.match(refused.detail, /^number: /);
});

test("only the roles that a message allows may send it", async () => {
  const dispatch = through(authorized);
  const kindFor = async (allow: Access, caller: typeof nobody | ReturnType<typeof as>) => {
    const result = await dispatch(double(allow), { number: 1 }, caller);
    return result.isOk() ? "ok" : result.error.kind;
  };
  assert.equal(await kindFor("anyone", nobody), "ok");
  assert.equal(await kindFor(["admin"], nobody), "unauthenticated");
  assert.equal(await kindFor(["admin"], as("reviewer")), "forbidden");
  assert.equal(await kindFor(["reviewer", "admin"], as("reviewer")), "ok");
  assert.equal(await kindFor(["admin"], as("operator")), "forbidden");
});

test("each outcome is counted and timed, a thrown exception as an error", async () => {
  const counts = { ok: 0, error: 0 };
  const durations: number[] = [];
  const slow: Middleware = (next) => (message, context) => {
    clock.advance(250);
    return next(message, context);
  };
  const series = {
    ok: { inc: () => void counts.ok++ },
    error: { inc: () => void counts.error++ },
    duration: { observe: (seconds: number) => void durations.push(seconds), observeTraced() {} },
  };
  const dispatch = through(measured(new Map([["double", series]]), clock), slow);
  await dispatch(double(), { number: 1 }, nobody);
  await dispatch(double(), { number: -1 }, nobody);
  await assert.rejects(dispatch(double(), { number: 0 }, nobody), TypeError);
  assert.deepEqual(counts, { ok: 1, error: 2 });
  assert.deepEqual(durations, [0.25, 0.25, 0.25]);
});

test("the log names the message, the actor and the failure, but never the input", async () => {
  const lines: object[] = [];
  const keep = (...line: unknown[]) => void lines.push(line);
  const caller = { actor: { id: "ada", role: "admin" as const }, log: { ...log, info: keep } };
  await through(logged("command", "info"))(double(), { number: -17 }, caller);
  assert.deepEqual(lines, [[{ command: "double", actor: "ada", failure: "not_found" }, "refused"]]);
});
