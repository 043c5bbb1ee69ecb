import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { counter, gauge } from "../define/index.ts";
import { CHUNK_CELLS, unboundedLabel } from "../model/index.ts";
import { slabFixture } from "./slab.fixture.ts";

const visits = counter({
  name: "visits_total",
  help: "Visits.",
  labels: { site: unboundedLabel, page: unboundedLabel },
  maxSeries: 3,
});

test("what comes past the cap is counted in one overflow series, and as a fault", () => {
  const { recorder, seriesOf, cells, faults } = slabFixture();
  const instrument = recorder.counter(visits);
  for (let i = 0; i < 10; i++) instrument.inc({ site: "a", page: `/${i}` });
  assert.equal(seriesOf("visits_total").length, 4);
  assert.deepEqual(cells("visits_total", ["overflow", "overflow"]), [7]);
  assert.equal(faults("overflow"), 7);
});

test("no two label sets share a series, whatever their values hold", () => {
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom("", "a", '"', ",", "\u0000", "__proto__", "constructor", "a,b"),
  );
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(value, value), { selector: (it) => JSON.stringify(it) }), (sets) => {
      const { recorder, cells } = slabFixture();
      const wide = counter({
        ...visits,
        labels: { site: unboundedLabel, page: unboundedLabel },
        maxSeries: 2000,
      });
      const instrument = recorder.counter(wide);
      sets.forEach(([site, page], i) => void instrument.inc({ site, page }, i + 1));
      sets.forEach((set, i) => void assert.deepEqual(cells("visits_total", set), [i + 1]));
    }),
  );
});

test("an idle series is forgotten, and its handle begins a new one when it is written again", () => {
  const { recorder, cells, placeOf, seriesOf } = slabFixture();
  const instrument = recorder.counter(visits);
  const kept = instrument.series({ site: "a", page: "/" });
  kept.inc(5);
  recorder.expire([{ cell: placeOf("visits_total", ["a", "/"]), activity: 5 }]);
  assert.deepEqual(seriesOf("visits_total"), []);
  instrument.inc({ site: "a", page: "/" });
  kept.inc(2);
  assert.deepEqual(cells("visits_total", ["a", "/"]), [3]);
  recorder.expire([{ cell: placeOf("visits_total", ["a", "/"]), activity: 3 }]);
  kept.inc(9);
  assert.deepEqual(cells("visits_total", ["a", "/"]), [9]);
});

test("a series that was written after it was found idle is not forgotten", () => {
  const { recorder, cells, placeOf } = slabFixture();
  const series = recorder.counter(visits).series({ site: "a", page: "/" });
  series.inc();
  series.inc();
  recorder.expire([{ cell: placeOf("visits_total", ["a", "/"]), activity: 1 }]);
  assert.deepEqual(cells("visits_total", ["a", "/"]), [2]);
});

test("a gauge that is written the same value again and again is not idle", () => {
  const { recorder, cells, placeOf } = slabFixture();
  const series = recorder
    .gauge(gauge({ name: "size", help: "Size.", labels: { pool: unboundedLabel } }))
    .series({
      pool: "a",
    });
  series.set(10);
  series.set(10);
  recorder.expire([{ cell: placeOf("size", ["a"]), activity: 1 }]);
  assert.deepEqual(cells("size", ["a"]), [10]);
});

test("cells of a forgotten series are used again only after the engine has read that it is gone", () => {
  const { recorder, placeOf, acknowledge, cells } = slabFixture();
  const instrument = recorder.counter(visits);
  instrument.inc({ site: "a", page: "/" }, 5);
  const first = placeOf("visits_total", ["a", "/"]);
  instrument.remove({ site: "a", page: "/" });
  instrument.inc({ site: "b", page: "/" });
  assert.notEqual(placeOf("visits_total", ["b", "/"]), first);
  acknowledge();
  instrument.inc({ site: "c", page: "/" });
  assert.equal(placeOf("visits_total", ["c", "/"]), first);
  assert.deepEqual(cells("visits_total", ["c", "/"]), [1]);
});

test("a forgotten series makes room under the cap", () => {
  const { recorder, seriesOf } = slabFixture();
  const instrument = recorder.counter(visits);
  for (const page of ["/1", "/2", "/3"]) instrument.inc({ site: "a", page });
  instrument.remove({ site: "a", page: "/2" });
  instrument.inc({ site: "a", page: "/4" });
  assert.deepEqual(seriesOf("visits_total"), [
    ["a", "/1"],
    ["a", "/3"],
    ["a", "/4"],
  ]);
});

test("a slab grows past its first chunk without losing a series", () => {
  const { recorder, cells } = slabFixture();
  const count = CHUNK_CELLS + 10;
  const instrument = recorder.counter(
    counter({ name: "many_total", help: "Many.", labels: { id: unboundedLabel }, maxSeries: count }),
  );
  for (let i = 0; i < count; i++) instrument.inc({ id: `${i}` }, i + 1);
  assert.deepEqual(cells("many_total", ["0"]), [1]);
  assert.deepEqual(cells("many_total", [`${count - 1}`]), [count]);
});
