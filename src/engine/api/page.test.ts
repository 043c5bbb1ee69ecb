import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { pageOf, stretchOf } from "./page.ts";

const timeOf = ({ atMs }: { readonly atMs: number }) => atMs;

test("page by page each item comes once and in its order, however many are of one time", () => {
  const times = fc.array(fc.nat(4), { maxLength: 20 });
  const property = fc.property(times, fc.integer({ min: 1, max: 6 }), (all, limit) => {
    const items = all.sort((a, b) => b - a).map((atMs, id) => ({ atMs, id }));
    const listed: typeof items = [];
    for (let cursor: string | undefined | null; cursor !== null; ) {
      const page = pageOf({ limit, cursor }, timeOf, (stretch) => stretchOf(items, timeOf, stretch));
      assert.ok(page.items.length <= limit);
      listed.push(...page.items);
      cursor = page.nextCursor;
    }
    assert.deepEqual(listed, items);
  });
  fc.assert(property, { numRuns: 300 });
});

test("what comes between two pages, or goes, moves nothing from one to the other", () => {
  const items = [9, 8, 7, 6].map((atMs) => ({ atMs }));
  const read = (all: typeof items) => (stretch: Parameters<typeof stretchOf>[2]) =>
    stretchOf(all, timeOf, stretch);
  const first = pageOf({ limit: 2, cursor: undefined }, timeOf, read(items));
  const later = [{ atMs: 10 }, ...items.filter(({ atMs }) => atMs !== 8)];
  const second = pageOf({ limit: 2, cursor: first.nextCursor ?? undefined }, timeOf, read(later));
  assert.deepEqual([second.items.map(timeOf), second.nextCursor], [[7, 6], null]);
});
