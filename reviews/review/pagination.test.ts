import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { startApplication } from "../application.fixture.ts";
import { SEVERITIES } from "./values.ts";

const { send, person, propose, clock, pool } = await startApplication();
const proposer = await person("proposer");

interface Listed {
  readonly id: string;
  readonly source: string;
}

async function pages(query: string, between: () => Promise<unknown> = async () => {}): Promise<Listed[]> {
  const items: Listed[] = [];
  let cursor: string | null = null;
  do {
    const { body } = await send(
      "GET",
      `reviews?${query}${cursor === null ? "" : `&cursor=${cursor}`}`,
      proposer,
    );
    items.push(...body.items);
    cursor = body.nextCursor;
    await between();
  } while (cursor !== null);
  return items;
}

test("pages hold each review once, the newest first, whatever the size of a page and of the gaps in time", async () => {
  const step = fc.record({ severity: fc.constantFrom(...SEVERITIES), gapMs: fc.constantFrom(0, 0, 1, 1000) });
  const property = fc.asyncProperty(
    fc.array(step, { maxLength: 12 }),
    fc.integer({ min: 1, max: 5 }),
    fc.constantFrom(undefined, ...SEVERITIES),
    async (steps, limit, severity) => {
      await pool.query("TRUNCATE reviews CASCADE");
      const made: { id: string; severity: string; createdAt: string }[] = [];
      for (const { severity, gapMs } of steps) {
        clock.advance(gapMs);
        made.push(await propose(proposer, { severity }));
      }
      const expected = made
        .filter((review) => severity === undefined || review.severity === severity)
        .sort((a, b) => (a.createdAt + a.id < b.createdAt + b.id ? 1 : -1));
      const listed = await pages(`limit=${limit}${severity === undefined ? "" : `&severity=${severity}`}`);
      assert.deepEqual(
        listed.map(({ id }) => id),
        expected.map(({ id }) => id),
      );
    },
  );
  await fc.assert(property, { numRuns: 25 });
});

test("reviews that arrive while somebody pages neither repeat nor hide the others", async () => {
  await pool.query("TRUNCATE reviews CASCADE");
  const made: string[] = [];
  for (let i = 0; i < 9; i++) {
    clock.advance(1);
    made.unshift((await propose(proposer)).id);
  }
  const listed = await pages("limit=2", async () => {
    clock.advance(1);
    await propose(proposer, { source: "latecomer" });
  });
  assert.deepEqual(
    listed.map(({ id }) => id),
    made,
  );
});

test("filters go together", async () => {
  await pool.query("TRUNCATE reviews CASCADE");
  const wanted = await propose(proposer, { source: "formatter", severity: "low" });
  await propose(proposer, { source: "formatter", severity: "high" });
  await propose(proposer, { source: "scanner", severity: "low" });
  const listed = await pages("status=pending&source=formatter&severity=low");
  assert.deepEqual(
    listed.map(({ id }) => id),
    [wanted.id],
  );
});

test("a text that is no cursor is refused", async () => {
  const forged = Buffer.from(JSON.stringify([1e300, "x"])).toString("base64url");
  for (const cursor of ["nonsense", forged]) {
    const { status, body } = await send("GET", `reviews?cursor=${cursor}`, proposer);
    assert.equal(status, 400);
    assert.equal(body.issues[0].path, "querystring.cursor");
  }
});
