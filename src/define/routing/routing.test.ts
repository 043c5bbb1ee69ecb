import assert from "node:assert/strict";
import { it } from "node:test";
import { matching, not } from "../select.ts";
import { webhook } from "./receivers.ts";
import { route } from "./route.ts";
import { defineRouting } from "./routing.ts";
import { timeInterval } from "./time-interval.ts";

const hook = webhook({ name: "hook", url: "https://example.org/" });

it("what a route matches is written as series of a metric are", () => {
  const { matchers } = route({
    match: {
      severity: ["critical", "warning"],
      endpoint: not("/health"),
      team: matching("pay.*"),
      pool: not(matching("x|y")),
      host: ["a.b"],
    },
  });
  assert.deepEqual(
    matchers.map(({ label, operator, value }) => `${label}${operator}${value}`),
    ["severity=~critical|warning", "endpoint!=/health", "team=~pay.*", "pool!~x|y", "host=~a\\.b"],
  );
});

it("a severity or a receiver that there is not does not compile", () => {
  // @ts-expect-error It is `critical`.
  route({ match: { severity: "crit" } });
  // @ts-expect-error A receiver is a value, not its name.
  route({ receivers: ["hook"] });
  assert.equal(route({ match: { severity: "critical" }, receivers: [hook] }).receivers?.length, 1);
});

it("a routing's receivers are those that it lists and those of its routes, each once", () => {
  const other = webhook({ name: "other", url: "https://example.org/other" });
  const root = route({ receivers: [hook], routes: [route({ receivers: [hook, other] })] });
  assert.deepEqual(defineRouting({ root }).receivers, [hook, other]);
  assert.deepEqual(defineRouting({ root, receivers: [other] }).receivers, [other, hook]);
});

it("a root that not every alert enters, or in which none may end, is refused", () => {
  const night = timeInterval("night", { times: [{ from: "00:00", to: "06:00" }] });
  for (const root of [
    route({}),
    route({ receivers: [hook], match: { severity: "info" } }),
    route({ receivers: [hook], muteDuring: [night] }),
    route({ receivers: [hook], continue: true }),
  ]) {
    assert.throws(() => defineRouting({ root }), { code: "FAROL_ROUTING" });
  }
});

it("two receivers, or two time intervals, of one name are refused", () => {
  const again = webhook({ name: "hook", url: "https://example.org/again" });
  assert.throws(() => defineRouting({ root: route({ receivers: [hook, again] }) }), {
    code: "FAROL_ROUTING",
  });
  const intervals = [1, 2].map(() => timeInterval("weekend", { weekdays: ["sunday"] }));
  const root = route({ receivers: [hook], routes: [route({ muteDuring: intervals })] });
  assert.throws(() => defineRouting({ root }), { code: "FAROL_ROUTING" });
});

it("a route, a receiver and a time interval know where they were written", () => {
  const places = [
    route({}),
    hook,
    timeInterval("x", {}),
    defineRouting({ root: route({ receivers: [hook] }) }),
  ];
  for (const { place } of places) assert.match(place.file, /routing\.test\.ts$/);
});
