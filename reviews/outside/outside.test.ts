import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { until } from "../../test/until.ts";
import { PROPOSAL, startApplication } from "../application.fixture.ts";
import { companionForTests } from "../companion/companion.fixture.ts";
import { SMALL, seenBreakers } from "./outside.fixture.ts";
import { type Outside, startOutside } from "./outside.ts";

const { send, person, propose, value, clock, bus, events, operator } = await startApplication();
const proposer = await person("proposer");
const reviewer = await person("reviewer");
const companion = await companionForTests();
const dangerous = { diff: "+DROP TABLE users;" };

let current: Outside | undefined;
events.listen((event) => current?.hear(event));

/** What reviews does outside, until the test ends. */
async function open(): Promise<AsyncDisposable & { states: string[] }> {
  const { watch, states } = seenBreakers();
  const { scannerUrl, webhookUrl } = companion;
  const parts = { bus, clock, log: operator.log, scannerUrl, webhookUrl, watch, limits: SMALL };
  const outside = startOutside({ ...parts, scanning: { atOnce: 2, stopMs: 50 }, outbox: { stopMs: 50 } });
  current = outside;
  return {
    states,
    async [Symbol.asyncDispose]() {
      await outside[Symbol.asyncDispose]();
      current = undefined;
      await companion.tell({ scanner: { mode: "off" }, webhook: { mode: "off" } });
    },
  };
}

const scanOf = async (id: string) => (await send("GET", `reviews/${id}`, reviewer)).body.scan;
const untilScan = (id: string, state: string) =>
  until(`the scan to be ${state}`, async () => {
    const scan = await scanOf(id);
    return scan.state === state ? scan : undefined;
  });
const notifications = async () => {
  const { received } = (await (await fetch(companion.webhookUrl)).json()) as {
    received: { body: { type: string; review: object } }[];
  };
  return received.map(({ body }) => body);
};

test("a proposed change is scanned after its answer, and the review stays at its version", async () => {
  await using _ = await open();
  const review = await propose(proposer, dangerous);
  assert.deepEqual(review.scan, { state: "waiting", findings: [], scannedAt: null });
  const scan = await untilScan(review.id, "done");
  assert.equal(scan.scannedAt, new Date(clock.now()).toISOString());
  assert.deepEqual(scan.findings, [
    { rule: "dangerous_sql", severity: "high", line: 1, message: "takes a table or its rows away" },
  ]);
  const approved = await send("POST", `reviews/${review.id}/approval`, reviewer, {
    ...{ body: { reason: "Read it." }, headers: { "if-match": '"1"' } },
  });
  assert.equal(approved.status, 201);
  assert.ok(value("commands_total", { command: "record_scan", outcome: "ok" }) >= 1);
});

test("a revised change is scanned anew", async () => {
  await using _ = await open();
  const { id } = await propose(proposer, dangerous);
  await untilScan(id, "done");
  const revised = await send("PUT", `reviews/${id}`, proposer, {
    body: { ...PROPOSAL, diff: "+// TODO" },
    headers: { "if-match": '"1"' },
  });
  assert.equal(revised.body.scan.state, "waiting");
  const scan = await untilScan(id, "done");
  assert.deepEqual(
    scan.findings.map(({ rule }: { rule: string }) => rule),
    ["todo"],
  );
});

test("proposals and decisions are told to the webhook", async () => {
  await using _ = await open();
  const before = (await notifications()).length;
  const { id } = await propose(proposer);
  await send("POST", `reviews/${id}/rejection`, reviewer, { body: { reason: "No." } });
  const told = await until("two notifications", async () => {
    const now = (await notifications()).slice(before);
    return now.length === 2 ? now : undefined;
  });
  assert.deepEqual(told.map(({ type }) => type).sort(), ["review.proposed", "review.rejected"]);
  for (const { review } of told) {
    assert.deepEqual(review, { id, title: PROPOSAL.title, severity: PROPOSAL.severity });
  }
});

test("while scanner and webhook hang, a proposal is answered as ever, and its scan is left for the next start", async () => {
  await companion.tell({ scanner: { mode: "hang" }, webhook: { mode: "hang" } });
  let ids: string[];
  {
    await using _ = await open();
    const reviews = await Promise.all(Array.from({ length: 10 }, () => propose(proposer)));
    ids = reviews.map(({ id }) => id);
    assert.deepEqual(new Set(reviews.map(({ scan }) => scan.state)), new Set(["waiting"]));
  }
  for (const id of ids) assert.equal((await scanOf(id)).state, "waiting");
  await using _ = await open();
  await Promise.all(ids.map((id) => untilScan(id, "done")));
});

test("what could not be scanned is marked, and scanned when the scanner is back", async () => {
  mock.timers.enable({ apis: ["Date"] });
  await using outside = await open();
  await companion.tell({ scanner: { mode: "fail" } });
  const reviews = [];
  for (let i = 0; i < SMALL.breakAfter; i++) reviews.push(await propose(proposer));
  await Promise.all(reviews.map(({ id }) => untilScan(id, "unavailable")));
  assert.deepEqual(outside.states, ["scanner open"]);
  await companion.tell({ scanner: { mode: "off" } });
  mock.timers.tick(SMALL.halfOpenAfterMs);
  // the next call is the trial that closes the breaker; its success brings the others back
  const next = await propose(proposer);
  await Promise.all([next, ...reviews].map(({ id }) => untilScan(id, "done")));
  assert.deepEqual(outside.states, ["scanner open", "scanner half open", "scanner closed"]);
  mock.timers.reset();
});
