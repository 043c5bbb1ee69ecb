import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { type Engine, startEngine } from "farol/engine";
import { ManualClock, silentLogger } from "farol/model";
import { SlabWriter } from "farol/record";

const MAIN = fileURLToPath(new URL("../src/cli/main.ts", import.meta.url));
const TOKEN = "a-token-of-the-tests";
const NOW = "2026-03-01T14:05:06.000Z";

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the program; `saw` is called with each line that it writes on stderr. */
async function farol(args: readonly string[], saw: (line: string) => void = () => {}): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, FAROL_TOKEN: TOKEN } });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
    saw(String(chunk));
  });
  const [code] = (await once(child, "close")) as [number];
  return { code, out, err };
}

function deploy(url: string, ...more: readonly string[]): Promise<Ended> {
  return farol(["deploy", "started", "--version", "2.0.1", "--url", url, ...more]);
}

async function engineOn(t: TestContext, port = 0): Promise<Engine> {
  const engine = await startEngine({
    service: "test",
    version: "1",
    farolVersion: "1",
    tickMs: 3_600_000,
    port,
    token: TOKEN,
    clock: new ManualClock(Date.parse(NOW)),
    logger: silentLogger,
    collect() {},
    threads: [new SlabWriter(0).memory],
    requestExpiry() {},
  });
  t.after(() => engine.close());
  return engine;
}

async function recorded(port: number): Promise<readonly Record<string, unknown>[]> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/monitoring/deployments`);
  return ((await response.json()) as { items: Record<string, unknown>[] }).items;
}

/** A server that is not Farol. @returns Its address. */
async function otherServer(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  t.after(() => server.close());
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

test("each phase is recorded with all that is said of it, and to say it twice does no harm", async (t) => {
  const { port } = await engineOn(t);
  const url = `http://127.0.0.1:${port}`;
  const more = ["--revision", "9fceb02", "--note", "of the spring", "--at", "2026-03-01T13:00:00Z"];
  assert.deepEqual(await deploy(url, ...more), {
    code: 0,
    out: "Recorded: 2.0.1 started at 2026-03-01T13:00:00.000Z.\n",
    err: "",
  });
  assert.match((await deploy(url, ...more)).out, /^Recorded before, as the same event: 2\.0\.1 started/);
  const back = await farol(["deploy", "rolled-back", "--version", "2.0.1", "--url", `${url}/`]);
  assert.deepEqual([back.code, back.out], [0, `Recorded: 2.0.1 rolled back at ${NOW}.\n`]);
  const atMs = Date.parse("2026-03-01T13:00:00Z");
  assert.deepEqual(await recorded(port), [
    { id: 2, phase: "rolled_back", version: "2.0.1", atMs: Date.parse(NOW) },
    { id: 1, phase: "started", version: "2.0.1", revision: "9fceb02", note: "of the spring", atMs },
  ]);
});

test("a service that restarts is waited for", async (t) => {
  const port = await freePort();
  let engine: Promise<Engine> | undefined;
  const args = ["deploy", "completed", "--version", "2.0.1", "--url", `http://127.0.0.1:${port}`];
  const { code, out, err } = await farol(args, () => {
    engine ??= engineOn(t, port);
  });
  assert.match(err, /^http:\/\/127\.0\.0\.1:\d+ does not answer \(ECONNREFUSED\); trying for 30 s\.\n$/);
  assert.deepEqual([code, out], [0, `Recorded: 2.0.1 completed at ${NOW}.\n`]);
  assert.equal((await recorded((await engine)!.port)).length, 1);
});

test("a service that a proxy does not reach yet is waited for, and an event that got lost on the way is sent again", async (t) => {
  const answers = [502, "cut", 503, 201];
  const url = await otherServer(t, (request, response) => {
    const answer = answers.shift();
    if (answer === "cut") return request.socket.destroy();
    response.writeHead(answer as number);
    return response.end(JSON.stringify({ version: "2.0.1", phase: "started", atMs: 0 }));
  });
  const { code, err } = await deploy(url);
  assert.deepEqual([code, answers], [0, []]);
  assert.match(err, /does not answer \(status 502\)/);
});

test("nobody who answers in time is told, and is not waited for longer than said", async () => {
  const { code, err } = await deploy(`http://127.0.0.1:${await freePort()}`, "--timeout", "300ms");
  assert.equal(code, 1);
  assert.match(err, /Not recorded: http:\/\/127\.0\.0\.1:\d+ does not answer \(ECONNREFUSED\)\.\n$/);
});

test("a refusal is told in the service's words, and not tried again", async (t) => {
  const { port } = await engineOn(t);
  const url = `http://127.0.0.1:${port}`;
  const wrongToken = await deploy(url, "--token", "another");
  assert.equal(wrongToken.code, 1);
  assert.match(
    wrongToken.err,
    /^Not recorded: .* answers 401, A token is needed\. What changes something needs/,
  );
  const wrongTime = await deploy(url, "--at", "tomorrow");
  assert.equal(wrongTime.code, 1);
  assert.match(wrongTime.err, /answers 400, .*at: tomorrow is neither unix seconds nor RFC 3339/);
  assert.deepEqual(await recorded(port), []);
});

test("an answer that is not from Farol is not taken for a success", async (t) => {
  const page = await otherServer(t, (_request, response) => response.end("<h1>Welcome</h1>"));
  const moved = await otherServer(t, (_request, response) =>
    response.writeHead(301, { location: page }).end(),
  );
  for (const [url, status] of [
    [page, 200],
    [moved, 301],
  ] as const) {
    const { code, err } = await deploy(url);
    assert.equal(code, 1);
    assert.match(err, new RegExp(`answers ${status}, which is not from Farol\\. Is --url`));
  }
});

test("the token may come from a file, whose last line may end", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "farol-cli-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "token");
  writeFileSync(file, `${TOKEN}\n`);
  const { port } = await engineOn(t);
  const url = `http://127.0.0.1:${port}`;
  assert.equal((await deploy(url, "--token-file", file)).code, 0);
  const missing = await deploy(url, "--token-file", join(folder, "nothing"));
  assert.equal(missing.code, 2);
  assert.match(missing.err, /--token-file .*nothing cannot be read/);
});

test("a call that makes no sense ends with 2, says why, and reaches nobody", async () => {
  for (const [args, reason] of [
    [[], /^Say what to do\.\n\n {2}farol \w+ /],
    [["deplo"], /^There is no command deplo\./],
    [["deploy", "--version", "1"], /^Say one of started, completed, rolled-back\./],
    [["deploy", "begun", "--version", "1"], /^Say one of started, .*, not "begun"\./],
    [["deploy", "started"], /^Say which version/],
    [["deploy", "started", "--versoin", "1"], /Unknown option '--versoin'/],
    [
      ["deploy", "started", "--version", "1", "--url", "localhost:8000"],
      /--url localhost:8000 is no address/,
    ],
    [["deploy", "started", "--version", "1", "--timeout", "soon"], /--timeout: "soon": a duration is/],
    [["deploy", "started", "--version", "1", "--token", " "], /A token is needed/],
  ] as const) {
    const { code, out, err } = await farol(args);
    assert.deepEqual([code, out], [2, ""], args.join(" "));
    assert.match(err, reason);
  }
});

test("help and version are printed and end with 0", async () => {
  const help = await farol(["deploy", "started", "--help"]);
  assert.deepEqual([help.code, help.err], [0, ""]);
  assert.match(help.out, /--token-file <path>/);
  assert.match((await farol(["help"])).out, /farol version/);
  assert.match((await farol(["--version"])).out, /^\d+\.\d+\.\d+\n$/);
});
