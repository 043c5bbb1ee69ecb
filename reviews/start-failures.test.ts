import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { startEmbedded } from "./database/embedded/embedded.ts";
import { databaseProcess, newFolder, start } from "./start.fixture.ts";

/** Starts it and shows that it ends with one sentence and leaves no database behind. */
async function assertRefused(
  sentence: RegExp,
  env: NodeJS.ProcessEnv,
  dataDir = newFolder(),
  args?: string[],
) {
  const { code, errors, stdout } = await start({ dataDir, env, ...(args && { args }) }).ended;
  assert.equal(errors.length, 1, errors.join("\n"));
  assert.match(errors[0]!, sentence);
  assert.equal(code, 1);
  assert.equal(stdout, "");
  assert.equal(databaseProcess(dataDir), undefined);
}

/** A server that takes connections and then does this with them, on a port of its own. */
async function listener(): Promise<number> {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  after(() => server.close());
  server.unref();
  return (server.address() as { port: number }).port;
}

describe("it does not start, says why in one sentence, and leaves nothing running, with", {
  concurrency: 3,
}, () => {
  test("a busy port", async () => {
    const port = await listener();
    await assertRefused(new RegExp(`^reviews: Port ${port} is in use`), { PORT: String(port) });
  });

  test("a database that refuses connections", async () => {
    const url = "postgres://ada:hunter2@127.0.0.1:1/x";
    await assertRefused(/^reviews: The database 127\.0\.0\.1:1\/x does not answer: (?!.*hunter2).*REFUSED/, {
      DATABASE_URL: url,
    });
  });

  test("a database that takes the connection and says nothing", async () => {
    const port = await listener();
    const url = `postgres://ada:hunter2@127.0.0.1:${port}/x`;
    await assertRefused(/does not answer: no answer within 5 s/, { DATABASE_URL: url });
  });

  test("a database that knows neither the user nor the password", async () => {
    const database = await startEmbedded(newFolder(), "secret");
    const url = database.url.replace("secret", "wrong");
    await assertRefused(/does not answer: password authentication failed/, { DATABASE_URL: url });
    await database[Symbol.asyncDispose]();
  });

  test("a data folder of another format", async () => {
    const dataDir = newFolder();
    writeFileSync(join(dataDir, "format.json"), '{"version":2}');
    await assertRefused(/^reviews: The data folder .* has format 2/, {}, dataDir);
    assert.deepEqual(readdirSync(dataDir), ["format.json"]);
  });

  test("a database folder of another PostgreSQL", async () => {
    const dataDir = newFolder();
    writeFileSync(join(dataDir, "format.json"), '{"version":1}');
    mkdirSync(join(dataDir, "postgres"));
    writeFileSync(join(dataDir, "postgres", "PG_VERSION"), "12\n");
    await assertRefused(/was made by PostgreSQL 12, this is PostgreSQL \d+/, {}, dataDir);
  });

  test("a data folder that another instance uses", async () => {
    const dataDir = newFolder();
    const first = start({ dataDir });
    await first.origin;
    const { code, errors } = await start({ dataDir }).ended;
    assert.equal(code, 1);
    assert.match(
      errors.join("\n"),
      new RegExp(`^reviews: .* another running instance \\(process ${first.process.pid}\\)`),
    );
    first.process.kill("SIGTERM");
    assert.equal((await first.ended).code, 0);
  });

  test("a data folder that cannot be written", async () => {
    const file = join(newFolder(), "file");
    writeFileSync(file, "");
    await assertRefused(/^reviews: The data folder .* cannot be used/, {}, join(file, "data"));
  });

  test("a setting that is not valid, and an option that does not exist", async () => {
    await assertRefused(/^reviews: The setting PORT is not valid/, { PORT: "many" });
    await assertRefused(/^reviews: Unknown option '--fast'/, {}, newFolder(), ["--fast"]);
  });
});
