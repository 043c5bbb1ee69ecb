import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { type Logger, silentLogger, systemClock } from "../../model/index.ts";
import { openRemembered } from "../remembered.ts";
import { API, engineFor, START_MS } from "./test-engine.fixture.ts";

const PATH = `${API}/deployments`;
const MINUTE_MS = 60_000;
const started = { phase: "started", version: "2.0.1" };

interface Item {
  readonly version: string;
}

test("an event is recorded, logged with who told it, and listed", async (t) => {
  const lines: object[] = [];
  const info: Logger["info"] = (fields) => lines.push(fields);
  const { ask, command } = await engineFor(t, { logger: { ...silentLogger, info } });
  const told = { ...started, revision: "abc", note: "of the spring" };
  const { status, json } = await command(PATH, told);
  const recorded = { id: 1, ...told, atMs: START_MS };
  assert.deepEqual([status, json], [201, recorded]);
  assert.deepEqual(lines, [{ ...recorded, client: "127.0.0.1" }]);
  assert.deepEqual((await ask(PATH)).json, { items: [recorded], nextCursor: null });
});

test("an event that a pipeline sends again is answered with the one that there is, and not logged", async (t) => {
  let lines = 0;
  const info = () => void lines++;
  const { ask, command } = await engineFor(t, { logger: { ...silentLogger, info } });
  const first = await command(PATH, started);
  const second = await command(PATH, started);
  assert.deepEqual([second.status, second.json], [200, first.json]);
  assert.equal((await ask(PATH)).json.items.length, 1);
  assert.equal(lines, 1);
});

test("nobody records without the token, also on this machine", async (t) => {
  const { ask, command } = await engineFor(t);
  const refused = await command(PATH, started, { authorization: "Bearer another" });
  assert.deepEqual([refused.status, refused.json.code], [401, "FAROL_UNAUTHORIZED"]);
  assert.deepEqual((await ask(PATH)).json.items, []);
});

test("an event may be told of later, but not beforehand", async (t) => {
  const { command } = await engineFor(t);
  const earlier = START_MS - 90 * MINUTE_MS;
  const byDate = await command(PATH, { ...started, at: new Date(earlier).toISOString() });
  assert.equal(byDate.json.atMs, earlier);
  const bySeconds = await command(PATH, { ...started, at: String((earlier - 10 * MINUTE_MS) / 1000) });
  assert.equal(bySeconds.json.atMs, earlier - 10 * MINUTE_MS);
  const ahead = (ms: number) => command(PATH, { ...started, at: new Date(START_MS + ms).toISOString() });
  assert.equal((await ahead(4 * MINUTE_MS)).status, 201, "a clock that is a little ahead");
  assert.match((await ahead(6 * MINUTE_MS)).json.detail, /still to come/);
});

test("what is no event is refused with its field", async (t) => {
  const { ask, command } = await engineFor(t);
  for (const [wrong, field] of [
    [{ version: "1" }, "phase"],
    [{ ...started, phase: "finished" }, "phase"],
    [{ phase: "started" }, "version"],
    [{ ...started, version: " " }, "version"],
    [{ ...started, version: "1".repeat(129) }, "version"],
    [{ ...started, version: 2 }, "version"],
    [{ ...started, revision: "" }, "revision"],
    [{ ...started, note: "one\ntwo" }, "note"],
    [{ ...started, at: "yesterday" }, "at"],
    [{ ...started, by: "me" }, "by"],
  ] as const) {
    const { status, json } = await command(PATH, wrong);
    assert.deepEqual([status, json.code], [400, "FAROL_BAD_BODY"], JSON.stringify(wrong));
    assert.ok(json.detail.startsWith(`${field}: `), json.detail);
  }
  assert.deepEqual((await ask(PATH)).json.items, []);
});

test("the latest come first, page by page, also those of one moment", async (t) => {
  const { ask, command, clock } = await engineFor(t);
  const versions = ["1", "2", "3", "4", "5"];
  for (const version of versions) {
    await command(PATH, { ...started, version });
    if (version !== "2") clock.advance(MINUTE_MS);
  }
  const pages: string[][] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query: string = `?limit=2${cursor && `&cursor=${cursor}`}`;
    const { json } = await ask(PATH + query);
    pages.push(json.items.map(({ version }: Item) => version));
    cursor = json.nextCursor;
  }
  assert.deepEqual(pages, [["5", "4"], ["3", "2"], ["1"]]);
});

test("a range lists what happened in it, its ends included", async (t) => {
  const { ask, command, clock } = await engineFor(t);
  for (const version of ["1", "2", "3"]) {
    await command(PATH, { ...started, version });
    clock.advance(MINUTE_MS);
  }
  const listed = async (query: string) =>
    (await ask(PATH + query)).json.items.map(({ version }: Item) => version);
  const seconds = START_MS / 1000;
  assert.deepEqual(await listed(`?start=${seconds}&end=${seconds + 60}`), ["2", "1"]);
  assert.deepEqual(await listed("?range=1m"), ["3"]);
  assert.deepEqual(await listed(""), ["3", "2", "1"]);
  const { status, json } = await ask(`${PATH}?cursor=nonsense`);
  assert.deepEqual([status, json.code], [400, "FAROL_BAD_PARAMETER"]);
});

test("an event that cannot be written down is refused, so that it is told again", async (t) => {
  const errors: string[] = [];
  const error: Logger["error"] = (_fields, message) => errors.push(message);
  const logger = { ...silentLogger, error };
  const dataDir = mkdtempSync(join(tmpdir(), "farol-api-"));
  t.after(() => rmSync(dataDir, { recursive: true }));
  const remembered = openRemembered({ dataDir, clock: systemClock, logger });
  t.after(() => remembered.close());
  const { command } = await engineFor(t, { logger, remembered });
  refuseRows(join(dataDir, "farol.db"));
  const { status, json } = await command(PATH, started);
  assert.deepEqual([status, json.code], [503, "FAROL_NOT_KEPT"]);
  assert.match(json.detail, /the disk is full/);
  assert.deepEqual(errors, ["Farol: a deployment could not be recorded"]);
});

/** Makes every event that comes from now on fail, as a full disk does. */
function refuseRows(path: string): void {
  const database = new DatabaseSync(path);
  database.exec(
    "CREATE TRIGGER full BEFORE INSERT ON deployments BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
  );
  database.close();
}
