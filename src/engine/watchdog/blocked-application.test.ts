import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const application = fileURLToPath(new URL("./blocked-application.fixture.ts", import.meta.url));

interface Live {
  readonly status: "live" | "blocked";
  readonly sinceMs?: number;
  readonly blockedForMs?: number;
  readonly stack?: readonly string[];
  readonly detail?: string;
}

/** Blocks an application, asks its engine while it is blocked, and again afterwards. */
async function blocked(how: "spin" | "execute") {
  const child = fork(application, { stdio: ["ignore", "ignore", "pipe", "ipc"], execArgv: [] });
  const stderr = textOf(child);
  const exited = once(child, "exit");
  const [port] = (await once(child, "message")) as [number];
  child.send(how);
  const during = await liveUntil(port, "blocked");
  const after = await liveUntil(port, "live");
  const detailed = (await (
    await fetch(`http://127.0.0.1:${port}/api/v1/monitoring/health/detailed`)
  ).json()) as {
    checks: { name: string; status: string; detail: string }[];
  };
  child.send("end");
  const [code] = await exited;
  return { during, after, detailed, code, stderr: stderr() };
}

async function liveUntil(port: number, status: Live["status"]): Promise<{ code: number; body: Live }> {
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${port}/health/live`);
    const body = (await response.json()) as Live;
    if (body.status === status) return { code: response.status, body };
  }
}

function textOf({ stderr }: ChildProcess): () => string {
  let text = "";
  stderr!.on("data", (chunk) => {
    text += chunk;
  });
  return () => text;
}

test("while the main thread spins, the engine answers, and says where it spins", async () => {
  const { during, after, detailed, code, stderr } = await blocked("spin");
  assert.equal(during.code, 503);
  assert.ok(during.body.blockedForMs! >= 1000);
  assert.ok(
    during.body.stack!.some((frame) =>
      /^spinForTest \(file:\/\/.*blocked-application\.fixture\.ts:\d+:\d+\)$/.test(frame),
    ),
  );
  assert.equal(after.code, 200);
  const check = detailed.checks.find(({ name }) => name === "applicationThread");
  assert.match(check!.detail, /was last blocked at .*spinForTest/s);
  assert.deepEqual([code, stderr], [0, ""]);
});

test("while the main thread waits in native code, the engine says so, and the thread is not disturbed", async () => {
  const { during, after, code, stderr } = await blocked("execute");
  assert.equal(during.code, 503);
  assert.deepEqual(during.body.stack, []);
  assert.match(during.body.detail!, /native code/);
  assert.equal(after.code, 200);
  assert.deepEqual([code, stderr], [0, ""]);
});
