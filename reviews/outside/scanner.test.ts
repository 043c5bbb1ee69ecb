import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, mock, test } from "node:test";
import { companionForTests } from "../companion/companion.fixture.ts";
import type { CallLimits } from "./limits.ts";
import { SHORT_MS, SMALL, seenBreakers } from "./outside.fixture.ts";
import { createScanner } from "./scanner.ts";

const { scannerUrl, tell } = await companionForTests();
const never = new AbortController().signal;
const UNAVAILABLE = { state: "unavailable" };

function open(limits: Partial<CallLimits> = {}, url = scannerUrl) {
  const seen = seenBreakers();
  const scanner = createScanner(url, seen.watch, { ...SMALL, ...limits });
  after(() => scanner[Symbol.asyncDispose]());
  return { ...seen, scanner, scan: (diff = "+ok", signal = never) => scanner.scan(diff, signal) };
}

/** A scanner of our own that answers this, and counts how often it was asked. */
async function answering(status: number, body: string) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked++;
    request.resume().on("end", () => response.writeHead(status).end(body));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  after(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, asked: () => asked };
}

test("a scan gives the scanner's findings", async () => {
  await tell({ scanner: { mode: "off" } });
  const { scan } = open();
  const result = await scan("+DROP TABLE users;");
  assert.equal(result.state, "done");
  assert.deepEqual(result.state === "done" && result.findings.map(({ rule }) => rule), ["dangerous_sql"]);
});

test("a failing scanner is asked again, then given up, then left alone, then tried, and back", async () => {
  mock.timers.enable({ apis: ["Date"] });
  const { scan, states, retries, scanner } = open({ retries: 1, breakAfter: 3 });
  const recovered = new Promise<void>((resolve) => scanner.onRecovery(resolve));
  await tell({ scanner: { mode: "fail" } });
  assert.deepEqual(await scan(), UNAVAILABLE);
  assert.deepEqual([retries.length, states], [1, []]);
  assert.deepEqual(await scan(), UNAVAILABLE);
  // the third attempt in a row opened it, so there was no fourth
  assert.deepEqual([retries.length, states], [2, ["scanner open"]]);

  await tell({ scanner: { mode: "off" } });
  assert.deepEqual(await scan(), UNAVAILABLE, "it is not even asked while the breaker is open");
  mock.timers.tick(SMALL.halfOpenAfterMs);
  assert.equal((await scan()).state, "done");
  await recovered;
  assert.deepEqual(states, ["scanner open", "scanner half open", "scanner closed"]);
  mock.timers.reset();
});

test("a scanner that hangs, or cuts the connection, is given up too", async () => {
  for (const mode of ["hang", "reset"] as const) {
    await tell({ scanner: { mode } });
    const { scan, states } = open({ breakAfter: 2, timeoutMs: SHORT_MS });
    assert.deepEqual(await scan(), UNAVAILABLE);
    assert.deepEqual(await scan(), UNAVAILABLE);
    assert.deepEqual(states, ["scanner open"], mode);
  }
});

test("a flood of scans takes no more than the bulkhead lets through; the others are refused at once", async () => {
  await tell({ scanner: { mode: "hang" } });
  const { scan } = open();
  const leaving = new AbortController();
  const settled: number[] = [];
  const scans = Array.from({ length: 50 }, (_, i) => scan("+ok", leaving.signal).then(() => settled.push(i)));
  await Promise.race(scans);
  await new Promise(setImmediate);
  const passed = SMALL.atOnce + SMALL.queued;
  assert.deepEqual(
    settled,
    Array.from({ length: 50 - passed }, (_, i) => i + passed),
  );
  leaving.abort();
  await Promise.all(scans);
});

test("a scan that is called off ends at once", async () => {
  await tell({ scanner: { mode: "hang" } });
  const { scan } = open({ retries: 5 });
  const leaving = new AbortController();
  const scanning = scan("+ok", leaving.signal);
  leaving.abort();
  assert.deepEqual(await scanning, UNAVAILABLE);
});

test("a scanner that refuses this diff is not asked about it again, and is not out of order", async () => {
  const { url, asked } = await answering(413, "too large");
  const { scan, states } = open({ retries: 3, breakAfter: 1 }, url);
  assert.deepEqual(await scan(), { state: "refused" });
  assert.deepEqual([asked(), states], [1, []]);
});

test("an answer that is no scan, or endless, is none", async () => {
  for (const body of ["hello", '{"findings":[{"rule":1}]}', `{"findings":[],"x":"${"x".repeat(2 ** 20)}"}`]) {
    const { url } = await answering(200, body);
    assert.deepEqual(await open({}, url).scan(), UNAVAILABLE);
  }
});

test("nobody at that address is an outage like another", async () => {
  const { scan, states } = open({ breakAfter: 1 }, "http://127.0.0.1:1/");
  assert.deepEqual(await scan(), UNAVAILABLE);
  assert.deepEqual(states, ["scanner open"]);
});
