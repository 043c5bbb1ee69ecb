import assert from "node:assert/strict";
import { test } from "node:test";
import { PROPOSAL, startApplication } from "../application.fixture.ts";
import { recordScan } from "./record-scan.ts";
import type { ScanResult } from "./scan.ts";
import { unscannedReviews } from "./unscanned-reviews.ts";

const { send, person, propose, bus, clock, operator } = await startApplication();
const proposer = await person("proposer");
const reviewer = await person("reviewer");

const done = (message: string): ScanResult => ({
  state: "done",
  findings: [{ rule: "todo", severity: "low", line: 1, message }],
});
const record = async (reviewId: string, version: number, scan: ScanResult) =>
  (await bus.execute(recordScan, { reviewId, version, scan }, operator))._unsafeUnwrap();
const scanOf = async (id: string) => (await send("GET", `reviews/${id}`, reviewer)).body.scan;
const unscanned = async (state: "waiting" | "unavailable") => {
  const found = await bus.ask(unscannedReviews, { state, limit: 100 }, operator);
  return found._unsafeUnwrap().map(({ id }) => id);
};

test("a scan of a diff that was revised meanwhile is not kept, and the new one waits for its own", async () => {
  const { id } = await propose(proposer);
  const headers = { "if-match": '"1"' };
  await send("PUT", `reviews/${id}`, proposer, { body: { ...PROPOSAL, diff: "+better" }, headers });
  assert.equal(await record(id, 1, done("about the old one")), false);
  assert.equal((await scanOf(id)).state, "waiting");
  assert.ok((await unscanned("waiting")).includes(id));
  assert.equal(await record(id, 2, done("about the new one")), true);
  assert.equal((await scanOf(id)).findings[0].message, "about the new one");
});

test("a scan of a change that was decided meanwhile is kept", async () => {
  const { id } = await propose(proposer);
  await send("POST", `reviews/${id}/approval`, reviewer, { body: { reason: "Read it." } });
  assert.equal(await record(id, 1, done("late")), true);
  assert.equal((await scanOf(id)).state, "done");
});

test("only what waits, or could not be scanned, is to be scanned, the oldest first", async () => {
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) {
    clock.advance(1);
    ids.push((await propose(proposer)).id);
  }
  const [older, unavailable, refused, scanned, newer] = ids as [string, string, string, string, string];
  await record(unavailable, 1, { state: "unavailable" });
  await record(refused, 1, { state: "refused" });
  await record(scanned, 1, done("scanned"));
  const found = [await unscanned("waiting"), await unscanned("unavailable")];
  assert.deepEqual(
    found.map((states) => states.filter((id) => ids.includes(id))),
    [[older, newer], [unavailable]],
  );
});

test("nobody but the service itself records scans", async () => {
  const { id } = await propose(proposer);
  const caller = { ...operator, actor: { id: reviewer.id, role: "admin" as const } };
  const refused = await bus.execute(recordScan, { reviewId: id, version: 1, scan: done("mine") }, caller);
  assert.equal(refused._unsafeUnwrapErr().kind, "forbidden");
});
