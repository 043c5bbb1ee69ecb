import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { farol } from "./farol-program.ts";

const FOLDER = fileURLToPath(new URL("..", import.meta.url));
const REVIEWS = ["--definition", "reviews/monitoring.ts"];

function routes(...args: readonly string[]) {
  return farol(FOLDER, ["routes", ...args]);
}

test("every alert stands with those who are told of it and what silences it", () => {
  const { code, out } = routes(...REVIEWS);
  assert.equal(code, 0);
  assert.match(out, /^DatabaseDown +critical +pager, oncall, mail/m);
  assert.match(out, /^Watchdog +info +heartbeat$/m);
  assert.match(
    out,
    /^SlowQueryRateWarning +warning +oncall, mail {2}\(silenced by SlowQueryRateCritical\)$/m,
  );
});

test("of one alert the messages are printed as each receiver gets them", () => {
  const { out } = routes("SlowQueryRateCritical", "--value", "0.25", ...REVIEWS);
  assert.match(out, /^── pager \(pagerDuty\)\ndescription: .*SlowQueryRateCritical/m);
  assert.match(out, /^── oncall \(slack\)\ntitle: /m);
  assert.match(out, /25/);
});

test("JSON tells the same for programs", () => {
  const [journey] = JSON.parse(routes("Watchdog", "--json", ...REVIEWS).out);
  assert.equal(journey.alert, "Watchdog");
  assert.deepEqual([journey.receivers, journey.silencedBy], [["heartbeat"], []]);
});

test("what was asked wrongly is refused", () => {
  for (const [args, message] of [
    [["NoSuchAlert", ...REVIEWS], /There is no alert NoSuchAlert/],
    [["--value", "much", ...REVIEWS], /--value is a number, not much/],
    [["--definition", "test/stack/compile-prometheus.monitoring.ts"], /has no routing/],
  ] as const) {
    const { code, err } = routes(...args);
    assert.equal(code, 2);
    assert.match(err, message);
  }
});
