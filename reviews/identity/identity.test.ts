import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { PROPOSAL, startApplication } from "../application.fixture.ts";

const { send, signIn, admin, person, value, pool } = await startApplication();
const account = { email: "ada@example.com", password: "a long enough password" };

test("who registers may propose, and is counted", async () => {
  const before = value("user_registrations_total");
  const { status, body } = await send("POST", "users", undefined, {
    body: { ...account, email: " Ada@Example.com ", name: "Ada" },
  });
  assert.equal(status, 201);
  assert.equal(body.email, "ada@example.com");
  assert.equal(body.role, "proposer");
  assert.deepEqual(Object.keys(body).sort(), ["createdAt", "email", "id", "name", "role"]);
  assert.equal(value("user_registrations_total"), before + 1);
  const proposed = await send("POST", "reviews", await signIn(account), { body: PROPOSAL });
  assert.equal(proposed.status, 201);
});

test("an address registers once, however many try at the same time", async () => {
  const body = { email: "twin@example.com", password: account.password, name: "Twin" };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => send("POST", "users", undefined, { body })),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array(7).fill(409)]);
});

test("signing in with a wrong password and as an unknown user is answered alike, and both are counted", async () => {
  await person("proposer");
  const failures = () => value("authentication_attempts_total", { outcome: "failure" });
  const before = failures();
  const answers = [];
  for (const email of ["person1@example.com", "unknown@example.com"]) {
    const { status, body } = await send("POST", "sessions", undefined, {
      body: { email, password: "wrong" },
    });
    answers.push({ status, ...body, instance: "" });
  }
  assert.equal(answers[0]!.status, 401);
  assert.deepEqual(answers[0], answers[1]);
  assert.equal(failures(), before + 2);
});

test("a granted role holds from the next request on, with the session that was there", async () => {
  const somebody = await person("proposer");
  const before = await send("GET", "users", somebody);
  await send("PUT", `users/${somebody.id}/role`, await admin(), { body: { role: "admin" } });
  const after = await send("GET", "users", somebody);
  assert.deepEqual([before.status, after.status], [403, 200]);
});

test("only an admin grants roles, and only to users there are", async () => {
  const somebody = await person("reviewer");
  const body = { role: "admin" };
  const own = await send("PUT", `users/${somebody.id}/role`, somebody, { body });
  const nobody = await send("PUT", `users/${randomUUID()}/role`, await admin(), { body });
  assert.deepEqual([own.status, nobody.status], [403, 404]);
});

test("a machine proposes with a token, which ends when one of the same name is issued", async () => {
  const owner = await person("proposer");
  const issue = async () => (await send("POST", "api-tokens", owner, { body: { name: "bot" } })).body.token;
  const first = { id: owner.id, token: await issue() };
  const withFirst = await send("POST", "reviews", first, { body: PROPOSAL });
  assert.equal(withFirst.status, 201);
  assert.equal(withFirst.body.proposerId, owner.id);
  const second = { id: owner.id, token: await issue() };
  assert.equal((await send("GET", "reviews", first)).status, 401);
  assert.equal((await send("GET", "reviews", second)).status, 200);
});

test("no secret lies in the database", async () => {
  const owner = await person("proposer");
  const { body } = await send("POST", "api-tokens", owner, {
    body: { name: "bot" },
    headers: { "idempotency-key": "k" },
  });
  const tables = ["users", "api_tokens", "idempotency_keys"];
  const dumps = await Promise.all(tables.map((table) => pool.query(`SELECT t::text FROM ${table} t`)));
  const dump = JSON.stringify(dumps.map(({ rows }) => rows));
  assert.ok(dump.includes("bot"));
  for (const secret of [body.token, account.password, owner.token]) assert.ok(!dump.includes(secret));
});

test("a token that is forged, empty or of another kind is refused", async () => {
  const { token } = await person("admin");
  const [header, payload] = token.split(".");
  const unsigned = Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url");
  for (const forged of [`${header}.${payload}.x`, `${unsigned}.${payload}.`, "", "reviews_x", "Basic YTpi"]) {
    const answer = await send("GET", "reviews", { id: "", token: forged });
    assert.equal(answer.status, 401, forged);
    assert.equal(answer.headers["www-authenticate"], "Bearer");
  }
});

test("users are listed in pages", async () => {
  const as = await admin();
  const first = await send("GET", "users?limit=2", as);
  const second = await send("GET", `users?limit=2&cursor=${first.body.nextCursor}`, as);
  const ids = [...first.body.items, ...second.body.items].map(({ id }) => id);
  assert.equal(new Set(ids).size, 4);
});
