import assert from "node:assert/strict";
import { it } from "node:test";
import { type TimeSpanSpec, timeInterval } from "../../define/index.ts";
import { isIn } from "./time.ts";

function within(spec: TimeSpanSpec, at: string): boolean {
  return isIn(timeInterval("x", spec), Date.parse(at));
}

it("times hold their beginning and not their end", () => {
  const night = { times: [{ from: "22:00", to: "24:00" }] };
  assert.equal(within(night, "2026-03-01T22:00Z"), true);
  assert.equal(within(night, "2026-03-01T23:59:59Z"), true);
  assert.equal(within(night, "2026-03-01T21:59:59Z"), false);
  assert.equal(within(night, "2026-03-02T00:00Z"), false);
});

it("an instant is seen from the span's own location", () => {
  const monday = { weekdays: ["monday"], location: "Australia/Sydney" } as const;
  assert.equal(within(monday, "2026-03-01T14:00Z"), true);
  assert.equal(within({ weekdays: ["monday"] }, "2026-03-01T14:00Z"), false);
});

it("negative days count from the month's end, and ranges end with the month", () => {
  const lastTwo = { daysOfMonth: [{ from: -2, to: -1 }] };
  assert.equal(within(lastTwo, "2026-02-27T12:00Z"), true);
  assert.equal(within(lastTwo, "2028-02-27T12:00Z"), false);
  assert.equal(within({ daysOfMonth: [{ from: 28, to: 31 }] }, "2026-02-28T12:00Z"), true);
  assert.equal(within({ daysOfMonth: [{ from: 2, to: -2 }] }, "2026-02-28T12:00Z"), false);
});

it("all fields have to hold the instant, and one span is enough", () => {
  const move = { years: [2026], months: [3], daysOfMonth: [7], times: [{ from: "02:00", to: "05:00" }] };
  assert.equal(within(move, "2026-03-07T03:00Z"), true);
  for (const other of ["2027-03-07T03:00Z", "2026-04-07T03:00Z", "2026-03-08T03:00Z", "2026-03-07T05:00Z"]) {
    assert.equal(within(move, other), false, other);
  }
  const either = timeInterval("x", move, { weekdays: ["sunday"] });
  assert.equal(isIn(either, Date.parse("2026-03-08T03:00Z")), true);
});
