import assert from "node:assert/strict";
import { test } from "node:test";
import { compileMatcher, parse } from "../../promql/index.ts";
import { ReplayedStore } from "./test-run/replayed-store.ts";
import { TickOverlay } from "./tick-overlay.ts";

const ALL = { startMs: 0, endMs: 1000 };

/** A store with `m{a="x"}` at 10 and 20. */
function stored() {
  const store = new ReplayedStore();
  const id = store.series("m", { a: "x" });
  store.append([
    { id, timestampMs: 10, value: 1 },
    { id, timestampMs: 20, value: 2 },
  ]);
  return { store, id, overlay: new TickOverlay(store, store) };
}

/** Times and values of the series that a selector finds. */
function read(overlay: TickOverlay, selector: string, range = ALL) {
  const { name, matchers } = parse(selector) as Extract<ReturnType<typeof parse>, { kind: "selector" }>;
  const found = overlay.select(
    name,
    matchers.map((one) => compileMatcher(one, "v3")),
  );
  return [...found].map(({ labels, ...series }) => {
    const { timestampsMs, values, stale } = series.samples(range);
    const shown = [...values].map((value, i) => (stale?.[i] === 1 ? "ended" : value));
    return [labels.a, ...[...timestampsMs].map((time, i) => `${time}: ${shown[i]}`)];
  });
}

test("a sample of the tick follows those that the store has", () => {
  const { overlay } = stored();
  overlay.append("m", { a: "x" }, 30, 3);
  assert.deepEqual(read(overlay, "m"), [["x", "10: 1", "20: 2", "30: 3"]]);
  assert.deepEqual(read(overlay, "m", { startMs: 0, endMs: 29 }), [["x", "10: 1", "20: 2"]]);
  assert.deepEqual(read(overlay, "m", { startMs: 30, endMs: 30 }), [["x", "30: 3"]]);
});

test("a series that the store does not know of is found by its name, and by patterns", () => {
  const { overlay } = stored();
  overlay.append("m", { a: "y" }, 30, 3);
  overlay.append("new", { a: "z" }, 30, 4);
  assert.deepEqual(read(overlay, 'm{a!="x"}'), [["y", "30: 3"]]);
  assert.deepEqual(read(overlay, '{__name__=~"m|new",a=~"x|z"}'), [
    ["x", "10: 1", "20: 2"],
    ["z", "30: 4"],
  ]);
  assert.deepEqual(overlay.names(), ["m", "new"]);
  assert.deepEqual(overlay.extent(), { startMs: 10, endMs: 30 });
});

test("a series that ended has the mark of it", () => {
  const { overlay, id } = stored();
  overlay.end(id, "m", { a: "x" }, 30);
  assert.deepEqual(read(overlay, "m"), [["x", "10: 1", "20: 2", "30: ended"]]);
  assert.deepEqual(
    [...overlay.samples].map(({ timestampMs, value }) => [timestampMs, value]),
    [[30, "ended"]],
  );
});

test("the first sample of a series at a time stands, and one of an earlier time comes too late", () => {
  const { overlay, id } = stored();
  assert.equal(overlay.append("m", { a: "x" }, 30, Number.NaN), id);
  assert.equal(overlay.append("m", { a: "x" }, 30, Number.NaN), id);
  assert.equal(overlay.append("m", { a: "x" }, 30, 5), "duplicate sample for timestamp");
  assert.equal(overlay.append("m", { a: "x" }, 29, 5), "out of order sample");
  overlay.end(id, "m", { a: "x" }, 30);
  assert.deepEqual(read(overlay, "m"), [["x", "10: 1", "20: 2", "30: NaN"]]);
});

test("a series that was said to have ended takes no sample at that time", () => {
  const { overlay, id } = stored();
  overlay.end(id, "m", { a: "x" }, 30);
  assert.equal(overlay.append("m", { a: "x" }, 30, 5), "duplicate sample for timestamp");
});

test("where the store has a sample at its time, the tick's stands; where it has later ones, theirs do", () => {
  const { overlay } = stored();
  overlay.append("m", { a: "x" }, 20, 7);
  assert.deepEqual(read(overlay, "m"), [["x", "10: 1", "20: 7"]]);
  const other = stored().overlay;
  other.append("m", { a: "x" }, 15, 7);
  assert.deepEqual(read(other, "m"), [["x", "10: 1", "20: 2"]]);
  assert.deepEqual(read(other, "m", { startMs: 0, endMs: 15 }), [["x", "10: 1", "15: 7"]]);
});
