import assert from "node:assert/strict";
import { chownSync, existsSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { PROPOSAL } from "./application.fixture.ts";
import { startEmbedded } from "./database/embedded/embedded.ts";
import { databaseProcess, enterAsAdmin, newFolder, type Started, start } from "./start.fixture.ts";

const isRoot = process.getuid?.() === 0;

async function stop({ process, ended }: Started, signal: NodeJS.Signals = "SIGINT") {
  process.kill(signal);
  const result = await ended;
  assert.equal(result.code, 0, result.errors.join("\n"));
  assert.deepEqual(result.errors, []);
  return result;
}

async function pending(origin: string): Promise<number> {
  const exposition = await (await fetch(`${origin}/metrics`)).text();
  return Number(/^reviews_pending (\d+)/m.exec(exposition)?.[1]);
}

describe("the service", { concurrency: 3 }, () => {
  test("it starts on nothing, prints where everything is, and leaves nothing running when it ends", async () => {
    const dataDir = newFolder();
    const service = start({ dataDir });
    const origin = await service.origin;
    const answers = await Promise.all(
      ["/docs/", "/openapi.json", "/health/ready", "/metrics"].map((path) => fetch(origin + path)),
    );
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200, 200],
    );
    assert.ok(databaseProcess(dataDir) !== undefined);
    const { stdout } = await stop(service);
    assert.match(stdout, new RegExp(`console +${origin}/farol/`));
    assert.ok(stdout.includes(readFileSync(join(dataDir, "token"), "utf8")));
    assert.equal(databaseProcess(dataDir), undefined);
    assert.equal(existsSync(join(dataDir, "lock")), false);
  });

  test("a second start finds the data of the first, and counts what is pending", async () => {
    const dataDir = newFolder();
    const first = start({ dataDir });
    const request = await enterAsAdmin(await first.origin, dataDir);
    const proposed = await request("/api/v1/reviews", { method: "POST", body: JSON.stringify(PROPOSAL) });
    const { id } = (await proposed.json()) as { id: string };
    assert.equal(await pending(await first.origin), 1);
    await stop(first, "SIGTERM");
    const second = start({ dataDir });
    const again = await enterAsAdmin(await second.origin, dataDir);
    assert.equal((await again(`/api/v1/reviews/${id}`)).status, 200);
    assert.equal(await pending(await second.origin), 1);
    await stop(second);
  });

  test("Ctrl-C reaches the whole process group, and the database ends after the application all the same", async () => {
    const dataDir = newFolder();
    const service = start({ dataDir });
    await service.origin;
    process.kill(-service.process.pid!, "SIGINT");
    const { code, errors } = await service.ended;
    assert.deepEqual([code, errors], [0, []]);
    assert.equal(databaseProcess(dataDir), undefined);
    assert.match(readFileSync(join(dataDir, "postgres.log"), "utf8"), /database system is shut down/);
  });

  test("a request that is being answered is finished, and no new one is taken", async () => {
    const service = start({ dataDir: newFolder() });
    const { port } = new URL(await service.origin);
    const slow = await openRequest(Number(port));
    service.process.kill("SIGTERM");
    await untilRefused(Number(port));
    slow.socket.end("}");
    assert.match(await slow.answer, /^HTTP\/1.1 400 /);
    assert.equal((await service.ended).code, 0);
  });

  test("a second Ctrl-C ends it at once, and its database with it", async () => {
    const dataDir = newFolder();
    const service = start({ dataDir });
    const { port } = new URL(await service.origin);
    const database = databaseProcess(dataDir)!;
    await openRequest(Number(port));
    service.process.kill("SIGINT");
    await untilRefused(Number(port));
    // what comes sooner counts as npm's echo of the first
    await delay(600);
    service.process.kill("SIGINT");
    assert.equal((await service.ended).code, 130);
    while (existsSync(`/proc/${database}/exe`) && databaseProcess(dataDir) !== undefined) await delay(20);
  });

  test("after kill -9 the database that was left behind is stopped, and the next start works", async () => {
    const dataDir = newFolder();
    const killed = start({ dataDir });
    await killed.origin;
    killed.process.kill("SIGKILL");
    await killed.ended;
    const orphan = databaseProcess(dataDir);
    assert.ok(orphan !== undefined);
    const next = start({ dataDir });
    await next.origin;
    assert.notEqual(databaseProcess(dataDir), orphan);
    await stop(next);
  });

  test("the visitor is seen in the metrics: answers, refusals, and requests to nowhere", async () => {
    const service = start({ dataDir: newFolder(), args: [] });
    const origin = await service.origin;
    const seen = /^http_requests_total\{[^}]*endpoint="\/api\/v1\/reviews"[^}]*status_code="200"\} [1-9]/m;
    while (!seen.test(await (await fetch(`${origin}/metrics`)).text())) await delay(100);
    await stop(service);
  });

  test("it runs on another database, and leaves that one running", async () => {
    const database = await startEmbedded(newFolder(), "secret");
    const dataDir = newFolder();
    const service = start({ dataDir, env: { DATABASE_URL: database.url } });
    const request = await enterAsAdmin(await service.origin, dataDir);
    assert.equal((await request("/api/v1/reviews")).status, 200);
    assert.equal(existsSync(join(dataDir, "postgres")), false);
    await stop(service);
    const second = start({
      dataDir: newFolder(),
      env: { DATABASE_URL: database.url, NODE_ENV: "production" },
    });
    await second.origin;
    await stop(second);
    await database[Symbol.asyncDispose]();
  });

  test("a statement that hangs does not hold up the end", async () => {
    const database = await startEmbedded(newFolder(), "secret");
    const dataDir = newFolder();
    const service = start({ dataDir, env: { DATABASE_URL: database.url } });
    const request = await enterAsAdmin(await service.origin, dataDir);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query("BEGIN; LOCK TABLE reviews");
    const cut = request("/api/v1/reviews").catch(() => "cut");
    const blocked = "SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event = 'relation'";
    while ((await client.query(blocked)).rows[0].n === 0) await delay(10);
    service.process.kill("SIGTERM");
    const { code } = await Promise.race([service.ended, delay(5000, { code: "still runs after 5 s" })]);
    assert.equal(code, 0);
    assert.equal(await cut, "cut");
    await client.end();
    await database[Symbol.asyncDispose]();
  });

  test("an ordinary user can start it", { skip: !isRoot && "every other test shows it" }, async () => {
    const dataDir = newFolder();
    chownSync(dataDir, 65_534, 65_534);
    const prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    const service = start({ dataDir, prefix });
    assert.equal((await fetch(`${await service.origin}/health/ready`)).status, 200);
    await stop(service);
  });
});

/** A request whose body is not whole yet. */
async function openRequest(port: number) {
  const socket = connect(port, "127.0.0.1");
  const answer = new Promise<string>((resolve) => {
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("close", () => resolve(text));
    socket.on("error", () => {});
  });
  const headers = "content-type: application/json\r\ncontent-length: 2\r\nexpect: 100-continue";
  socket.write(`POST /api/v1/sessions HTTP/1.1\r\nhost: x\r\n${headers}\r\n\r\n`);
  // "100 Continue" says that the server has the request
  await new Promise((resolve) => socket.once("data", resolve));
  socket.write("{");
  return { socket, answer: answer.then((text) => text.slice(text.lastIndexOf("HTTP/1.1 "))) };
}

async function untilRefused(port: number): Promise<void> {
  const isOpen = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => resolve(socket.destroy() !== undefined));
      socket.on("error", () => resolve(false));
    });
  while (await isOpen()) await delay(10);
}
