import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type Logger, silentLogger, systemClock } from "farol/model";
import { SlabWriter, ThreadRecorder } from "farol/record";
import { ApplicationConversation } from "../src/application-conversation.ts";
import { startEngineThread } from "../src/engine-handle.ts";
import { deployments } from "../src/integrations/deployment/index.ts";

const TOKEN = "a-token-of-the-tests";

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), "farol-deployed-"));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

/** The engine's thread of one run of a service of this version. */
async function run(dataDir: string, version: string, logger: Logger = silentLogger) {
  const slab = new SlabWriter(0);
  const recorder = new ThreadRecorder(slab, systemClock);
  const start = {
    service: "test",
    version,
    revision: `commit-of-${version}`,
    farolVersion: "1",
    tickMs: 3_600_000,
    retentionMs: 86_400_000,
    port: 0,
    token: TOKEN,
    consoleDir: dataDir,
    dataDir,
    watchers: [deployments().watcher!.href],
    runbooks: [],
    application: slab.memory,
    startedAtMs: systemClock.now(),
    debugged: true,
  };
  const engine = await startEngineThread(start, recorder, new ApplicationConversation(), logger);
  const url = `http://127.0.0.1:${engine.port()}`;
  return {
    close: () => engine.close(),
    async tell(phase: string) {
      const response = await fetch(`${url}/api/v1/monitoring/deployments`, {
        method: "POST",
        headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
        body: JSON.stringify({ phase, version }),
      });
      return response.status;
    },
    async metrics() {
      const page = await (await fetch(`${url}/metrics`)).text();
      return page.split("\n").filter((line) => line.startsWith("deployment"));
    },
  };
}

test("deployments are counted on from run to run, and only the build that runs is told", async (t) => {
  const dataDir = folder(t);
  const first = await run(dataDir, "1.0.0");
  assert.deepEqual(await first.metrics(), [
    'deployment_info{version="1.0.0",revision="commit-of-1.0.0"} 1',
    'deployments_total{phase="started"} 0',
    'deployments_total{phase="completed"} 0',
    'deployments_total{phase="rolled_back"} 0',
  ]);
  assert.deepEqual([await first.tell("started"), await first.tell("started")], [201, 200]);
  assert.equal((await first.metrics())[1], 'deployments_total{phase="started"} 1');
  await first.close();
  const second = await run(dataDir, "2.0.0");
  assert.equal(await second.tell("completed"), 201);
  assert.deepEqual(await second.metrics(), [
    'deployment_info{version="2.0.0",revision="commit-of-2.0.0"} 1',
    'deployments_total{phase="started"} 1',
    'deployments_total{phase="completed"} 1',
    'deployments_total{phase="rolled_back"} 0',
  ]);
  await second.close();
});

test("a service whose file is damaged starts all the same, says so, and records again", async (t) => {
  const dataDir = folder(t);
  writeFileSync(join(dataDir, "farol.db"), "no database ".repeat(500));
  const messages: string[] = [];
  const error: Logger["error"] = (fields, message) => {
    messages.push(message, (fields as { err: Error }).err.message);
  };
  const service = await run(dataDir, "1.0.0", { ...silentLogger, error });
  assert.equal(await service.tell("started"), 201);
  assert.equal(messages[0], "Farol: its database was damaged; a new one was begun");
  assert.match(messages[1]!, /farol\.db \(file is not a database\): .* \[FAROL_DATABASE_DAMAGED\]$/);
  await service.close();
  assert.equal(readdirSync(dataDir).filter((name) => name.startsWith("farol.db.damaged-")).length, 1);
});
