import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { ManualClock, systemClock } from "farol";
import { pino } from "pino";
import { createApp } from "./app.ts";
import type { Caller } from "./bus/message.ts";
import { createDatabases } from "./database/databases.ts";
import { startEmbedded } from "./database/embedded/embedded.ts";
import { migrate } from "./database/migrate.ts";
import { openPool } from "./database/pool.ts";
import { domainRecorder } from "./domain-metrics.ts";
import { createAnnouncer } from "./events.ts";
import { ensureAdmin } from "./identity/ensure-admin.ts";
import { createPasswords } from "./identity/passwords.ts";
import { OPERATOR, type Role } from "./identity/roles.ts";
import { rememberedMetrics } from "./metrics.fixture.ts";
import { createBus } from "./reviews-bus.ts";

const ADMIN = { email: "admin@example.com", password: "the admin's password" };
const PASSWORD = "a long enough password";
const log = pino({ level: "silent" });

export const PROPOSAL = {
  title: "Add a missing index",
  source: "query-optimizer",
  severity: "high",
  diff: "+create index",
  evidence: [{ kind: "metric", summary: "Sequential scans", content: "12,000 a minute" }],
} as const;

export type Application = Awaited<ReturnType<typeof startApplication>>;

/**
 * The application without Farol's engine and without a port, on a real PostgreSQL of its own and a clock that stands
 * still. It ends with the test file.
 */
export async function startApplication() {
  const folder = mkdtempSync(join(tmpdir(), "reviews-test-"));
  chmodSync(folder, 0o755);
  const embedded = await startEmbedded(folder, "secret");
  await migrate(embedded.url);
  const limits = { kept: 0, max: 20, waitMs: 30_000, statementMs: 10_000 };
  const pool = openPool({ url: embedded.url, ...limits, clock: systemClock, log });
  const clock = new ManualClock(Date.UTC(2030, 0, 1));
  const { metrics, value } = rememberedMetrics();
  const events = createAnnouncer(log);
  events.listen(domainRecorder(metrics));
  const { announce } = events;
  const passwords = createPasswords(2 ** 10, 1);
  const database = createDatabases({ primary: pool, metrics, clock: systemClock, log });
  const bus = createBus({ database, clock, passwords, announce }, metrics);
  const operator: Caller = { actor: OPERATOR, log };
  await bus.execute(ensureAdmin, ADMIN, operator);
  const settings = {
    RATE_LIMIT: "off",
    RATE_LIMIT_CREDENTIALS: 20,
    TRUST_PROXY: undefined,
    NODE_ENV: "test",
  } as const;
  const parts = { bus, metrics, log, signingKey: "k".repeat(32), version: "0.0.0", settings };
  const app = await createApp({ ...parts, farol: { fastify: () => async () => {} } });
  after(async () => {
    await app.close();
    await pool.end();
    await embedded[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });
  return { app, bus, clock, events, embedded, metrics, value, pool, operator, ...clientOf(app) };
}

/** Someone who sends requests. */
export interface Person {
  readonly id: string;
  readonly token: string;
}

type App = Awaited<ReturnType<typeof createApp>>;

interface Sent {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

function clientOf(app: App) {
  let people = 0;
  const send = async (
    method: "GET" | "POST" | "PUT",
    path: string,
    as?: Person,
    { body, headers }: Sent = {},
  ) => {
    const authorization = as && { authorization: `Bearer ${as.token}` };
    const url = path.startsWith("/") ? path : `/api/v1/${path}`;
    const sent = { method, url, headers: { ...authorization, ...headers } };
    const answer = await app.inject(body === undefined ? sent : { ...sent, payload: body as object });
    const isJson = answer.headers["content-type"]?.toString().includes("json");
    return { status: answer.statusCode, headers: answer.headers, body: isJson ? answer.json() : answer.body };
  };
  const signIn = async (account: { email: string; password: string }): Promise<Person> => {
    const { body } = await send("POST", "sessions", undefined, { body: account });
    return { id: body.user.id, token: body.token };
  };
  const admin = () => signIn(ADMIN);
  const person = async (role: Role): Promise<Person> => {
    const account = { email: `person${++people}@example.com`, password: PASSWORD };
    await send("POST", "users", undefined, { body: { ...account, name: `Person ${people}` } });
    const signedIn = await signIn(account);
    await send("PUT", `users/${signedIn.id}/role`, await admin(), { body: { role } });
    return signedIn;
  };
  const propose = async (as: Person, change: object = {}) =>
    (await send("POST", "reviews", as, { body: { ...PROPOSAL, ...change } })).body;
  return { send, signIn, admin, person, propose };
}
