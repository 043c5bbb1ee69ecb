import assert from "node:assert/strict";
import { it } from "node:test";
import { type TimeSpanSpec, timeInterval } from "./time-interval.ts";

it("single values and ranges are ranges, and days of the week are numbers from Sunday", () => {
  const { spans } = timeInterval("x", {
    weekdays: ["saturday", { from: "monday", to: "wednesday" }],
    daysOfMonth: [1, { from: -3, to: -1 }],
    months: [{ from: 1, to: 3 }],
    years: [2030],
  });
  assert.deepEqual(spans, [
    {
      weekdays: [
        { from: 6, to: 6 },
        { from: 1, to: 3 },
      ],
      daysOfMonth: [
        { from: 1, to: 1 },
        { from: -3, to: -1 },
      ],
      months: [{ from: 1, to: 3 }],
      years: [{ from: 2030, to: 2030 }],
    },
  ]);
});

it("times that Alertmanager would refuse are refused", () => {
  const refused: TimeSpanSpec[] = [
    { times: [{ from: "22:00", to: "06:00" }] },
    { times: [{ from: "9:00", to: "10:00" }] },
    { times: [{ from: "09:00", to: "09:00" }] },
    { weekdays: [{ from: "saturday", to: "sunday" }] },
    { daysOfMonth: [0] },
    { daysOfMonth: [32] },
    { daysOfMonth: [{ from: -1, to: 5 }] },
    { months: [{ from: 11, to: 2 }] },
    { months: [13] },
    { years: [{ from: 2031, to: 2030 }] },
    { location: "Nowhere/Atall" },
  ];
  for (const span of refused) {
    assert.throws(() => timeInterval("x", span), { code: "FAROL_TIME_INTERVAL" }, JSON.stringify(span));
  }
  assert.throws(() => timeInterval("x"), { code: "FAROL_TIME_INTERVAL" });
  // @ts-expect-error There is no such day.
  assert.throws(() => timeInterval("x", { weekdays: ["funday"] }), { code: "FAROL_TIME_INTERVAL" });
});
